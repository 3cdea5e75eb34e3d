/// A value that several messages hold without each having a copy of its own.
@dynamicMemberLookup
package final class Shared<Value: Equatable & Sendable>: Equatable, Sendable {
    package let value: Value

    package init(_ value: Value) {
        self.value = value
    }

    package subscript<Member>(dynamicMember path: KeyPath<Value, Member>) -> Member {
        value[keyPath: path]
    }

    package static func == (left: Shared, right: Shared) -> Bool {
        left === right || left.value == right.value
    }
}
