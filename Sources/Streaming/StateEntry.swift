package import Messaging

/// A key's state and when it wants to be woken next.
package struct StateEntry: Equatable, Sendable {
    package let value: [UInt8]
    package let due: Timestamp?

    package init(value: [UInt8], due: Timestamp?) {
        self.value = value
        self.due = due
    }
}
