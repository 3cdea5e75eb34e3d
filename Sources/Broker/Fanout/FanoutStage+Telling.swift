internal import Fanout
internal import Incidents
internal import Messaging
internal import Streaming

// What comes of a delivery for the incident's own rules, and for whoever is to know of a failure.

extension FanoutStage {
    /// Events whose arrival the rules wait for: texts before closing (P17), releases (P15).
    private static let awaited: Set<String> = ["resolution-proposed", "release-planned"]

    /// The incident learns that its reporter has been reached.
    func confirm(_ flight: Flight, at now: Timestamp, _ context: inout StageContext) {
        guard Self.awaited.contains(flight.delivery.name), isReporters(flight.lane, flight.view)
        else { return }
        let report = DeliveryReport(
            of: flight.delivery.sequence,
            channel: channel(flight.lane),
            recipient: recipient(flight.lane)
        )
        emit(.confirmDelivery(report), flight.id + ".delivered", flight.lane, &context)
    }

    /// A delivery is given up for now: its owner is told, and the incident where it waits for it.
    func report(
        _ delivery: Delivery,
        _ key: LaneKey,
        _ reason: UndeliveredNotice.Reason,
        _ failure: String,
        _ attempts: Int,
        _ view: IncidentView,
        _ context: inout StageContext
    ) {
        let id = delivery.id(lane: key)
        tell(
            UndeliveredNotice(
                delivery: id,
                recipient: recipient(key),
                channel: channel(key).rawValue,
                event: delivery.name,
                sequence: delivery.sequence,
                reason: reason,
                failure: failure,
                attempts: attempts,
                view
            ),
            owner: table[key.target]?.owner,
            view,
            &context
        )
        guard Self.awaited.contains(delivery.name), isReporters(key, view) else { return }
        let undelivered = DeliveryReport(
            of: delivery.sequence,
            channel: channel(key),
            recipient: recipient(key),
            reason: failure
        )
        // The same delivery may be given up again after it was asked for once more.
        let times = "\(id).undelivered.\(context.now.milliseconds)"
        emit(.reportUndelivered(undelivered), times, key, &context)
    }

    func tell(
        _ notice: UndeliveredNotice,
        owner: SubscriptionOwner?,
        _ view: IncidentView,
        _ context: inout StageContext
    ) {
        for topic in records.topics(owner: owner, system: view.system) {
            context.emit(records.notice(notice, topic: topic, at: context.now))
        }
    }

    private func emit(
        _ action: Command.Action,
        _ id: String,
        _ key: LaneKey,
        _ context: inout StageContext
    ) {
        guard let incident = IncidentID(key.incident) else { return }
        let command = Command(
            action: action,
            incident: incident,
            party: .broker,
            dialect: "canonical",
            messageID: "/incident-broker/fan-out#\(id)",
            occurredAt: context.now,
            receivedAt: context.now,
            origin: Origin(topic: BrokerTopic.deliveries, partition: context.partition, offset: 0)
        )
        context.emit(records.command(command, id: id))
    }

    /// Whether the lane is the reporter's own, or its organisation's.
    private func isReporters(_ key: LaneKey, _ view: IncidentView) -> Bool {
        if key.isCallback || key.isMail { return true }
        guard case .organisation(let name)? = table[key.target]?.owner else { return false }
        return view.reporter?.organisation == name
    }

    private func channel(_ key: LaneKey) -> DeliveryReport.Channel {
        if key.isMail { return .mail }
        if case .mail? = table[key.target]?.channel { return .mail }
        return .webhook
    }

    /// A subscription's id; of reporters no more than that it is they.
    private func recipient(_ key: LaneKey) -> String {
        key.isCallback || key.isMail ? "reporter" : key.target
    }
}
