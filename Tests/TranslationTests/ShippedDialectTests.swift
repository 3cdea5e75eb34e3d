import JSON
import StrictYAML
import Testing
import Translation

@Suite("Shipped dialects")
struct ShippedDialectTests {
    @Test(arguments: Shipped.names)
    func `a shipped dialect loads without a word`(name: String) throws {
        let loaded = try Shipped.load(name)
        #expect(loaded.diagnostics.map(\.description) == [])
        #expect(loaded.dialect?.name == name)
    }

    @Test func `every dialect of a party can be reached, in the order they ship in`() throws {
        let orders: [(PartyKind, [String])] = [
            (.itsm, ["canonical", "jira", "servicenow"]),
            (.portal, ["canonical", "portal"]),
            (.spoc, ["canonical", "tmf621"]),
            (.register, ["canonical"]),
        ]
        for (party, names) in orders {
            let dialects = try names.map { try #require(try Shipped.load($0).dialect) }
            #expect(DialectOrder.diagnostics(of: dialects, for: party) == [])
        }
    }

    @Test(arguments: Example.all("command"))
    func `what a dialect takes, its schema takes`(example: Example) throws {
        let message = try Message(example.bytes("in"))
        let command = try example.document("command").root
        let action = try #require(command["action"]?.string.flatMap(InboundAction.init))
        let dialect = try Shipped.translator(example.dialect).dialect
        let file = try #require(dialect.schemas[action], "no schema for \(action.rawValue)")
        let schema = try JSONSchema(Shipped.bytes("Schemas/\(file)"))
        #expect(schema.violations(of: message.data).map(\.detail) == [])
    }

    @Test(arguments: Example.all("command"))
    func `commands keep to the schema of commands`(example: Example) throws {
        let schema = try JSONSchema(Shipped.bytes("Schemas/broker/command.v1.json"))
        let command = try example.document("command").root
        #expect(schema.violations(of: command).map { "\($0.pointer) \($0.detail)" } == [])
    }

    @Test(arguments: OutboundMessage.allCases)
    func `the fields dialects may write are those of the schemas`(message: OutboundMessage) throws {
        let schema = try Document(Shipped.bytes("Schemas/outbound/\(message.rawValue).v1.json"))
        var leaves: [String: [String]?] = [:]
        collect(schema.root, of: schema.root, at: "", into: &leaves)
        let fields = OutboundField.fields(of: message)
        let known = Set(fields.map(\.text))
        #expect(known.subtracting(leaves.keys) == [], "not in the schema")
        #expect(Set(leaves.keys).subtracting(known) == [], "unknown to the dialects")
        for field in fields {
            guard let domain = field.domain, case .some(.some(let said)) = leaves[field.text] else {
                continue
            }
            #expect(Set(domain) == Set(said), "\(field.text)")
        }
    }

    /// The schema's leaves as pointers, `*` for any element, and their closed sets.
    private func collect(
        _ schema: JSONNode,
        of root: JSONNode,
        at path: String,
        into leaves: inout [String: [String]?]
    ) {
        if let reference = schema["$ref"]?.string,
            let target = JSONPointer(String(reference.dropFirst())).flatMap({ root.at($0) })
        {
            return collect(target, of: root, at: path, into: &leaves)
        }
        if let properties = schema["properties"] {
            for (name, property) in properties.members {
                collect(property, of: root, at: "\(path)/\(name)", into: &leaves)
            }
        } else if let items = schema["items"], path != "/changed" {
            collect(items, of: root, at: "\(path)/*", into: &leaves)
        } else if schema["type"]?.string == "boolean" {
            leaves[path] = ["true", "false"]
        } else {
            let values = schema["enum"].map { values in
                values.elements.map { $0.string ?? "null" }
            }
            leaves[path] = .some(values)
        }
    }
}
