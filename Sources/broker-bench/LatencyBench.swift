import Broker
import Foundation
import KafkaChannel
import Messaging
import Synchronization

/// From `itsm.incidents` to a read_committed consumer on `spoc.incidents`, at a steady rate.
struct LatencyBench {
    private static let perSecond = 200
    private static let lasting = 10
    private static let warmUp = 400

    /// Incident numbers that no other part of the benchmark uses.
    private static let first = 10_000_000

    let material: BrokerMaterial
    let workload: Workload

    func run(into figures: inout Figures) async throws {
        let channel = KafkaChannel(
            try material.configuration.kafkaSettings(),
            reporter: { _ in }
        )
        _ = try channel.admin().create(material.topicDefinitions)
        let measured = try await RunningPipeline(material).run { _ in
            // The first seconds are the machine's: connections, caches, buffers that grow.
            _ = try delays(channel, first: Self.first, count: Self.warmUp)
            let count = Self.perSecond * Self.lasting
            return try delays(channel, first: Self.first + Self.warmUp, count: count)
        }
        figures.add("latency_ms.p50", measured[measured.count / 2], "ms")
        figures.add("latency_ms.p99", measured[measured.count * 99 / 100], "ms")
        figures.add("latency_ms.max", measured[measured.count - 1], "ms")
    }

    /// Milliseconds each of `count` incidents took, sorted.
    private func delays(_ channel: KafkaChannel, first: Int, count: Int) throws -> [Double] {
        let counts = try channel.partitionCounts(["spoc.incidents"])
        let starts = (0..<(counts["spoc.incidents"] ?? 0)).map {
            (TopicPartition("spoc.incidents", $0), KafkaReader.Start.latest)
        }
        let reader = try channel.reader(
            Dictionary(uniqueKeysWithValues: starts),
            wait: .milliseconds(5)
        )
        defer { reader.close() }
        while case .records = try reader.poll(recordsMax: 1000, timeout: .seconds(1)) {}

        let sent = Mutex([String: ContinuousClock.Instant]())
        let done = DispatchSemaphore(value: 0)
        let settings = channel.settings
        let workload = workload
        Thread {
            Self.send(settings, workload, first..<(first + count), sent)
            done.signal()
        }.start()

        var delays: [Double] = []
        let patience = ContinuousClock.now + .seconds(Self.lasting + 20)
        while delays.count < count, ContinuousClock.now < patience {
            guard
                case .records(let records) = try reader.poll(
                    recordsMax: 100,
                    timeout: .milliseconds(100)
                )
            else { continue }
            let now = ContinuousClock.now
            for record in records {
                let key = String(decoding: record.key ?? [], as: UTF8.self)
                guard let at = sent.withLock({ $0.removeValue(forKey: key) }) else { continue }
                delays.append((now - at) / .milliseconds(1))
            }
        }
        done.wait()
        delays.sort()
        precondition(delays.count == count, "every incident sent must arrive")
        return delays
    }

    /// One incident every 5 ms, whatever the broker does.
    private static func send(
        _ settings: KafkaSettings,
        _ workload: Workload,
        _ numbers: Range<Int>,
        _ sent: borrowing Mutex<[String: ContinuousClock.Instant]>
    ) {
        guard let writer = try? KafkaWriter(settings: settings, reporter: { _ in }) else { return }
        defer { writer.close() }
        let start = ContinuousClock.now
        for (index, number) in numbers.enumerated() {
            let due = start + .milliseconds(index * 1000 / perSecond)
            let wait = (due - ContinuousClock.now) / .microseconds(1)
            if wait > 0 { usleep(UInt32(wait)) }
            let record = workload.report(number)
            sent.withLock { $0["itsm-DAF-\(number)"] = ContinuousClock.now }
            _ = try? writer.send(record)
        }
    }
}
