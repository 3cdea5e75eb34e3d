import CBareLoop
import Foundation
import KafkaChannel
import Messaging

/// The same two hops in C, with filler for content: what librdkafka and the broker cost alone.
///
/// It is as the pipeline has to be, whoever writes it: intake reads every party's topic, a
/// partition's transactions have a producer of their own, one thread does a hop.
struct BareLoop {
    static let input = "bare.in.0"
    private static let commands = "bare.commands"
    private static let ledger = "bare.ledger"

    struct Failure: Error {
        let step: Int32
        let reason: String
    }

    let kafka: String
    let partitions: Int32
    /// How many topics intake reads.
    let inputs: Int

    /// Output topics `bare.0` … stand for the pipeline's own.
    private static let outputsMax = 40

    var topics: [TopicDefinition] {
        (inputTopics + [Self.commands, Self.ledger] + (0..<Self.outputsMax).map { "bare.\($0)" })
            .map { TopicDefinition($0, partitions: partitions) }
    }

    private var inputTopics: [String] { (0..<inputs).map { "bare.in.\($0)" } }

    /// Runs both hops until they have moved `warmUp` records and then `records`, which cost this.
    func run(
        _ shape: PipelineShape,
        warmUp: Int,
        records: Int,
        load: (Range<Int>) throws -> Void
    ) throws -> Cost {
        let threads = hops(shape, records: warmUp + records).map(BareHop.init)
        let before = Int(bareloop_records())
        for thread in threads { thread.start() }
        // Joining the groups and opening the producers is no part of the measurement.
        try load(0..<warmUp)
        try wait(for: before + 2 * warmUp, threads)
        let cost = try Cost.of(
            {
                for start in stride(from: warmUp, to: warmUp + records, by: 1000) {
                    try load(start..<min(start + 1000, warmUp + records))
                }
                try wait(for: before + 2 * (warmUp + records), threads)
            },
            kafka: KafkaProcess(address: kafka)
        )
        for thread in threads { thread.join() }
        return cost
    }

    private func wait(for count: Int, _ threads: [BareHop]) throws {
        while bareloop_records() < Int64(count) {
            for thread in threads { if let failure = thread.failure { throw failure } }
            usleep(1000)
        }
    }

    private func hops(_ shape: PipelineShape, records: Int) -> [BareHop.Plan] {
        let commands = named(shape.commands, Self.commands)
        let outputs = shape.outputs.enumerated().map { named($1, "bare.\($0)") }
        return [
            hop("bare.intake", inputTopics, [commands], shape, records),
            hop("bare.case", [Self.commands], outputs, shape, records),
        ]
    }

    private func named(_ output: PipelineShape.Output, _ topic: String) -> PipelineShape.Output {
        var output = output
        output.topic = topic
        return output
    }

    private func hop(
        _ group: String,
        _ inputs: [String],
        _ outputs: [PipelineShape.Output],
        _ shape: PipelineShape,
        _ records: Int
    ) -> BareHop.Plan {
        BareHop.Plan(
            kafka: kafka,
            group: group,
            inputs: inputs,
            partitions: partitions,
            records: records,
            outputs: outputs,
            incidents: shape.incidents,
            ledger: Self.ledger,
            ledgerBytes: shape.ledgerBytes
        )
    }
}
