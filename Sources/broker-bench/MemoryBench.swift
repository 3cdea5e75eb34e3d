import Broker
import Foundation
import Messaging
import Streaming

/// What an open incident costs in memory; first of all, while the process has freed nothing.
struct MemoryBench {
    let material: BrokerMaterial
    let workload: Workload

    /// Resident memory of that many open incidents with their timers, and nothing else.
    func run(open count: Int, into figures: inout Figures) {
        let sample = stateOfOne()
        let before = Self.residentBytes()
        var state = TaskState()
        for number in 0..<count {
            let value = sample.map { $0 ^ UInt8(number & 1) }
            let due = Timestamp(milliseconds: Int64(number))
            state.restore("itsm-DAF-\(number)", StateEntry(value: value, due: due))
        }
        let bytes = Double(Self.residentBytes() - before) / Double(state.count)
        figures.add("memory.bytes_per_incident", bytes, "B")
        figures.add("memory.state_bytes", Double(sample.count), "B of these are the incident")
    }

    private func stateOfOne() -> [UInt8] {
        let record = workload.consumed(workload.report(1), offset: 1)
        var context = StageContext(now: record.timestamp) { _ in nil }
        _ = material.stage(StageName.intake).process(record, &context)
        let command = workload.consumed(context.outputs[0], offset: 1)
        var inner = StageContext(now: record.timestamp) { _ in nil }
        _ = material.stage(StageName.case).process(command, &inner)
        return inner.writes.values.compactMap { $0?.value }.first ?? []
    }

    static func residentBytes() -> Int {
        let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
        let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return pages * Int(getpagesize())
    }
}
