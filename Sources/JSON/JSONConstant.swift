/// A JSON value that stands by itself, to compare others with.
enum JSONConstant: Sendable {
    case null
    case bool(Bool)
    case number(JSONNumber)
    case string([UInt8])
    case array([JSONConstant])
    /// Keyed by bytes: equal strings may be different keys.
    case object([[UInt8]: JSONConstant])

    init(_ node: JSONNode) {
        if let number = JSONNumber(node) {
            self = .number(number)
            return
        }
        switch node.kind {
        case .object:
            var members: [[UInt8]: JSONConstant] = [:]
            node.forEachMember { key, value in members[Array(key)] = JSONConstant(value) }
            self = .object(members)
        case .array: self = .array(node.elements.map(JSONConstant.init))
        case .string: self = .string(node.utf8.map(Array.init) ?? [])
        case .bool: self = .bool(node.bool ?? false)
        default: self = .null
        }
    }

    func isValue(of node: JSONNode) -> Bool {
        switch self {
        case .null: return node.isNull
        case .bool(let bool): return node.bool == bool
        case .number(let number): return JSONNumber(node) == number
        case .string(let bytes):
            guard let text = node.utf8 else { return false }
            return bytes.withUnsafeBufferPointer { $0.hasSameBytes(as: text) }
        case .array(let constants):
            guard node.kind == .array else { return false }
            let elements = Array(node.elements)
            return elements.count == constants.count
                && zip(constants, elements).allSatisfy { $0.isValue(of: $1) }
        case .object(let constants):
            guard node.kind == .object else { return false }
            var (count, same) = (0, 0)
            node.forEachMember { key, value in
                count += 1
                if constants[Array(key)]?.isValue(of: value) == true { same += 1 }
            }
            return count == same && same == constants.count
        }
    }
}
