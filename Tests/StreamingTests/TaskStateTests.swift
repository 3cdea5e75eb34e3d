import Messaging
import Streaming
import Testing

@Suite("Task state")
struct TaskStateTests {
    private static let moment = Timestamp(milliseconds: 1_000)

    private func restart(_ value: UInt8) -> StateEntry {
        StateEntry(value: [value], due: Self.moment, waking: .restart)
    }

    @Test func `a key that is due after a restart has no timer here`() {
        var state = TaskState()
        state.stage(["k": restart(1)])
        state.fold()
        #expect(state.nextDue() == nil)
    }

    @Test func `a restored key is woken once, though it was written in between`() {
        var state = TaskState()
        state.restore("k", StateEntry(value: [1], due: Self.moment, waking: .restored))
        state.stage(["k": restart(2)])
        state.fold()
        #expect(state.nextDue() == Self.moment)
        let due = state.takeDue(at: Self.moment, max: 10)
        #expect(due.map(\.key) == ["k"])
        #expect(state.entry("k")?.value == [2])
        state.stage(["k": restart(3)])
        state.fold()
        #expect(state.nextDue() == nil)
    }

    @Test func `a restored key with a new timer has that one only`() {
        var state = TaskState()
        state.restore("k", StateEntry(value: [1], due: Self.moment, waking: .restored))
        let later = Self.moment.adding(seconds: 9)
        state.stage(["k": StateEntry(value: [2], due: later)])
        state.fold()
        #expect(state.nextDue() == later)
    }
}
