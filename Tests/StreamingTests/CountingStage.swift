import Messaging
import Streaming

/// A stage small enough to know by heart: per key it follows the sequence 1, 2, 3 …, drops what
/// it has seen, refuses what it can't read, and folds every value into a running hash.
final class CountingStage: Stage {
    static let input = "in"
    static let output = "out"
    static let refused = "refused"

    /// What a key's state says; the fold that the test computes by itself as well.
    struct Fold: Equatable {
        var sequence: Int64 = 0
        var hash: UInt64 = 14_695_981_039_346_656_037

        mutating func take(_ sequence: Int64) {
            self.sequence = sequence
            hash = (hash ^ UInt64(bitPattern: sequence)) &* 1_099_511_628_211
        }

        var text: String { "\(sequence) \(hash)" }
    }

    func process(_ record: ConsumedRecord, _ context: inout StageContext) -> Disposition {
        guard let value = record.value, let sequence = Int64(String(decoding: value, as: UTF8.self))
        else {
            context.emit(ProducedRecord(topic: Self.refused, key: record.key, value: record.value))
            return .rejected
        }
        let key = String(decoding: record.key ?? [], as: UTF8.self)
        var fold = Self.fold(context.state(key))
        guard sequence > fold.sequence else { return .duplicate }
        fold.take(sequence)
        context.put(key, Array(fold.text.utf8), due: Self.due(sequence, context.now))
        context.emit(
            ProducedRecord(
                topic: Self.output,
                key: record.key,
                value: Array("\(key) \(fold.text)".utf8)
            )
        )
        return .accepted
    }

    func timerDue(key: String, due: Timestamp, _ context: inout StageContext) {
        guard let state = context.state(key) else { return }
        context.put(key, state)
        context.emit(
            ProducedRecord(
                topic: Self.output,
                key: Array(key.utf8),
                value: Array("\(key) timer \(due.milliseconds)".utf8)
            )
        )
    }

    func refuseOversized(
        _ record: ConsumedRecord,
        bytes: Int,
        _ context: inout StageContext
    ) -> Disposition {
        context.emit(ProducedRecord(topic: Self.refused, key: record.key, value: nil))
        return .rejected
    }

    static func fold(_ state: [UInt8]?) -> Fold {
        guard let state else { return Fold() }
        let words = String(decoding: state, as: UTF8.self).split(separator: " ")
        return Fold(sequence: Int64(words[0]) ?? -1, hash: UInt64(words[1]) ?? 0)
    }

    /// Every seventh sequence sets a timer.
    private static func due(_ sequence: Int64, _ now: Timestamp) -> Timestamp? {
        sequence % 7 == 0 ? now.adding(milliseconds: 400) : nil
    }
}
