import Messaging
import Streaming

/// Timers beside a million others: what adding one and firing one costs.
struct TimerBench {
    func run(pending: Int, into figures: inout Figures) {
        var state = TaskState()
        let entry: [UInt8] = Array(repeating: 0, count: 16)
        for number in 0..<pending {
            state.restore(
                "itsm-\(number)",
                StateEntry(value: entry, due: Timestamp(milliseconds: 1_000_000 + due(number)))
            )
        }
        let sample = 20_000
        let adding = seconds {
            for number in 0..<sample {
                let due = Timestamp(milliseconds: 1_000_000 + due(number * 7 + 3))
                let new = StateEntry(value: entry, due: due)
                state.stage(["portal-\(number)": new])
                state.fold()
            }
        }
        var fired = 0
        let firing = seconds {
            while fired < sample {
                let due = state.takeDue(at: Timestamp(milliseconds: .max - 1), max: 500)
                guard !due.isEmpty else { break }
                var writes: [String: StateEntry?] = [:]
                for (key, _) in due { writes[key] = .some(StateEntry(value: entry, due: nil)) }
                state.stage(writes)
                state.fold()
                fired += due.count
            }
        }
        figures.add("timers.pending", Double(pending))
        figures.add("timers.add_microseconds", adding / Double(sample) * 1e6)
        figures.add("timers.fire_microseconds", firing / Double(max(1, fired)) * 1e6)
    }

    /// Spread over weeks, in no order.
    private func due(_ number: Int) -> Int64 {
        Int64((UInt64(number) &* 0x9e37_79b9_7f4a_7c15) >> 34)
    }
}
