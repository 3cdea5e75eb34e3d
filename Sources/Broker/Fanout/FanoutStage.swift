package import Fanout
package import Messaging
package import Streaming

internal import JSON

/// Tells everybody who is to know of what has happened, by webhook and mail.
///
/// Its state is the lanes and incidents of its partition. An attempt is recorded as begun, made
/// after that is committed, and recorded as ended; what was under way when a process died is
/// made again by the next, under the same id.
package final class FanoutStage: OutwardStage {
    let settings: FanoutSettings
    let subscriptions: SharedSubscriptions
    let desk: any AttemptDesk
    let builder: AttemptBuilder
    let records: FanoutRecords
    let parser = JSONParser(depthMax: BrokerMaterial.nestingMax + 8)
    var table: SubscriptionTable
    /// Verdicts of ours that the topic has not brought back yet.
    var verdicts: [String: EndpointVerdict] = [:]
    package internal(set) var board: EndpointBoard
    var works: [Int32: PartitionWork] = [:]
    var flights: [UInt64: Flight] = [:]
    /// Lanes with an attempt of ours asked for, under way or ended and not decided yet.
    var flying: [String: UInt64] = [:]
    var lastTurn = Timestamp(milliseconds: 0)

    package init(
        settings: FanoutSettings,
        subscriptions: SharedSubscriptions,
        desk: any AttemptDesk
    ) {
        self.settings = settings
        self.subscriptions = subscriptions
        self.desk = desk
        self.builder = AttemptBuilder(settings: settings)
        self.records = FanoutRecords(settings: settings)
        self.table = subscriptions.table
        self.board = EndpointBoard(underWayMax: settings.underWayMax)
    }

    package func process(
        _ record: ConsumedRecord,
        _ context: inout StageContext
    ) -> Disposition {
        works[context.partition, default: PartitionWork()].mark =
            works[context.partition]?.staged.count ?? 0
        guard let event = event(record) else {
            context.emit(records.deadLetter(record, at: context.now))
            return .parked
        }
        var view = view(event.incident, context)
        guard event.sequence > view.sequence else { return .duplicate }
        let knownCallback = view.reporter?.callback
        view.take(event)
        context.put(IncidentView.key(view.incident), view.json)
        let recipients = Recipients(
            of: event,
            view,
            subscriptions: table,
            rules: settings.reporters
        )
        for recipient in recipients.lanes where isToHear(recipient.key, of: event) {
            queue(view.delivery(of: event), recipient.key, recipient.address, view, &context)
        }
        if let refusal = recipients.refusedCallback, view.reporter?.callback != knownCallback {
            let told = UndeliveredNotice(
                refused: refusal,
                event: event.name,
                sequence: event.sequence,
                view
            )
            tell(told, owner: nil, view, &context)
        }
        return .accepted
    }

    package func timerDue(key: String, due: Timestamp, _ context: inout StageContext) {
        guard let lane = LaneKey(key), flying[key] == nil else { return }
        guard let before = self.lane(lane, &context), before.head != nil else { return }
        var after = before
        // Begun by somebody who is gone; whether it arrived, its receiver will know by the id.
        let isLeft = after.isUnderWay
        if isLeft { after.recall() }
        // Written anew even so: the commit shows that the partition is still ours to send for.
        move(lane, isLeft ? nil : before, after, isAdmitted: false, &context)
    }

    package func refuseOversized(
        _ record: ConsumedRecord,
        bytes: Int,
        _ context: inout StageContext
    ) -> Disposition {
        let partition = context.partition
        let mark = works[partition]?.mark ?? 0
        for flight in works[partition]?.staged.dropFirst(mark) ?? [] { forget(flight) }
        works[partition]?.staged.removeSubrange(mark...)
        context.emit(records.deadLetter(record, at: context.now))
        return .parked
    }

    /// Nobody is told of what happened before they asked to be, or could be.
    private func isToHear(_ key: LaneKey, of event: IncidentEvent) -> Bool {
        if let since = settings.since, event.at < since { return false }
        return table[key.target].map { $0.created <= event.at } ?? true
    }

    // MARK: - What is read

    private func event(_ record: ConsumedRecord) -> IncidentEvent? {
        guard let type = record.header("ce_type"), let value = record.value,
            let name = IncidentEvent.name(type: String(decoding: type, as: UTF8.self)),
            let json = try? parser.parse(value)
        else { return nil }
        return IncidentEvent(name: name, json: json)
    }

    /// What is known of an incident, or at least its id.
    func view(_ incident: String, _ context: borrowing StageContext) -> IncidentView {
        guard let bytes = context.state(IncidentView.key(incident)),
            let json = try? parser.parse(bytes), let view = IncidentView(json: json)
        else { return IncidentView(incident: incident) }
        return view
    }

    /// A lane's state; one that cannot be read is kept among the dead letters, and begins anew.
    func lane(_ key: LaneKey, _ context: inout StageContext) -> Lane? {
        guard let bytes = context.state(key.text) else { return nil }
        if let json = try? parser.parse(bytes), let lane = Lane(json: json) { return lane }
        context.emit(
            records.deadLetter(
                ConsumedRecord(
                    position: TopicPartition(BrokerTopic.deliveries, context.partition),
                    offset: 0,
                    timestamp: context.now,
                    key: Array(key.text.utf8),
                    value: bytes,
                    headers: []
                ),
                at: context.now
            )
        )
        context.remove(key.text)
        return nil
    }
}
