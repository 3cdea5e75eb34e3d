/// A number by its value, however it was written: `1`, `1.0` and `1e0` are one number.
enum JSONNumber: Hashable, Sendable {
    case signed(Int64)
    /// Only above `Int64.max`.
    case unsigned(UInt64)
    /// Only what no integer of 64 bits is.
    case double(Double)

    init?(_ node: JSONNode) {
        let (tape, index) = (node.tape, node.index)
        switch tape.tag(index) {
        case .signed: self = .signed(Int64(bitPattern: tape.number(index)))
        case .unsigned: self = .unsigned(tape.number(index))
        case .double: self.init(Double(bitPattern: tape.number(index)))
        default: return nil
        }
    }

    init(_ value: Double) {
        if let integer = Int64(exactly: value) {
            self = .signed(integer)
        } else if let integer = UInt64(exactly: value) {
            self = .unsigned(integer)
        } else {
            self = .double(value)
        }
    }

    var isWhole: Bool {
        switch self {
        case .signed, .unsigned: true
        case .double(let value): value == value.rounded()
        }
    }

    private var rounded: Double {
        switch self {
        case .signed(let value): Double(value)
        case .unsigned(let value): Double(value)
        case .double(let value): value
        }
    }
}

extension JSONNumber: Comparable {
    static func < (left: JSONNumber, right: JSONNumber) -> Bool {
        switch (left, right) {
        case (.signed(let left), .signed(let right)): left < right
        case (.unsigned(let left), .unsigned(let right)): left < right
        case (.signed, .unsigned): true
        case (.unsigned, .signed): false
        // A double here is no integer of 64 bits, so rounding the other side cannot pass it.
        case (.double, _), (_, .double): left.rounded < right.rounded
        }
    }
}

extension JSONNumber: CustomStringConvertible {
    var description: String {
        switch self {
        case .signed(let value): value.description
        case .unsigned(let value): value.description
        case .double(let value): value.description
        }
    }
}
