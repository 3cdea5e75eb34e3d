/// The types of JSON Schema a value may have, or has.
struct SchemaTypes: OptionSet, Sendable {
    let rawValue: UInt8

    static let null = SchemaTypes(rawValue: 1)
    static let boolean = SchemaTypes(rawValue: 2)
    static let object = SchemaTypes(rawValue: 4)
    static let array = SchemaTypes(rawValue: 8)
    static let number = SchemaTypes(rawValue: 16)
    static let string = SchemaTypes(rawValue: 32)
    /// Every integer is a number too.
    static let integer = SchemaTypes(rawValue: 64)

    static let any: SchemaTypes = [.null, .boolean, .object, .array, .number, .string, .integer]

    private static let names: [(name: String, article: String, type: SchemaTypes)] = [
        ("null", "null", .null), ("boolean", "a boolean", .boolean),
        ("object", "an object", .object),
        ("array", "an array", .array), ("number", "a number", .number),
        ("string", "a string", .string), ("integer", "an integer", .integer),
    ]

    init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    init?(name: String) {
        guard let type = Self.names.first(where: { $0.name == name })?.type else { return nil }
        self = type
    }

    /// The types of a value: for a whole number, integer and number.
    init(of node: JSONNode) {
        switch node.tape.tag(node.index) {
        case .object: self = .object
        case .array: self = .array
        case .string: self = .string
        case .signed, .unsigned: self = [.integer, .number]
        case .double: self = JSONNumber(node)?.isWhole == true ? [.integer, .number] : .number
        case .true, .false: self = .boolean
        default: self = .null
        }
    }

    /// "a string or null".
    var text: String {
        let shown = contains(.number) ? subtracting(.integer) : self
        let texts = Self.names.filter { shown.contains($0.type) }.map(\.article)
        return texts.dropLast().joined(separator: ", ")
            + (texts.count > 1 ? " or " : "") + (texts.last ?? "nothing")
    }
}
