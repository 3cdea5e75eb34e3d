package import Incidents
package import Messaging

internal import JSON
internal import Translation

/// Outbound messages as records: encoded, enveloped as CloudEvents, in the recipient's dialect.
///
/// One per thread; it keeps a parser and a writer.
package final class OutboundRecords {
    private let material: BrokerMaterial
    private let parser = JSONParser(depthMax: BrokerMaterial.nestingMax + 8)
    private var writer = JSONWriter(capacity: 4096)

    package init(material: BrokerMaterial) {
        self.material = material
    }

    /// - Parameter dialect: The one the incident was reported in.
    package func record(
        _ message: Outbound,
        dialect: String?,
        at: Timestamp,
        traceparent: String?
    ) -> ProducedRecord {
        writer.reset()
        message.encode(into: &writer)
        let subject = message.incident?.text
        let (data, translator) = translated(message, writer.bytes, dialect: dialect)
        var event = CloudEvent(
            id: message.id,
            source: "/incident-broker",
            type: message.type,
            subject: subject,
            time: at,
            extensions: CloudEvent.lineage(
                correlation: subject ?? message.causationID,
                cause: message.causationID,
                traceparent: traceparent
            ),
            data: data
        )
        // Says that the data are in a tool's own shape, which the type alone does not.
        event["dialect"] = translator
        return event.record(topic: message.recipient.topic, key: subject ?? message.id)
    }

    /// The refusal of a message that never became a command.
    package func rejection(of arrival: Arrival, _ rejection: Rejection) -> ProducedRecord {
        let receipt = Receipt(
            messageID: arrival.messageID,
            incident: arrival.incident.flatMap { IncidentID($0) },
            number: arrival.number,
            outcome: .rejected(rejection),
            origin: arrival.origin
        )
        return record(
            receipt.outbound(to: arrival.party),
            dialect: arrival.dialect,
            at: arrival.receivedAt,
            traceparent: arrival.traceparent
        )
    }

    /// The refusal of a command after the fact.
    package func rejection(
        of command: Command,
        _ rejection: Rejection,
        at moment: Timestamp
    ) -> ProducedRecord {
        let receipt = Receipt(
            messageID: command.messageID,
            incident: command.incident,
            number: command.number,
            outcome: .rejected(rejection),
            origin: command.origin
        )
        return record(
            receipt.outbound(to: command.party),
            dialect: command.dialect,
            at: moment,
            traceparent: command.traceparent
        )
    }

    /// The message in the words of the tool that reads it, where it has some of its own.
    private func translated(
        _ message: Outbound,
        _ data: [UInt8],
        dialect: String?
    ) -> (data: [UInt8], dialect: String?) {
        guard let kind = OutboundMessage(type: message.type),
            let party = message.recipient.party,
            let translator = material.answering(party, dialect: dialect),
            translator.dialect.name != "canonical",
            let canonical = try? parser.parse(data),
            let written = translator.translate(canonical, kind)
        else { return (data, nil) }
        return (written, translator.dialect.name)
    }
}

extension Recipient {
    /// The party whose tool reads it; nil for the notices and the events.
    var party: Party? {
        switch self {
        case .spoc: .spoc
        case .register(let code): .register(code)
        case .reporterTool(let party): party == .broker ? nil : party
        case .authority, .events, .incident: nil
        }
    }
}
