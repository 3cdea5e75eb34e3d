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
    private let responders: [SimulatedResponder]
    private let writer: KafkaWriter
    private let reader: KafkaReader
    private let narration: Narration
    private let pace: TimeInterval
    private let isStopping: () -> Bool
    private var tallies: [SampleTally] = []
    private var records = 0

    /// How long a sample may take until everything it must cause has been seen.
    private static let patience: TimeInterval = 20
    /// How long nothing may come before a sample counts as finished.
    private static let quiet: TimeInterval = 0.3

    init(
        samples: [Sample],
        material: BrokerMaterial,
        channel: KafkaChannel,
        pace: TimeInterval,
        isStopping: @escaping () -> Bool
    ) throws(ChannelFailure) {
        self.samples = samples
        self.pace = pace
        self.isStopping = isStopping
        narration = Narration(plan: material.plan)
        responders = Self.responders(material)
        writer = try channel.writer()
        let topics = material.plan.topics.map(\.name).filter { !$0.hasPrefix("broker.") }
        reader = try channel.reader(
            FollowCommand.starts(topics, in: channel, from: .earliest),
            wait: .milliseconds(20)
        )
    }

    private static func responders(_ material: BrokerMaterial) -> [SimulatedResponder] {
        let spoc = SimulatedResponder(
            inbox: "spoc.incidents",
            outbox: "spoc.updates",
            source: "/spoc"
        )
        let registers = material.policy.registers.keys.sorted().map { code in
            SimulatedResponder(
                inbox: "register.\(code.lowercased()).incidents",
                outbox: "register.\(code.lowercased()).updates",
                source: "/register/\(code)"
            )
        }
        return [spoc] + registers
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
        return tallies.count == samples.count && tallies.allSatisfy(\.isComplete)
    }

    /// Goes on telling what comes, until stopped: for messages sent from elsewhere.
    func watch() throws(ChannelFailure) {
        while !isStopping() { _ = try listen(nil) }
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
                if try listen(tallies.count - 1) { lastHeard = .now }
                let isQuiet = Date.now.timeIntervalSince(lastHeard) > Self.quiet
                let isLast = message == sample.messages.last
                let isDone = !isLast || tallies[tallies.count - 1].isComplete
                if isQuiet && isDone { break }
                if Date.now.timeIntervalSince(started) > Self.patience { break }
            }
        }
        for difference in tallies[tallies.count - 1].differences {
            Terminal.print(Terminal.styled("   ✘ \(difference)", .red))
        }
        if pace > 0 { Thread.sleep(forTimeInterval: pace) }
    }

    /// Takes what is there, tells it, and answers it as the parties would; false when idle.
    private func listen(_ tally: Int?) throws(ChannelFailure) -> Bool {
        guard
            case .records(let heard) = try reader.poll(recordsMax: 100, timeout: .milliseconds(50))
        else { return false }
        for record in heard {
            records += 1
            narration.lines(record).forEach(Terminal.print)
            if let tally { tallies[tally].take(record) }
            let answers = responders.flatMap { $0.answers(to: record) }
            if !answers.isEmpty { _ = try writer.send(answers) }
        }
        return true
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
        for tally in tallies {
            table.add(
                tally.sample.name,
                tally.sample.expectation.incident,
                tally.category ?? "-",
                tally.isExpedited ? "yes" : "no",
                tally.deviations.isEmpty ? "-" : tally.deviations.sorted().joined(separator: " "),
                tally.isComplete ? "yes" : "NO"
            )
        }
        table.lines.forEach(Terminal.print)
        let good = tallies.count { $0.isComplete }
        Terminal.print("\(good) of \(samples.count) incidents went the way they must")
    }
}
