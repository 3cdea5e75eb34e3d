/// A JSON Schema, compiled once and run over parsed documents.
///
/// Speaks what draft-07 and 2020-12 have in common, and refuses everything else: a keyword that
/// is not checked here is not in a schema here. Formats are asserted. A pattern is a regular
/// expression that every language reads alike, and is matched in one pass.
package struct JSONSchema: Sendable {
    /// One way in which a value does not fit.
    package struct Violation: Hashable, Sendable {
        /// RFC 6901 JSON Pointer from the value checked to the one that does not fit.
        package let pointer: String
        /// The keyword it does not fit; `false` where the schema allows nothing at all.
        package let keyword: String
        /// One sentence: what was wanted and what is there.
        package let detail: String

        package init(pointer: String, keyword: String, detail: String) {
            self.pointer = pointer
            self.keyword = keyword
            self.detail = detail
        }
    }

    private let root: SchemaRule
    private let definitions: [SchemaRule]

    /// Compiles a schema document.
    package init(_ bytes: [UInt8]) throws(JSONSchemaFault) {
        let parser = JSONParser()
        let node: JSONNode
        do {
            node = try parser.parse(bytes)
        } catch {
            throw JSONSchemaFault(detail: error.detail, pointer: error.pointer)
        }
        var compiler = SchemaCompiler(node)
        let root = try compiler.compile()
        self.root = root
        self.definitions = compiler.definitions
        // The nodes above are the parser's; this keeps it until here.
        withExtendedLifetime(parser) {}
    }

    /// What does not fit, in document order; empty when the value is valid.
    package func violations(of node: JSONNode, limit: Int = 8) -> [Violation] {
        var check = SchemaCheck(definitions: definitions, root: node, limit: limit)
        check.check(node, root)
        return check.findings.map(\.violation)
    }

    /// Whether the value fits, without saying why not.
    package func accepts(_ node: JSONNode) -> Bool {
        var check = SchemaCheck(definitions: definitions, root: node, limit: 1, isTerse: true)
        check.check(node, root)
        return check.isClean
    }
}
