internal import Messaging

/// The records of one transaction on their way to the producer: handed over together.
///
/// A producer sends what it has after a millisecond. Given the records as they are decided, it
/// would cut a transaction into a request a millisecond for each partition; given all at once,
/// it makes one of each. Bounded by bytes, since one decision may write megabytes.
struct Burst {
    static let bytesMax = 4 << 20

    private var records: [ProducedRecord] = []
    private var bytes = 0

    mutating func clear() {
        records.removeAll(keepingCapacity: true)
        bytes = 0
    }

    var isEmpty: Bool { records.isEmpty }

    /// Whether it is to be handed over now, so that it grows no further.
    var isLarge: Bool { bytes > Self.bytesMax }

    mutating func add(_ record: ProducedRecord) {
        records.append(record)
        bytes += record.size
    }

    /// Hands over what is there, in the order it was added.
    mutating func release(into sink: any TransactionalSink) throws(ChannelFailure) {
        for record in records { try sink.produce(record) }
        clear()
    }
}
