import Foundation
import Incidents
import JSON
import Messaging
import Testing
import Translation

/// A message beside a dialect, and what is to become of it.
struct Example: CustomTestStringConvertible, Sendable {
    let dialect: String
    let name: String

    var testDescription: String { "\(dialect)/\(name)" }

    /// All of `deploy/dialects/examples/*/*` that end so.
    static func all(_ ending: String) -> [Example] {
        Shipped.names.flatMap { dialect in
            let folder = Shipped.root.appending(path: "deploy/dialects/examples/\(dialect)")
            let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
            return files.filter { $0.hasSuffix(".\(ending).json") }.sorted().map { file in
                Example(dialect: dialect, name: String(file.dropLast(ending.count + 6)))
            }
        }
    }

    func bytes(_ ending: String) throws -> [UInt8] {
        try Shipped.bytes("deploy/dialects/examples/\(dialect)/\(name).\(ending).json")
    }

    func document(_ ending: String) throws -> Document {
        try Document(bytes(ending))
    }

    /// Reads the message as it came on the party's topic at the moment all examples are read at.
    func read(as party: Party) throws -> InboundMessage {
        let message = try Message(bytes("in"))
        let topic = party == .spoc ? "spoc.updates" : "\(party.name).incidents"
        let context = InboundContext(
            party: party,
            origin: Origin(topic: topic, partition: 0, offset: 7),
            receivedAt: Message.receivedAt,
            event: message.event
        )
        return try Shipped.translator(dialect)
            .read(message.data, content: message.document.bytes, context)
    }
}

/// A message as examples are written: plain, or a structured CloudEvent.
struct Message {
    static let receivedAt = Timestamp(milliseconds: 1_795_426_200_000)  // 2026-11-23T09:30:00Z

    let document: Document
    let data: JSONNode
    let event: InboundContext.Event?

    init(_ bytes: [UInt8]) throws {
        document = try Document(bytes)
        let root = document.root
        guard root["specversion"] != nil else {
            (data, event) = (root, nil)
            return
        }
        data = try #require(root["data"])
        event = InboundContext.Event(
            id: try #require(root["id"]?.string),
            source: try #require(root["source"]?.string),
            type: try #require(root["type"]?.string),
            time: root["time"]?.timestamp
        )
    }
}
