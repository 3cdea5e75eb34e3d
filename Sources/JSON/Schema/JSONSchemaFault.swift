/// Why a JSON Schema cannot be used.
package struct JSONSchemaFault: Error, Equatable, Sendable {
    /// One sentence: what is wrong with the schema.
    package let detail: String
    /// RFC 6901 JSON Pointer into the schema.
    package let pointer: String

    package init(detail: String, pointer: String) {
        self.detail = detail
        self.pointer = pointer
    }
}
