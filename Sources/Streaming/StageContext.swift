package import Messaging

/// What a stage sees and says while it decides one record.
///
/// Reads see the stage's own earlier writes of the same transaction.
package struct StageContext: ~Copyable {
    /// The broker's clock when the record was taken up.
    package let now: Timestamp
    package var outputs: [ProducedRecord] = []
    package var writes: [String: StateEntry?] = [:]
    /// The number of the partition whose state this is.
    package let partition: Int32
    private let lookup: (String) -> StateEntry?
    private let allKeys: (() -> [String])?

    package init(
        now: Timestamp,
        partition: Int32 = 0,
        keys: (() -> [String])? = nil,
        lookup: @escaping (String) -> StateEntry?
    ) {
        self.now = now
        self.partition = partition
        self.allKeys = keys
        self.lookup = lookup
    }

    /// The state of a key, as bytes the stage wrote earlier; nil when there is none.
    package func state(_ key: String) -> [UInt8]? {
        if let written = writes[key] { return written?.value }
        return lookup(key)?.value
    }

    /// Every key of the partition as the last commit left them, in no order; only while a signal
    /// is decided, and as dear as there are keys.
    package func keys() -> [String] {
        allKeys?() ?? []
    }

    /// Replaces a key's state and its one timer.
    package mutating func put(_ key: String, _ value: [UInt8], due: Timestamp? = nil) {
        writes[key] = .some(StateEntry(value: value, due: due))
    }

    /// Replaces a key's state, and wakes it at `due` if it is restored: until then whatever is
    /// under way for it stands for it.
    package mutating func put(_ key: String, _ value: [UInt8], afterRestart due: Timestamp) {
        writes[key] = .some(StateEntry(value: value, due: due, waking: .restart))
    }

    /// Forgets a key: a tombstone on the changelog.
    package mutating func remove(_ key: String) {
        writes[key] = .some(nil)
    }

    package mutating func emit(_ record: ProducedRecord) {
        outputs.append(record)
    }

    /// Takes back everything said so far.
    package mutating func reset() {
        outputs.removeAll(keepingCapacity: true)
        writes.removeAll(keepingCapacity: true)
    }
}
