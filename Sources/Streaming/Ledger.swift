package import JSON
package import Messaging

/// The account of one transaction's input offsets: which ended how.
///
/// Written to `broker.ledger` in the transaction it accounts for, so that there is exactly one
/// line for every input record ever decided, or the record was never decided.
package struct LedgerEntry: Equatable, Sendable {
    package struct Exception: Equatable, Sendable {
        package let offset: Int64
        package let outcome: Disposition

        package init(offset: Int64, outcome: Disposition) {
            self.offset = offset
            self.outcome = outcome
        }
    }

    package let stage: String
    package let position: TopicPartition
    /// First and last offset decided; offsets in between that hold no record (transaction
    /// markers, compacted records) count for nothing.
    package private(set) var from: Int64
    package private(set) var to: Int64
    package private(set) var counts: [Disposition: Int] = [:]
    /// Every offset that was not accepted.
    package private(set) var exceptions: [Exception] = []

    package init(stage: String, first: ConsumedRecord) {
        self.stage = stage
        self.position = first.position
        self.from = first.offset
        self.to = first.offset
    }

    package init(
        stage: String,
        position: TopicPartition,
        from: Int64,
        to: Int64,
        counts: [Disposition: Int],
        exceptions: [Exception]
    ) {
        self.stage = stage
        self.position = position
        self.from = from
        self.to = to
        self.counts = counts
        self.exceptions = exceptions
    }

    package var records: Int { counts.values.reduce(0, +) }

    /// Offsets must come in order.
    package mutating func account(_ offset: Int64, _ outcome: Disposition) {
        to = offset
        counts[outcome, default: 0] += 1
        if outcome != .accepted {
            exceptions.append(Exception(offset: offset, outcome: outcome))
        }
    }

    package func record(topic: String) -> ProducedRecord {
        var writer = JSONWriter(capacity: 160 + 48 * exceptions.count)
        writer.object { object in
            object.member("stage", stage)
            object.member("topic", position.topic)
            object.member("partition", Int64(position.partition))
            object.member("from", from)
            object.member("to", to)
            object.member("records", Int64(records))
            for outcome in Disposition.allCases {
                object.key(outcome.rawValue)
                object.integer(Int64(counts[outcome] ?? 0))
            }
            object.key("exceptions")
            object.array { array in
                for exception in exceptions {
                    array.object {
                        $0.member("offset", exception.offset)
                        $0.member("outcome", exception.outcome.rawValue)
                    }
                }
            }
        }
        return ProducedRecord(
            topic: topic,
            key: Array("\(stage) \(position)".utf8),
            value: writer.bytes
        )
    }

    /// Reads a line of the ledger back; nil when it is not one.
    package init?(json: JSONNode) {
        guard let stage = json["stage"]?.string, let topic = json["topic"]?.string,
            let partition = json["partition"]?.integer.flatMap(Int32.init(exactly:)),
            let from = json["from"]?.integer, let to = json["to"]?.integer
        else { return nil }
        var counts: [Disposition: Int] = [:]
        for outcome in Disposition.allCases {
            guard let count = json[outcome.rawValue]?.integer, count >= 0 else { return nil }
            if count > 0 { counts[outcome] = Int(count) }
        }
        var exceptions: [Exception] = []
        for line in json["exceptions"]?.elements.map({ $0 }) ?? [] {
            guard let offset = line["offset"]?.integer,
                let outcome = line["outcome"]?.string.flatMap(Disposition.init(rawValue:))
            else { return nil }
            exceptions.append(Exception(offset: offset, outcome: outcome))
        }
        self.init(
            stage: stage,
            position: TopicPartition(topic, partition),
            from: from,
            to: to,
            counts: counts,
            exceptions: exceptions
        )
    }
}
