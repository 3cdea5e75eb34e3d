internal import JSON
internal import Messaging

/// A value of a body that is being read, with its place; what is wrong with it is collected.
struct BodyValue {
    let node: JSONNode
    let pointer: JSONPointer
    let log: BodyFaults

    /// Reports it; gives nil, to be returned.
    func fault<Value>(_ detail: String) -> Value? {
        log.add(pointer, detail)
        return nil
    }

    func text(max: Int, min: Int = 1) -> String? {
        guard let text = node.string, (min...max).contains(text.unicodeScalars.count),
            text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F })
        else {
            return fault("Wanted a text of \(min) to \(max) characters on one line.")
        }
        return text
    }

    /// A word that `read` knows.
    func word<Value>(_ wanted: String, _ read: (String) -> Value?) -> Value? {
        node.string.flatMap(read) ?? fault("Wanted \(wanted).")
    }

    func integer(in range: ClosedRange<Int64>) -> Int64? {
        guard let value = node.integer, range.contains(value) else {
            return fault(
                "Wanted a whole number from \(range.lowerBound) to \(range.upperBound)."
            )
        }
        return value
    }

    func bool() -> Bool? {
        node.bool ?? fault("Wanted true or false.")
    }

    func timestamp() -> Timestamp? {
        node.timestamp ?? fault("Wanted a time as RFC 3339 has it, 2026-11-23T08:00:00Z.")
    }

    /// A list; elements that are wrong are reported and left out.
    func list<Value>(
        _ sizes: ClosedRange<Int>,
        _ read: (BodyValue) -> Value?
    ) -> [Value]? {
        let elements = Array(node.elements)
        guard node.kind == .array, sizes.contains(elements.count) else {
            return fault("Wanted a list of \(sizes.lowerBound) to \(sizes.upperBound) elements.")
        }
        var values: [Value] = []
        for (position, node) in elements.enumerated() {
            let element = BodyValue(
                node: node,
                pointer: pointer.appending(String(position)),
                log: log
            )
            guard let value = read(element) else { continue }
            values.append(value)
        }
        return values
    }

    func object<Value>(_ read: (inout BodyObject) -> Value?) -> Value? {
        guard node.kind == .object else { return fault("Wanted an object.") }
        var object = BodyObject(value: self)
        let value = read(&object)
        object.finish()
        return value
    }
}

/// An object of a body: remembers which members were asked for, and reports all others.
struct BodyObject {
    let value: BodyValue
    private var asked: [String] = []

    init(value: BodyValue) {
        self.value = value
    }

    mutating func required<Value>(_ name: String, _ read: (BodyValue) -> Value?) -> Value? {
        guard let member = member(name) else {
            value.log.add(value.pointer.appending(name), "It is missing.")
            return nil
        }
        return read(member)
    }

    mutating func optional<Value>(_ name: String, _ read: (BodyValue) -> Value?) -> Value? {
        member(name).flatMap(read)
    }

    /// As a merge patch has it (RFC 7396): absent leaves it, null takes it away.
    mutating func change<Value>(_ name: String, _ read: (BodyValue) -> Value?) -> Change<Value> {
        guard let member = member(name) else { return .none }
        return member.node.isNull ? .removed : read(member).map(Change.set) ?? .none
    }

    private mutating func member(_ name: String) -> BodyValue? {
        asked.append(name)
        return value.node[name].map { node in
            BodyValue(node: node, pointer: value.pointer.appending(name), log: value.log)
        }
    }

    func finish() {
        for (name, _) in value.node.members where !asked.contains(name) {
            value.log.add(value.pointer.appending(name), "There is no such member.")
        }
    }
}

enum Change<Value> {
    case none
    case removed
    case set(Value)
}

extension Change: Sendable where Value: Sendable {}

/// What is wrong with a body so far.
final class BodyFaults {
    static let faultsMax = 50

    private(set) var faults: [BodyFault] = []

    func add(_ pointer: JSONPointer, _ detail: String) {
        guard faults.count < Self.faultsMax else { return }
        faults.append(BodyFault(pointer: pointer.textForReports, detail: detail))
    }
}
