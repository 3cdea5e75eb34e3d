import ArgumentParser
import Broker
import Foundation
import JSON
import Messaging
import Parties

struct TryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "try",
        abstract: "Shows what would happen to a message: nothing is sent anywhere.",
        discussion: """
            By the same engine as the running broker: dialect, command, every rule that fired \
            or did not and why, deadlines, deviations, and each message that would be produced. \
            FILE is a message or a sample of deploy/samples. Exits 65 when it would be refused.
            """
    )

    @OptionGroup var broker: BrokerOptions
    @OptionGroup var output: OutputOptions

    @Argument(help: "File with the message, a sample, or -.")
    var file: String

    @Option(help: "The topic it would come on; a sample names its own.")
    var topic: String = "itsm.incidents"

    @Option(help: "A header NAME=VALUE; may be given several times.")
    var header: [String] = []

    @Option(help: "The time it would be read at, RFC 3339; default: now.")
    var at: String?

    func run() throws {
        let material = try broker.material()
        let now = try moment()
        let messages = try messages(at: now)
        guard let last = messages.last else { throw ExitStatus.badInput }
        guard material.party(writingTo: last.position.topic) != nil else {
            let known = material.plan.inputs(of: StageName.intake).joined(separator: ", ")
            Terminal.tell("nobody writes to \(last.position.topic); there are: \(known)")
            throw ExitCode(64)
        }
        let trial = Trial(last, after: messages.dropLast(), material: material, at: now)
        switch output.output {
        case .table: TrialReport(trial).lines.forEach(Terminal.print)
        case .json, .jsonl: Terminal.write(TrialReport(trial).json + [UInt8(ascii: "\n")])
        }
        if trial.dispositions.contains(where: { $0.disposition == "rejected" }) {
            throw ExitStatus.badInput
        }
    }

    private func moment() throws -> Timestamp {
        guard let at else { return .fromSystemClock() }
        guard let moment = Timestamp(rfc3339: at) else {
            throw ValidationError("--at \(at): wanted RFC 3339, as 2026-11-23T08:00:00+01:00")
        }
        return moment
    }

    /// The message, or a sample's messages, as they would be read.
    private func messages(at now: Timestamp) throws -> [ConsumedRecord] {
        let bytes = try InputFile.bytes(file)
        var records = [
            ProducedRecord(topic: topic, key: nil, value: bytes, headers: try headers())
        ]
        if let sample = Sample(bytes) { records = sample.messages.map(\.record) }
        return records.enumerated().map { index, record in
            ConsumedRecord(
                position: TopicPartition(record.topic, 0),
                offset: Int64(index),
                timestamp: now,
                key: record.key,
                value: record.value,
                headers: record.headers
            )
        }
    }

    private func headers() throws -> [Header] {
        try header.map { text in
            guard let equals = text.firstIndex(of: "=") else {
                throw ValidationError("--header \(text): wanted NAME=VALUE")
            }
            return Header(String(text[..<equals]), String(text[text.index(after: equals)...]))
        }
    }
}
