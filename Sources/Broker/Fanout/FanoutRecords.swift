internal import Fanout
internal import Incidents
internal import JSON
internal import Messaging

/// What the fan-out writes beside its state: attempts, notices, commands, dead letters.
struct FanoutRecords {
    private static let source = "/incident-broker/fan-out"

    let settings: FanoutSettings

    /// One attempt that has ended: the log `broker.attempts`.
    ///
    /// No secret, no address, no text: the endpoint by its id and its host.
    func attempt(
        _ flight: Flight,
        _ result: AttemptResult,
        _ verdict: AttemptVerdict,
        due: Timestamp?,
        at now: Timestamp
    ) -> ProducedRecord {
        var writer = JSONWriter(capacity: 512)
        writer.object { writer in
            writer.member("incident", flight.lane.incident)
            writer.member("delivery", flight.id)
            writer.member("endpoint", flight.lane.target)
            writer.member("host", flight.way.host)
            writer.member("channel", flight.way.isMail ? "mail" : "webhook")
            writer.member("event", flight.delivery.name)
            writer.member("sequence", flight.delivery.sequence)
            writer.member("attempt", flight.attempt)
            writer.member("outcome", verdict.code)
            if case .response(let response) = result.outcome {
                writer.member("status", response.status)
            }
            writer.member("began", flight.began)
            writer.member("ended", now)
            writer.member("durationMs", result.duration.inMilliseconds)
            writer.member("due", due)
        }
        return ProducedRecord(
            topic: BrokerTopic.attempts,
            key: Array(flight.lane.incident.utf8),
            value: writer.bytes
        )
    }

    /// Where it is told that something was not delivered: the owner's own topic, or that of the
    /// tool the incident came from, and the incident manager's.
    func topics(owner: SubscriptionOwner?, system: String) -> [String] {
        let own: String =
            switch owner {
            case .itsm: Party.itsm.outputTopic
            case .portal: Party.portal.outputTopic
            case .spoc: Party.spoc.outputTopic
            case .register(let code): Party.register(code).outputTopic
            case .organisation, nil:
                switch system {
                case "itsm": Party.itsm.outputTopic
                case "portal": Party.portal.outputTopic
                default: Party.register(system).outputTopic
                }
            }
        return [own, BrokerTopic.notices].filter(settings.topics.contains)
    }

    func notice(
        _ notice: UndeliveredNotice,
        topic: String,
        at now: Timestamp
    ) -> ProducedRecord {
        let subject = notice.delivery ?? "\(notice.incident).\(notice.sequence)"
        return CloudEvent(
            id: "\(subject).\(notice.reason.rawValue).\(now.milliseconds)",
            source: Self.source,
            type: UndeliveredNotice.type,
            subject: notice.incident,
            time: now,
            extensions: CloudEvent.lineage(
                correlation: notice.incident,
                cause: "\(notice.incident).\(notice.sequence)",
                traceparent: nil
            ),
            data: notice.json(at: now)
        ).record(topic: topic, key: notice.incident)
    }

    /// The broker's own command to the case stage.
    func command(_ command: Command, id: String) -> ProducedRecord {
        var writer = JSONWriter(capacity: 512)
        command.encode(into: &writer)
        return CloudEvent(
            id: id,
            source: Self.source,
            type: command.type,
            subject: command.incident.text,
            time: command.receivedAt,
            extensions: CloudEvent.lineage(
                correlation: command.incident.text,
                cause: id,
                traceparent: nil
            ),
            data: writer.bytes
        ).record(topic: BrokerTopic.commands, key: command.incident.text)
    }

    func deadLetter(_ record: ConsumedRecord, at now: Timestamp) -> ProducedRecord {
        DeadLetter(
            record,
            stage: StageName.fanout,
            rejection: Rejection(
                .stateUnreadable,
                "The fan-out cannot read this record.",
                remedy: "The operator looks at what wrote it; nobody was told of it."
            ),
            at: now
        ).record(topic: BrokerTopic.deadLetters, valueMax: settings.deadLetterBytesMax)
    }
}
