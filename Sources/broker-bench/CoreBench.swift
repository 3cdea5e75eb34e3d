import Broker
import Messaging
import Streaming

/// Decode, translate, decide, route and encode, on one core and without a Kafka.
struct CoreBench {
    let material: BrokerMaterial
    let workload: Workload

    func run(count: Int, into figures: inout Figures) throws {
        let records = (0..<count).map { workload.consumed(workload.report($0), offset: $0) }
        var commands: [ConsumedRecord] = []
        commands.reserveCapacity(count)
        let intake = material.stage(StageName.intake)
        let intakeSeconds = seconds {
            for record in records {
                var context = StageContext(now: record.timestamp) { _ in nil }
                precondition(intake.process(record, &context) == .accepted, "the workload is good")
                commands.append(workload.consumed(context.outputs[0], offset: commands.count))
            }
        }
        let stage = material.stage(StageName.case)
        let caseSeconds = seconds {
            for command in commands {
                var context = StageContext(now: command.timestamp) { _ in nil }
                precondition(stage.process(command, &context) == .accepted, "the workload is good")
            }
        }
        let total = Double(count)
        figures.add("core.incidents_per_second", total / (intakeSeconds + caseSeconds), "/s")
        figures.add("core.intake_microseconds", intakeSeconds / total * 1e6, "µs")
        figures.add("core.case_microseconds", caseSeconds / total * 1e6, "µs")
        figures.add("core.message_bytes", Double(records[0].value?.count ?? 0), "B")
    }
}
