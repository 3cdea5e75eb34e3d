internal import Fanout
internal import JSON
internal import Messaging
internal import Streaming

// What owners ask for: tests, single deliveries, everything that was given up.

extension FanoutStage {
    /// The incident a test delivery is of.
    package static let testIncident = "broker-test"
    private static let requestsPrefix = "@requests/"

    /// Takes over what the topic says anew.
    func takeChanges(at now: Timestamp) {
        guard let (table, ids) = subscriptions.takeChanges() else { return }
        self.table = table
        for id in ids.sorted() {
            if let verdict = verdicts[id],
                table[id].map({ $0.status.isOpen }) != true
                    || table[id].map({ $0.revision > verdict.revision }) == true
            {
                verdicts[id] = nil
            }
            if table[id]?.status.isOpen != true {
                board.remove(id)
            } else if board.isKnown(id),
                case .open(let endpoint) = target(
                    of: LaneKey(target: id, incident: Self.testIncident),
                    Lane()
                )
            {
                configure(id, endpoint, at: now)
            }
            for partition in works.keys { works[partition]?.signals.append(.changed(id)) }
        }
    }

    /// Carries out what a subscription's owner has asked for since, once in each partition.
    func consider(_ id: String, _ context: inout StageContext) {
        let partition = context.partition
        guard let subscription = table[id] else {
            for key in lanes(of: id, context) { works[partition]?.signals.append(.forget(key)) }
            context.remove(Self.requestsPrefix + id)
            return
        }
        let done = max(done(id, context), works[partition]?.requested[id] ?? 0)
        let new = subscription.requests.filter { $0.number > done }
        guard let last = new.last?.number else { return }
        works[partition]?.requested[id] = last
        for request in new {
            switch request.kind {
            case .test: test(subscription, request, &context)
            case .resend, .recover:
                for key in lanes(of: id, context) {
                    works[partition]?.signals.append(.recover(key, request))
                }
            }
        }
        works[partition]?.signals.append(.done(id, last))
    }

    /// What was given up in a lane, and is wanted again, goes to its front.
    func recover(_ key: LaneKey, _ request: DeliveryRequest, _ context: inout StageContext) {
        guard let before = lane(key, &context) else { return }
        var after = before
        let count = after.recover(at: context.now) { delivery in
            switch request.kind {
            case .test: false
            case .resend(let id): delivery.id(lane: key) == id
            case .recover(let since): delivery.at >= since
            }
        }
        guard count > 0 else { return }
        move(key, before, after, isAdmitted: false, &context)
    }

    func finish(_ id: String, _ number: Int64, _ context: inout StageContext) {
        var writer = JSONWriter()
        writer.object { $0.member("done", number) }
        context.put(Self.requestsPrefix + id, writer.bytes)
    }

    /// One delivery, from the partition that is the subscription's.
    private func test(
        _ subscription: Subscription,
        _ request: DeliveryRequest,
        _ context: inout StageContext
    ) {
        guard Self.home(of: subscription.id, of: settings.partitions) == context.partition else {
            return
        }
        queue(
            Delivery(
                sequence: request.number,
                name: Delivery.testName,
                at: request.at,
                by: "broker",
                status: "registered",
                priority: IncidentEvent.Priority(category: nil, expedited: false)
            ),
            LaneKey(target: subscription.id, incident: Self.testIncident),
            nil,
            IncidentView(incident: Self.testIncident),
            &context
        )
    }

    private func done(_ id: String, _ context: borrowing StageContext) -> Int64 {
        guard let bytes = context.state(Self.requestsPrefix + id) else { return 0 }
        return (try? parser.parse(bytes))?["done"]?.integer ?? 0
    }

    private func lanes(of id: String, _ context: borrowing StageContext) -> [LaneKey] {
        context.keys().filter { $0.hasPrefix(id + "/") }.sorted().compactMap(LaneKey.init)
    }

    private static func home(of id: String, of partitions: Int32) -> Int32 {
        let hash = id.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
        return Int32(hash % UInt32(max(1, partitions)))
    }
}
