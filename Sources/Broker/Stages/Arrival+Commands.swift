internal import Incidents
internal import JSON
internal import Messaging

/// What a message is made into: one command, or one for each incident it is about.
extension Arrival {
    /// The canonical command as a record for the case stage.
    ///
    /// Anything but a report can still be refused there, so it carries its original bytes.
    func commandRecord(_ command: Command) -> ProducedRecord {
        record(of: command, id: place, withOriginal: true)
    }

    /// One record for each incident of a message about several.
    ///
    /// The message itself goes with them only while all its copies are small: were one of them
    /// refused, the dead letter would hold the command instead.
    func commandRecords(_ commands: [Command]) -> [ProducedRecord] {
        let bytes = (record.value?.count ?? 0) * commands.count
        return commands.map { command in
            record(
                of: command,
                id: "\(place)\(Unicode.Scalar(Self.placeEnd))\(command.incident.text)",
                withOriginal: bytes <= Self.copiesBytesMax
            )
        }
    }

    /// CloudEvents source of every command that a message was made into.
    static let source = "/incident-broker/intake"
    /// Divides the place from the incident, in the ids of commands where a message has several.
    static let placeEnd = UInt8(ascii: "#")

    private static let copiesBytesMax = 4 << 20

    private func record(
        of command: Command,
        id: String,
        withOriginal: Bool
    ) -> ProducedRecord {
        var writer = JSONWriter(capacity: 2048)
        command.encode(into: &writer)
        let cause = event?.id ?? place
        let written = CloudEvent(
            id: id,
            source: Self.source,
            type: "dk.datafordeler.command.\(command.action.name).v1",
            subject: command.incident.text,
            time: receivedAt,
            extensions: CloudEvent.lineage(
                correlation: command.incident.text,
                cause: cause,
                traceparent: command.traceparent
            ),
            data: writer.bytes
        ).record(topic: BrokerTopic.commands, key: command.incident.text)
        if case .report = command.action { return written }
        guard withOriginal else { return written }
        return ProducedRecord(
            topic: written.topic,
            key: written.key,
            value: written.value,
            headers: written.headers + [Header(Self.originalHeader, record.value)]
        )
    }

    /// Header of a command that holds the message it was made of.
    static let originalHeader = "original-value"
}
