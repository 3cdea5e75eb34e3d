package import Messaging
package import Streaming

internal import Incidents
internal import JSON
package import Translation

/// Reads every party's topic and turns what it finds into canonical commands, keyed by incident.
///
/// Stateless. A message that can't be read goes to the dead letters with its bytes and headers,
/// and its sender is told why and how to mend it; it never stops the ones behind it.
package final class IntakeStage: Stage {
    private let material: BrokerMaterial
    private let outbound: OutboundRecords
    private let parser = JSONParser(depthMax: BrokerMaterial.nestingMax)

    package init(material: BrokerMaterial) {
        self.material = material
        self.outbound = OutboundRecords(material: material)
    }

    package func process(
        _ record: ConsumedRecord,
        _ context: inout StageContext
    ) -> Disposition {
        guard let party = material.party(writingTo: record.position.topic) else {
            preconditionFailure("a stage is given only the topics it subscribed to")
        }
        var arrival = Arrival(record: record, party: party, receivedAt: context.now)
        do throws(Rejection) {
            switch try translate(&arrival) {
            case .command(let command):
                context.emit(arrival.commandRecord(command))
                return .accepted
            case .commands(let commands):
                for record in arrival.commandRecords(commands) { context.emit(record) }
                return .accepted
            case .echo:
                return .duplicate
            }
        } catch {
            refuse(arrival, error, &context)
            return .rejected
        }
    }

    package func timerDue(key: String, due: Timestamp, _ context: inout StageContext) {
        preconditionFailure("intake keeps no state, so nothing of it is ever due")
    }

    package func refuseOversized(
        _ record: ConsumedRecord,
        bytes: Int,
        _ context: inout StageContext
    ) -> Disposition {
        guard let party = material.party(writingTo: record.position.topic) else {
            preconditionFailure("a stage is given only the topics it subscribed to")
        }
        let arrival = Arrival(record: record, party: party, receivedAt: context.now)
        refuse(arrival, .oversized(bytes: bytes, max: material.recordBytesMax), &context)
        return .rejected
    }

    /// What the message says, by way of its dialect and the contract; for `try` as well.
    package func translate(_ arrival: inout Arrival) throws(Rejection) -> InboundMessage {
        let record = arrival.record
        guard let value = record.value, !value.isEmpty else { throw .empty }
        guard value.count <= material.messageBytesMax else {
            throw .oversized(bytes: value.count, max: material.messageBytesMax)
        }
        var content = value
        if case .event(let event) = try CloudEvent.read(record, parser: parser) {
            arrival.event = event
            content = event.data
        }
        let message = try parse(content)
        arrival.note(message)
        let skew = material.clockSkewSeconds(at: arrival.receivedAt)
        let inbound = arrival.inboundContext(clockSkew: skew)
        let translator = try material.translators(of: arrival.party).translator(
            for: message,
            inbound
        )
        arrival.dialect = translator.dialect.name
        if let name = translator.schema(for: message, inbound) {
            try material.contracts.check(message, against: name)
        }
        return try translator.read(message, content: content, inbound)
    }

    private func parse(_ content: [UInt8]) throws(Rejection) -> JSONNode {
        do {
            return try parser.parse(content)
        } catch {
            throw Rejection(error)
        }
    }

    private func refuse(
        _ arrival: Arrival,
        _ rejection: Rejection,
        _ context: inout StageContext
    ) {
        context.emit(
            DeadLetter(
                arrival.record,
                stage: StageName.intake,
                rejection: rejection,
                at: context.now
            ).record(topic: BrokerTopic.deadLetters, valueMax: material.deadLetterBytesMax)
        )
        context.emit(outbound.rejection(of: arrival, rejection))
    }
}
