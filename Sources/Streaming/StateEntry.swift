package import Messaging

/// A key's state and when it wants to be woken next.
package struct StateEntry: Equatable, Sendable {
    /// Who wakes it at its due time.
    package enum Waking: Equatable, Sendable {
        case timer
        /// Only whoever restores the key: until then something in memory stands for it.
        case restart
        /// It was restored, and has not been woken yet.
        case restored
    }

    package let value: [UInt8]
    package let due: Timestamp?
    package let waking: Waking

    package init(value: [UInt8], due: Timestamp?, waking: Waking = .timer) {
        self.value = value
        self.due = due
        self.waking = waking
    }

    /// When a timer is to fire for it here.
    var timer: Timestamp? { waking == .restart ? nil : due }
}
