import CBareLoop
import Foundation
import KafkaChannel
import Synchronization

/// The same two hops in C, with filler for content: what librdkafka and the broker cost alone.
struct BareLoop {
    static let input = "bare.in"
    private static let commands = "bare.commands"
    private static let ledger = "bare.ledger"

    struct Failure: Error {
        let step: Int32
        let reason: String
    }

    let kafka: String
    let partitions: Int32

    /// Records that go before, as they do before the pipeline's.
    static let warmUp = 500

    /// Output topics `bare.0` … stand for the pipeline's own.
    private static let outputsMax = 40

    var topics: [TopicDefinition] {
        ([Self.input, Self.commands, Self.ledger] + (0..<Self.outputsMax).map { "bare.\($0)" })
            .map { TopicDefinition($0, partitions: partitions) }
    }

    /// Runs both hops while `load` feeds them; seconds from the first load to the last commit.
    func run(
        _ shape: PipelineShape,
        records: Int,
        load: (Range<Int>) throws -> Void
    ) throws -> Double {
        let hops = [
            hop("bare.intake", Self.input, [named(shape.commands, Self.commands)], shape, records),
            hop(
                "bare.case",
                Self.commands,
                shape.outputs.enumerated().map { named($1, "bare.\($0)") },
                shape,
                records
            ),
        ]
        let threads = hops.map(BareHop.init)
        for thread in threads { thread.start() }
        // Joining the groups and opening the producers is no part of the measurement.
        try load(0..<Self.warmUp)
        while bareloop_records() < Int64(2 * Self.warmUp) { usleep(500) }
        let time = try seconds {
            for start in stride(from: Self.warmUp, to: records, by: 1000) {
                try load(start..<min(start + 1000, records))
            }
            for thread in threads { thread.join() }
        }
        for thread in threads { if let failure = thread.failure { throw failure } }
        return time
    }

    private func named(_ output: PipelineShape.Output, _ topic: String) -> PipelineShape.Output {
        var output = output
        output.topic = topic
        return output
    }

    private func hop(
        _ group: String,
        _ input: String,
        _ outputs: [PipelineShape.Output],
        _ shape: PipelineShape,
        _ records: Int
    ) -> BareHop.Plan {
        BareHop.Plan(
            kafka: kafka,
            group: group,
            input: input,
            partitions: partitions,
            records: records,
            outputs: outputs,
            incidents: shape.incidents,
            ledger: Self.ledger,
            ledgerBytes: shape.ledgerBytes
        )
    }
}

/// One hop on a thread of its own.
final class BareHop: @unchecked Sendable {
    struct Plan {
        let kafka: String
        let group: String
        let input: String
        let partitions: Int32
        let records: Int
        let outputs: [PipelineShape.Output]
        let incidents: Int
        let ledger: String
        let ledgerBytes: Int
    }

    private let plan: Plan
    private let done = DispatchSemaphore(value: 0)
    /// Read only after `join`.
    private(set) var failure: BareLoop.Failure?

    init(_ plan: Plan) {
        self.plan = plan
    }

    func start() {
        Thread { [self] in
            failure = work()
            done.signal()
        }.start()
    }

    func join() {
        done.wait()
    }

    private func work() -> BareLoop.Failure? {
        typealias Text = UnsafeMutablePointer<CChar>?
        let topics: [Text] = plan.outputs.map { strdup($0.topic) }
        let names = [plan.kafka, plan.group, plan.input, plan.ledger]
        let texts: [Text] = names.map { strdup($0) }
        defer { for text in topics + texts { free(text) } }
        let outputs = zip(plan.outputs, topics).map { output, topic in
            bareloop_output(
                topic: topic,
                each_thousandth: Int32(output.records * 1000 / plan.incidents),
                value_bytes: Int32(output.valueBytes / output.records),
                headers: Int32(output.headers / output.records),
                header_bytes: Int32(output.headerBytes / max(1, output.headers))
            )
        }
        var reason = [CChar](repeating: 0, count: 512)
        let step = outputs.withUnsafeBufferPointer { outputs in
            var loop = bareloop_plan(
                bootstrap: texts[0],
                group: texts[1],
                input: texts[2],
                partitions: plan.partitions,
                batch_max: 500,
                records: Int64(plan.records),
                outputs: outputs.baseAddress,
                output_count: Int32(outputs.count),
                ledger: texts[3],
                ledger_bytes: Int32(plan.ledgerBytes)
            )
            return bareloop_run(&loop, &reason, Int32(reason.count))
        }
        guard step != 0 else { return nil }
        let text = reason.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return BareLoop.Failure(step: step, reason: String(decoding: text, as: UTF8.self))
    }
}
