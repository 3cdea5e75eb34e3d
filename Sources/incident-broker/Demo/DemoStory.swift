import Broker
import Foundation
import KafkaChannel
import Messaging
import Parties
import Streaming

/// Plays the samples against a running broker and tells what happens, in the calling thread.
///
/// Knows the broker through Kafka only: the parties are simulated by writers and readers that
/// are no part of it.
final class DemoStory {
    private let samples: [Sample]
    private let solvers: [SimulatedSolver]
    private let reporters = SimulatedReporters()
    private let writer: KafkaWriter
    private let reader: KafkaReader
    private var narration: Narration
    private let pace: TimeInterval
    private let time: FastTime
    private let isStopping: () -> Bool
    private var tallies: [SampleTally] = []
    /// What was not as a sample says, when it had been played.
    private var differences: [[String]] = []
    /// What the parties are about to say, earliest first.
    private var agenda: [(at: Timestamp, record: ProducedRecord)] = []
    private var records = 0

    /// How long a sample may take until everything it must cause has been seen.
    private static let patience: TimeInterval = 20
    /// How long nothing may come before a sample counts as finished.
    private static let quiet: TimeInterval = 0.3
    /// One second of the watcher's is so many of the incidents': three hours and twenty minutes.
    private static let speed: Int64 = 12_000
    /// How long the watcher waits for the last incident to be closed.
    private static let lifetime: TimeInterval = 400

    init(
        samples: [Sample],
        material: BrokerMaterial,
        channel: KafkaChannel,
        pace: TimeInterval,
        time: FastTime,
        isStopping: @escaping () -> Bool
    ) throws(ChannelFailure) {
        self.samples = samples
        self.pace = pace
        self.time = time
        self.isStopping = isStopping
        narration = Narration(plan: material.plan)
        solvers =
            [.spoc] + material.policy.registers.keys.sorted().map(SimulatedSolver.register)
        writer = try channel.writer()
        let topics = material.plan.topics.map(\.name).filter { !$0.hasPrefix("broker.") }
        reader = try channel.reader(
            FollowCommand.starts(topics, in: channel, from: .earliest),
            wait: .milliseconds(20)
        )
    }

    /// Plays every sample; true when each went as it must.
    func play() throws(ChannelFailure) -> Bool {
        for (index, sample) in samples.enumerated() where !isStopping() {
            Terminal.print("")
            Terminal.print(
                Terminal.styled("\(index + 1)/\(samples.count) \(sample.principle)  ", .bold)
                    + Terminal.styled(sample.danish, .bold)
            )
            Terminal.print(Terminal.styled("      \(sample.english)", .dim))
            try play(sample)
            progress(index + 1)
        }
        conclude()
        let wentWell = tallies.count == samples.count && differences.allSatisfy(\.isEmpty)
        return try live() && wentWell
    }

    /// Goes on telling what comes, until stopped: for messages sent from elsewhere.
    func watch() throws(ChannelFailure) {
        while !isStopping() { _ = try listen() }
    }

    func close() {
        reader.close()
        writer.close()
    }

    private func play(_ sample: Sample) throws(ChannelFailure) {
        tallies.append(SampleTally(sample))
        let started = Date.now
        for message in sample.messages {
            _ = try writer.send(message.record)
            var lastHeard = Date.now
            while !isStopping() {
                if try listen() { lastHeard = .now }
                let isQuiet = Date.now.timeIntervalSince(lastHeard) > Self.quiet
                let isLast = message == sample.messages.last
                let isDone = !isLast || tallies[tallies.count - 1].isComplete
                if isQuiet && isDone { break }
                if Date.now.timeIntervalSince(started) > Self.patience { break }
            }
        }
        differences.append(tallies[tallies.count - 1].differences)
        for difference in tallies[tallies.count - 1].differences {
            Terminal.print(Terminal.styled("   ✘ \(difference)", .red))
        }
        if pace > 0 { Thread.sleep(forTimeInterval: pace) }
    }

    /// Takes what is there, tells it, and answers it as the parties would; false when idle.
    private func listen() throws(ChannelFailure) -> Bool {
        try speak()
        guard
            case .records(let heard) = try reader.poll(recordsMax: 100, timeout: .milliseconds(50))
        else { return false }
        for record in heard {
            records += 1
            narration.lines(record).forEach(Terminal.print)
            for index in tallies.indices { tallies[index].take(record) }
            for answer in solvers.flatMap({ $0.answers(to: record) }) { plan(answer) }
            for answer in reporters.answers(to: record) { plan(answer) }
        }
        try speak()
        return true
    }

    private func plan(_ answer: Answer) {
        let at = time.now().adding(milliseconds: answer.after.milliseconds)
        let place = agenda.firstIndex { $0.at > at } ?? agenda.endIndex
        agenda.insert((at, answer.record), at: place)
    }

    /// Says what the parties' time has come for.
    private func speak() throws(ChannelFailure) {
        let now = time.now()
        let due = agenda.prefix { $0.at <= now }.map(\.record)
        guard !due.isEmpty else { return }
        agenda.removeFirst(due.count)
        _ = try writer.send(due)
    }

    private func progress(_ done: Int) {
        guard Terminal.isInteractive else { return }
        let bar =
            String(repeating: "█", count: done)
            + String(repeating: "░", count: samples.count - done)
        Terminal.tell(
            Terminal.styled(
                "   \(bar) \(done)/\(samples.count) incidents, \(records) records",
                .dim
            )
        )
    }

    private func conclude() {
        Terminal.print("")
        var table = Table("SAMPLE", "INCIDENT", "CATEGORY", "EXPEDITED", "DEVIATIONS", "AS IT MUST")
        for (tally, differences) in zip(tallies, differences) {
            table.add(
                tally.sample.name,
                tally.sample.expectation.incident,
                tally.category ?? "-",
                tally.isExpedited ? "yes" : "no",
                tally.deviations.isEmpty ? "-" : tally.deviations.sorted().joined(separator: " "),
                differences.isEmpty ? "yes" : "NO"
            )
        }
        table.lines.forEach(Terminal.print)
        let good = differences.count { $0.isEmpty }
        Terminal.print("\(good) of \(samples.count) incidents went the way they must")
    }

    // MARK: - The rest of their lives

    /// Lets time run fast until every incident is closed; true when they all are.
    private func live() throws(ChannelFailure) -> Bool {
        Terminal.print("")
        Terminal.print(Terminal.styled("Two weeks pass, three hours and more a second.", .bold))
        narration.isBrief = true
        time.run(times: Self.speed)
        let started = Date.now
        while !isStopping(), !tallies.allSatisfy({ $0.closure != nil }),
            Date.now.timeIntervalSince(started) < Self.lifetime
        { _ = try listen() }
        time.run(times: 1)
        narration.isBrief = false
        return tellLives()
    }

    private func tellLives() -> Bool {
        Terminal.print("")
        var table = Table("INCIDENT", "CLOSED", "WHEN", "DEVIATIONS")
        for tally in tallies {
            table.add(
                tally.sample.expectation.incident,
                tally.closure?.reason ?? "NO",
                tally.closure?.at ?? "-",
                tally.deviations.isEmpty ? "-" : tally.deviations.sorted().joined(separator: " ")
            )
        }
        table.lines.forEach(Terminal.print)
        let closed = tallies.count { $0.closure != nil }
        Terminal.print("\(closed) of \(tallies.count) incidents lived to their end")
        return closed == tallies.count
    }
}
