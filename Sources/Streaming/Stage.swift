package import Messaging

/// How one input record ended; the ledger accounts for every input offset with exactly one.
package enum Disposition: String, CaseIterable, Sendable {
    case accepted
    case duplicate
    case rejected
    case parked
}

/// A step of the pipeline: a record and the state in, records and new state out.
///
/// Pure but for what it is given: a stage reads no clock, keeps nothing between calls but
/// scratch space, and sees the world only through its context. One instance per worker thread.
package protocol Stage: AnyObject {
    /// Decides one record. Everything said to the context commits together with the record's
    /// offset, or not at all.
    func process(_ record: ConsumedRecord, _ context: inout StageContext) -> Disposition

    /// A key's due time has come: `due` is that time, however late it is now. The stage must
    /// put the key again with a later due time or none.
    func timerDue(key: String, due: Timestamp, _ context: inout StageContext)

    /// Something the stage emitted for this record is too large to be written. The context has
    /// been emptied; what is emitted now (a dead letter, a rejection) must be small.
    func refuseOversized(
        _ record: ConsumedRecord,
        bytes: Int,
        _ context: inout StageContext
    ) -> Disposition
}

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

/// A key's state and when it wants to be woken next.
package struct StateEntry: Equatable, Sendable {
    package let value: [UInt8]
    package let due: Timestamp?

    package init(value: [UInt8], due: Timestamp?) {
        self.value = value
        self.due = due
    }
}
