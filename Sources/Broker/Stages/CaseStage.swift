package import Messaging
package import Streaming

package import Incidents
internal import JSON

/// Decides commands: creates and changes incidents by the policy, and tells everybody who is to
/// know.
///
/// Its state is the incidents of its partition, as the bytes that stand on the changelog; an
/// incident is decoded when a command or a timer touches it, and only then.
package final class CaseStage: Stage {
    private let material: BrokerMaterial
    private let outbound: OutboundRecords
    private let parser = JSONParser(depthMax: BrokerMaterial.nestingMax + 8)
    private let stateParser = JSONParser(depthMax: BrokerMaterial.nestingMax + 8)
    private var writer = JSONWriter(capacity: 4096)

    package init(material: BrokerMaterial) {
        self.material = material
        self.outbound = OutboundRecords(material: material)
    }

    package func process(
        _ record: ConsumedRecord,
        _ context: inout StageContext
    ) -> Disposition {
        do throws(Rejection) {
            let command = try command(record)
            let incident = try incident(command.incident.text, context)
            let settlement = settle(
                incident,
                command,
                policy: material.policy(at: command.receivedAt)
            )
            emit(settlement, command, &context)
            switch settlement.verdict {
            case .accepted: return .accepted
            case .duplicate: return .duplicate
            // It goes back to the incident that asked.
            case .rejected where settlement.isAnswered: return .accepted
            case .rejected(let rejection), .deviated(let rejection, _):
                bury(record, command, rejection, &context)
                return .rejected
            }
        } catch {
            bury(record, nil, error, &context)
            return .parked
        }
    }

    package func timerDue(key: String, due: Timestamp, _ context: inout StageContext) {
        guard let incident = try? incident(key, context) else { return }
        let settlement = settleDue(incident, due: due, policy: material.policy(at: due))
        emit(settlement, nil, &context)
    }

    package func refuseOversized(
        _ record: ConsumedRecord,
        bytes: Int,
        _ context: inout StageContext
    ) -> Disposition {
        let rejection = Rejection.oversized(bytes: bytes, max: material.recordBytesMax)
        let command = try? command(record)
        bury(record, command, rejection, &context)
        if let command {
            context.emit(outbound.rejection(of: command, rejection, at: context.now))
        }
        return .rejected
    }

    /// What a command would lead to, for `try` as well.
    package func command(_ record: ConsumedRecord) throws(Rejection) -> Command {
        let node: JSONNode
        do {
            node = try parser.parse(record.value ?? [])
        } catch {
            throw Rejection(error)
        }
        return try Command(json: node)
    }

    private func incident(
        _ key: String,
        _ context: borrowing StageContext
    ) throws(Rejection) -> Incident? {
        guard let bytes = context.state(key) else { return nil }
        do {
            return try Incident(json: stateParser.parse(bytes))
        } catch {
            // Nothing is decided on a state that can't be read, and nothing is lost: the
            // command waits among the dead letters until a broker that can read it is back.
            throw Rejection(
                .stateUnreadable,
                "What the broker knows of incident \(key) can't be read: \(error).",
                remedy: "The operator runs the newest broker again and sends the message anew."
            )
        }
    }

    private func emit(
        _ settlement: Settlement,
        _ command: Command?,
        _ context: inout StageContext
    ) {
        for message in settlement.outbound {
            context.emit(
                outbound.record(
                    message,
                    dialect: settlement.incident?.dialect ?? command?.dialect,
                    at: command?.receivedAt ?? settlement.incident?.changedAt ?? context.now,
                    traceparent: command?.traceparent
                )
            )
        }
        guard !settlement.verdict.events.isEmpty, let incident = settlement.incident else {
            return
        }
        writer.reset()
        incident.encode(into: &writer)
        context.put(incident.id.text, writer.bytes, due: incident.nextDue)
    }

    /// To the dead letters, as the sender wrote it where the command carries that.
    private func bury(
        _ record: ConsumedRecord,
        _ command: Command?,
        _ rejection: Rejection,
        _ context: inout StageContext
    ) {
        // What one incident tells another stands in the record itself.
        let origin = command?.party == .broker ? nil : command?.origin
        let original = ConsumedRecord(
            position: origin.map { TopicPartition($0.topic, $0.partition) } ?? record.position,
            offset: origin?.offset ?? record.offset,
            timestamp: record.timestamp,
            key: record.key,
            value: record.header(Arrival.originalHeader) ?? record.value,
            headers: record.headers.filter { $0.name != Arrival.originalHeader }
        )
        context.emit(
            DeadLetter(
                original,
                stage: StageName.case,
                rejection: rejection,
                at: context.now
            ).record(topic: BrokerTopic.deadLetters, valueMax: material.deadLetterBytesMax)
        )
    }
}
