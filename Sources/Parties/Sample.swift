internal import JSON
package import Messaging

/// One sample incident of the demo: what a party sends, and what must come of it.
package struct Sample: Equatable, Sendable {
    /// A message put on a topic.
    package struct Message: Equatable, Sendable {
        package var topic: String
        package var headers: [Header]
        package var value: [UInt8]

        /// As a producer that is not ours would write it.
        package var record: ProducedRecord {
            ProducedRecord(topic: topic, key: nil, value: value, headers: headers)
        }
    }

    /// What must be seen when all is done.
    package struct Expectation: Equatable, Sendable {
        package var incident: String
        /// Every topic the incident must reach.
        package var topics: [String]
        package var deviations: [String]
        /// Nil: unclassified.
        package var category: String?
        package var expedited: Bool
    }

    package var name: String
    package var principle: String
    package var danish: String
    package var english: String
    /// The first message, and those that follow it.
    package var messages: [Message]
    package var expectation: Expectation

    /// Reads a sample file; nil when it is not one.
    package init?(_ bytes: [UInt8]) {
        let parser = JSONParser()
        guard let root = try? parser.parse(bytes),
            let name = root["name"]?.string,
            let first = Self.message(root),
            let expected = root["expect"],
            let incident = expected["incident"]?.string
        else { return nil }
        self.name = name
        self.principle = root["principle"]?.string ?? ""
        self.danish = root["danish"]?.string ?? ""
        self.english = root["english"]?.string ?? ""
        self.messages = [first] + (root["then"]?.elements.compactMap(Self.message) ?? [])
        self.expectation = Expectation(
            incident: incident,
            topics: expected["topics"]?.elements.compactMap(\.string) ?? [],
            deviations: expected["deviations"]?.elements.compactMap(\.string) ?? [],
            category: expected["category"]?.string,
            expedited: expected["expedited"]?.bool ?? false
        )
    }

    private static func message(_ node: JSONNode) -> Message? {
        guard let topic = node["topic"]?.string, let value = node["value"] else { return nil }
        var writer = JSONWriter(capacity: 2048)
        writer.node(value)
        let headers = node["headers"]?.members.compactMap { member in
            member.value.string.map { Header(member.key, $0) }
        }
        return Message(topic: topic, headers: headers ?? [], value: writer.bytes)
    }
}
