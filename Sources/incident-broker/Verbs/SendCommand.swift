import ArgumentParser
import Foundation
import KafkaChannel
import Messaging
import Streaming

struct SendCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "send",
        abstract: "Puts a message on a topic, as a party's tool would.",
        discussion: """
            The file is the record's value, byte for byte; - is standard input. With --sample it \
            is a sample of deploy/samples, and topic and headers come from it.
            """
    )

    @OptionGroup var broker: BrokerOptions

    @Argument(help: "Topic; left out with --sample.")
    var topic: String?

    @Argument(help: "File with the value, or -.")
    var file: String?

    @Option(help: "A header NAME=VALUE; may be given several times.")
    var header: [String] = []

    @Option(help: "The record's key.")
    var key: String?

    @Option(help: "A sample file, sent with everything that follows it.")
    var sample: String?

    func run() throws {
        let records = try sample.map(SampleFile.records) ?? [record()]
        let channel = try broker.channel(broker.configuration())
        let written = try KafkaCall.reporting { () throws(ChannelFailure) in
            let writer = try channel.writer()
            defer { writer.close() }
            return try writer.send(records)
        }
        for place in written { Terminal.print("\(place.position)@\(place.offset)") }
    }

    private func record() throws -> ProducedRecord {
        guard let topic, let file else {
            throw ValidationError("give a topic and a file, or --sample FILE")
        }
        let headers = try header.map { text in
            guard let equals = text.firstIndex(of: "=") else {
                throw ValidationError("--header \(text): wanted NAME=VALUE")
            }
            return Header(String(text[..<equals]), String(text[text.index(after: equals)...]))
        }
        return ProducedRecord(
            topic: topic,
            key: key.map { Array($0.utf8) },
            value: try InputFile.bytes(file),
            headers: headers
        )
    }
}
