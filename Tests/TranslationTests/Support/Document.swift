import JSON

/// A parsed document and the parser its values live in.
///
/// Never freed: a test may hold on to a value and let go of the document.
final class Document {
    let bytes: [UInt8]
    let root: JSONNode
    private let parser: JSONParser

    init(_ bytes: [UInt8]) throws(JSONFault) {
        self.bytes = bytes
        self.parser = JSONParser()
        self.root = try parser.parse(bytes)
        _ = Unmanaged.passRetained(parser)
    }

    convenience init(_ text: String) throws(JSONFault) {
        try self.init(Array(text.utf8))
    }
}

extension JSONNode {
    /// The value as text that is the same whatever order its members are in.
    var normal: String {
        switch kind {
        case .object:
            let members = members.map { "\($0.key.debugDescription):\($0.value.normal)" }
            return "{\(members.sorted().joined(separator: ",\n"))}"
        case .array: return "[\(elements.map(\.normal).joined(separator: ","))]"
        default:
            var writer = JSONWriter()
            writer.node(self)
            return String(decoding: writer.bytes, as: UTF8.self)
        }
    }
}
