internal import JSON
internal import Messaging

/// Reads the members of one JSON object into types, and says where one is wrong.
///
/// A member that is null counts as absent. Valid as long as its node is.
struct FieldReader {
    let node: JSONNode
    private let root: JSONNode

    init(_ root: JSONNode) throws(FieldFault) {
        try self.init(root, in: root)
    }

    private init(_ node: JSONNode, in root: JSONNode) throws(FieldFault) {
        guard node.kind == .object else {
            throw FieldFault(pointer: root.pointer(to: node).text, detail: "Not an object.")
        }
        self.node = node
        self.root = root
    }

    func has(_ name: String) -> Bool { present(name) != nil }

    // MARK: Members that must be there

    func string(_ name: String) throws(FieldFault) -> String {
        try required(optionalString(name), name)
    }

    func integer(_ name: String) throws(FieldFault) -> Int64 {
        try required(optionalInteger(name), name)
    }

    func bool(_ name: String) throws(FieldFault) -> Bool {
        try required(optionalBool(name), name)
    }

    func timestamp(_ name: String) throws(FieldFault) -> Timestamp {
        try required(optionalTimestamp(name), name)
    }

    func word<Word: RawRepresentable<String>>(
        _ name: String
    ) throws(FieldFault) -> Word {
        try required(optionalWord(name), name)
    }

    func party(_ name: String) throws(FieldFault) -> Party {
        guard let party = Party(name: try string(name)) else { throw fault(name, "No party.") }
        return party
    }

    func incident(_ name: String) throws(FieldFault) -> IncidentID {
        guard let id = IncidentID(try string(name)) else { throw fault(name, "No incident id.") }
        return id
    }

    func object(_ name: String) throws(FieldFault) -> FieldReader {
        try required(optionalObject(name), name)
    }

    // MARK: Members that may be there

    func optionalString(_ name: String) throws(FieldFault) -> String? {
        guard let member = present(name) else { return nil }
        guard let string = member.string else { throw fault(name, "Not a string.") }
        return string
    }

    func optionalInteger(_ name: String) throws(FieldFault) -> Int64? {
        guard let member = present(name) else { return nil }
        guard let integer = member.integer else { throw fault(name, "Not a whole number.") }
        return integer
    }

    func optionalBool(_ name: String) throws(FieldFault) -> Bool? {
        guard let member = present(name) else { return nil }
        guard let bool = member.bool else { throw fault(name, "Neither true nor false.") }
        return bool
    }

    func optionalTimestamp(_ name: String) throws(FieldFault) -> Timestamp? {
        guard let member = present(name) else { return nil }
        guard let timestamp = member.timestamp else { throw fault(name, "Not a date-time.") }
        return timestamp
    }

    func optionalWord<Word: RawRepresentable<String>>(
        _ name: String
    ) throws(FieldFault) -> Word? {
        guard let string = try optionalString(name) else { return nil }
        guard let word = Word(rawValue: string) else {
            throw fault(name, "None of the words that may stand here.")
        }
        return word
    }

    func optionalStrings(_ name: String) throws(FieldFault) -> [String]? {
        guard let member = present(name) else { return nil }
        guard member.kind == .array else { throw fault(name, "Not a list.") }
        var strings: [String] = []
        for element in member.elements {
            guard let string = element.string else { throw fault(name, "Not strings only.") }
            strings.append(string)
        }
        return strings
    }

    func optionalObject(_ name: String) throws(FieldFault) -> FieldReader? {
        guard let member = present(name) else { return nil }
        return try FieldReader(member, in: root)
    }

    /// An object as it stands, written again.
    func optionalObjectBytes(_ name: String) throws(FieldFault) -> [UInt8]? {
        guard let member = try optionalObject(name) else { return nil }
        var writer = JSONWriter(capacity: 256)
        writer.node(member.node)
        return writer.bytes
    }

    /// The members that nobody reads, under their pointers, as an object's bytes; nil: none.
    ///
    /// A member `unmapped` that is an object is such bytes already, and they come first.
    func unmapped(beside known: [String]) throws(FieldFault) -> [UInt8]? {
        let carried = node["unmapped"].flatMap { $0.kind == .object ? $0 : nil }
        let others = node.members.filter { key, value in
            !value.isNull && !known.contains(key) && !(carried != nil && key == "unmapped")
        }
        guard carried != nil || !others.isEmpty else { return nil }
        var writer = JSONWriter(capacity: 256)
        writer.object { writer in
            if let carried {
                for (key, value) in carried.members {
                    writer.key(key)
                    writer.node(value)
                }
            }
            for (_, value) in others {
                writer.key(root.pointer(to: value).text)
                writer.node(value)
            }
        }
        return writer.bytes
    }

    /// A list of objects; absent is empty.
    func list<Element>(
        _ name: String,
        _ read: (FieldReader) throws(FieldFault) -> Element
    ) throws(FieldFault) -> [Element] {
        guard let member = present(name) else { return [] }
        guard member.kind == .array else { throw fault(name, "Not a list.") }
        var elements: [Element] = []
        for element in member.elements {
            elements.append(try read(try FieldReader(element, in: root)))
        }
        return elements
    }

    func fault(_ name: String, _ detail: String) -> FieldFault {
        FieldFault(pointer: "\(root.pointer(to: node).text)/\(name)", detail: detail)
    }

    private func present(_ name: String) -> JSONNode? {
        guard let member = node[name], !member.isNull else { return nil }
        return member
    }

    private func required<Value>(
        _ value: Value?,
        _ name: String
    ) throws(FieldFault) -> Value {
        guard let value else { throw fault(name, "Missing.") }
        return value
    }
}

/// What is wrong with a member, and where it stands.
struct FieldFault: Error, Equatable {
    let pointer: String
    let detail: String
}
