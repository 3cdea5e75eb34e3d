import Broker
import Fanout
import Messaging
import Testing

@Suite("Sender thread")
struct SenderThreadTests {
    private struct Broken: Error {}

    private func request(_ number: UInt64) -> AttemptRequest {
        AttemptRequest(
            number: number,
            kind: .webhook(WebhookRequest(url: "https://x.dk", headers: [], body: []))
        )
    }

    /// Asks until as many have ended; the thread works meanwhile.
    private func ended(_ count: Int, at desk: SenderThread) async -> [AttemptResult] {
        var results: [AttemptResult] = []
        while results.count < count {
            results += desk.ended()
            await Task.yield()
        }
        return results
    }

    @Test(.timeLimit(.minutes(1)))
    func `attempts come back in one result each, with the number they went with`() async {
        let thread = SenderThread(make: {
            ScriptedSender(clock: { .fromSystemClock() }, script: { _ in .status(200) })
        })
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await thread.run() }
            let numbers = (0..<200).map { _ in thread.number() }
            for number in numbers { thread.submit([request(number)]) }
            let results = await ended(numbers.count, at: thread)
            #expect(results.map(\.number).sorted() == numbers)
            #expect(thread.inFlight == 0)
            thread.stop()
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func `of an abandoned attempt nothing comes back`() async {
        let thread = SenderThread(make: {
            ScriptedSender(
                clock: { .fromSystemClock() },
                script: { .status(200, after: $0.number == 1 ? .seconds(60) : .zero) }
            )
        })
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await thread.run() }
            let numbers = (thread.number(), thread.number())
            thread.submit([request(numbers.0), request(numbers.1)])
            thread.abandon([numbers.0])
            #expect(await ended(1, at: thread).map(\.number) == [numbers.1])
            #expect(thread.inFlight == 0)
            thread.stop()
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func `a sender that cannot be made fails what waits, so that it is tried again`() async {
        let thread = SenderThread(make: { throw Broken() })
        let number = thread.number()
        thread.submit([request(number)])
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await thread.run() }
            let result = await ended(1, at: thread).first
            #expect(result?.outcome == .failed(.senderFault))
            thread.stop()
        }
    }
}
