package import JSON
package import Messaging

/// The JSON Schemas of `Schemas/inbound`, run as they are: the contract is the validator.
package struct ContractSet: Sendable {
    private let schemas: [String: JSONSchema]

    package init(_ schemas: [String: JSONSchema]) {
        self.schemas = schemas
    }

    package var names: [String] { schemas.keys.sorted() }

    package func schema(_ name: String) -> JSONSchema? {
        schemas[name]
    }

    /// Refuses a message that its contract refuses, with the first fault found.
    package func check(_ message: JSONNode, against name: String) throws(Rejection) {
        guard let schema = schemas[name],
            let violation = schema.violations(of: message, limit: 1).first
        else { return }
        throw Rejection(
            .contentInvalid,
            violation.detail,
            remedy: "Send it as Schemas/\(name) says (\(violation.keyword)).",
            pointer: violation.pointer
        )
    }
}
