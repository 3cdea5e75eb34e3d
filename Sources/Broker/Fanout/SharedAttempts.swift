package import Messaging

internal import JSON
internal import Synchronization

/// The latest attempts, of all partitions, as `broker.attempts` says; bounded.
package final class SharedAttempts: Sendable {
    /// One line of the log.
    package struct Line: Equatable, Sendable {
        /// Grows with every line taken in here; what pages are divided by.
        package let position: Int64
        package let incident: String
        /// The webhook-id.
        package let delivery: String
        /// A subscription's id, or what stands for a reporter's own endpoint.
        package let endpoint: String
        package let event: String
        package let sequence: Int64
        /// Of this delivery, from 1.
        package let attempt: Int
        package let outcome: String
        package let ended: Timestamp
        package let duration: Duration
    }

    private struct Shared {
        var lines: [Line] = []
        var next: Int64 = 1
        /// Where each partition is: a feed that begins anew says everything again.
        var read: [TopicPartition: Int64] = [:]
    }

    private let max: Int
    private let shared = Mutex(Shared())

    /// - Parameter max: As many are kept; the oldest go.
    package init(max: Int = 20_000) {
        self.max = max
    }

    /// Takes over records of the topic, in its order.
    package func apply(_ records: [ConsumedRecord]) {
        let parser = JSONParser()
        shared.withLock { shared in
            for record in records where record.offset >= shared.read[record.position] ?? 0 {
                shared.read[record.position] = record.offset + 1
                guard let json = try? parser.parse(record.value ?? []),
                    let line = Line(json, position: shared.next)
                else { continue }
                shared.lines.append(line)
                shared.next += 1
            }
            guard shared.lines.count > max + max / 4 else { return }
            shared.lines.removeFirst(shared.lines.count - max)
        }
    }

    /// At an endpoint, newest first, with a smaller position than `position`.
    package func at(_ endpoint: String, before position: Int64? = nil, limit: Int) -> [Line] {
        let lines = shared.withLock { $0.lines }
        return Array(
            lines.reversed().lazy
                .filter { $0.endpoint == endpoint && $0.position < position ?? .max }
                .prefix(limit)
        )
    }
}

extension SharedAttempts.Line {
    fileprivate init?(_ json: JSONNode, position: Int64) {
        guard let incident = json["incident"]?.string, let delivery = json["delivery"]?.string,
            let endpoint = json["endpoint"]?.string, let event = json["event"]?.string,
            let sequence = json["sequence"]?.integer, let attempt = json["attempt"]?.integer,
            let outcome = json["outcome"]?.string, let ended = json["ended"]?.timestamp,
            let duration = json["durationMs"]?.integer
        else { return nil }
        self.init(
            position: position,
            incident: incident,
            delivery: delivery,
            endpoint: endpoint,
            event: event,
            sequence: sequence,
            attempt: Int(attempt),
            outcome: outcome,
            ended: ended,
            duration: .milliseconds(duration)
        )
    }
}
