import ArgumentParser
import Broker
import Foundation
import Incidents
import KafkaChannel
import Messaging
import Rehearsal
import Reports
import Streaming

/// Where the history comes from: a file, standard input or Kafka.
struct HistoryOptions: ParsableArguments {
    @Option(
        help: """
            A JSON lines file as `follow --once --output jsonl` writes it, - for standard input, \
            or kafka.
            """
    )
    var from: String = "kafka"

    @Option(help: "The time it is now, RFC 3339; default: the clock's.")
    var now: String?

    func moment() throws -> Timestamp {
        try Self.moment(now, "--now") ?? .fromSystemClock()
    }

    static func moment(_ text: String?, _ option: String) throws -> Timestamp? {
        guard let text else { return nil }
        guard let moment = Timestamp(rfc3339: text) else {
            throw ValidationError("\(option) \(text): wanted RFC 3339, as 2026-11-23T08:00:00Z")
        }
        return moment
    }

    /// Everything on `incident.events`; what is wrong with it is told.
    func history(_ broker: BrokerOptions) throws -> History {
        var reader = HistoryReader()
        if from == "kafka" {
            try KafkaHistory(broker).records(of: BrokerTopic.events) { record in
                guard let value = record.value else { return }
                let type = record.header("ce_type").map { String(decoding: $0, as: UTF8.self) }
                reader.read(type: type, value: value)
            }
        } else {
            try InputLines.read(from) { reader.read(line: $0) }
        }
        let history = reader.history()
        for finding in history.findings { Terminal.tell("history: \(finding.sentence)") }
        if reader.othersCount > 0 {
            Terminal.tell("history: \(reader.othersCount) records are no events of incidents")
        }
        return history
    }

    /// Every command on `broker.commands`, in the order of time; those that can't be read are
    /// told.
    func commands(
        _ broker: BrokerOptions,
        about incident: IncidentID? = nil,
        _ body: (Command) -> Void
    ) throws {
        var reader = CommandReader()
        if from == "kafka" {
            try KafkaHistory(broker).merged(of: BrokerTopic.commands) { record in
                if let incident, record.key != Array(incident.text.utf8) { return nil }
                return record.value.flatMap { reader.command(value: $0) }
            } take: {
                body($0)
            }
        } else {
            try InputLines.read(from) { line in
                if let command = reader.command(line: line) { body(command) }
            }
        }
        for fault in reader.faults.prefix(20) {
            Terminal.tell("commands: line \(fault.place) can't be read: \(fault.detail)")
        }
        if reader.faults.count > 20 {
            Terminal.tell("commands: and \(reader.faults.count - 20) more can't be read")
        }
    }
}
