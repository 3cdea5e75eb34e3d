package import Messaging

/// What a stage sees and says while it decides one record.
///
/// Reads see the stage's own earlier writes of the same transaction.
package struct StageContext: ~Copyable {
    /// The broker's clock when the record was taken up.
    package let now: Timestamp
    package var outputs: [ProducedRecord] = []
    package var writes: [String: StateEntry?] = [:]
    private let lookup: (String) -> StateEntry?

    package init(now: Timestamp, lookup: @escaping (String) -> StateEntry?) {
        self.now = now
        self.lookup = lookup
    }

    /// The state of a key, as bytes the stage wrote earlier; nil when there is none.
    package func state(_ key: String) -> [UInt8]? {
        if let written = writes[key] { return written?.value }
        return lookup(key)?.value
    }

    /// Replaces a key's state and its one timer.
    package mutating func put(_ key: String, _ value: [UInt8], due: Timestamp? = nil) {
        writes[key] = .some(StateEntry(value: value, due: due))
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
