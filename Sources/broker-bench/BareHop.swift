import CBareLoop
import Foundation
import Synchronization

/// One hop of the bare loop on a thread of its own.
final class BareHop: Sendable {
    struct Plan {
        let kafka: String
        let group: String
        let inputs: [String]
        let partitions: Int32
        let records: Int
        let outputs: [PipelineShape.Output]
        let incidents: Int
        let ledger: String
        let ledgerBytes: Int
    }

    private let plan: Plan
    private let done = DispatchSemaphore(value: 0)
    private let outcome = Mutex<BareLoop.Failure?>(nil)

    /// Nil while all is well.
    var failure: BareLoop.Failure? { outcome.withLock { $0 } }

    init(_ plan: Plan) {
        self.plan = plan
    }

    func start() {
        Thread { [self] in
            let failure = work()
            outcome.withLock { $0 = failure }
            done.signal()
        }.start()
    }

    func join() {
        done.wait()
    }

    private func work() -> BareLoop.Failure? {
        typealias Text = UnsafeMutablePointer<CChar>?
        let topics: [Text] = plan.outputs.map { strdup($0.topic) }
        let inputs: [UnsafePointer<CChar>?] = plan.inputs.map { UnsafePointer(strdup($0)) }
        let names = [plan.kafka, plan.group, plan.ledger]
        let texts: [Text] = names.map { strdup($0) }
        defer {
            for text in topics + texts { free(text) }
            for text in inputs { free(UnsafeMutablePointer(mutating: text)) }
        }
        let outputs = zip(plan.outputs, topics).map(output)
        var reason = [CChar](repeating: 0, count: 512)
        let step = outputs.withUnsafeBufferPointer { outputs in
            inputs.withUnsafeBufferPointer { inputs in
                var loop = bareloop_plan(
                    bootstrap: texts[0],
                    group: texts[1],
                    inputs: inputs.baseAddress,
                    input_count: Int32(inputs.count),
                    partitions: plan.partitions,
                    batch_max: 500,
                    records: Int64(plan.records),
                    outputs: outputs.baseAddress,
                    output_count: Int32(outputs.count),
                    ledger: texts[2],
                    ledger_bytes: Int32(plan.ledgerBytes)
                )
                return bareloop_run(&loop, &reason, Int32(reason.count))
            }
        }
        guard step != 0 else { return nil }
        let text = reason.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return BareLoop.Failure(step: step, reason: String(decoding: text, as: UTF8.self))
    }

    private func output(
        _ output: PipelineShape.Output,
        _ topic: UnsafeMutablePointer<CChar>?
    ) -> bareloop_output {
        bareloop_output(
            topic: topic,
            each_thousandth: Int32(output.records * 1000 / plan.incidents),
            value_bytes: Int32(output.valueBytes / output.records),
            headers: Int32(output.headers / output.records),
            header_bytes: Int32(output.headerBytes / max(1, output.headers))
        )
    }
}
