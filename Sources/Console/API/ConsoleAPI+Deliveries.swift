internal import Fanout
internal import JSON
internal import Messaging

/// What waits, what was tried, what is asked for again.
extension ConsoleAPI {
    /// Lanes that are looked through for a page at a time, and how often: a page of what is rare
    /// among many may be short, and its cursor goes on.
    private static let lanesMax = 200
    private static let roundsMax = 10

    private enum StateFilter: String {
        case waiting
        case parked

        func admits(_ state: Untold.Outstanding.State) -> Bool {
            switch self {
            case .waiting: state != .parked
            case .parked: state == .parked
            }
        }
    }

    func deliveries(_ call: Call) async throws(Problem) -> APIResponse {
        let limit = try call.query.limit()
        let filter = call.query["state"].map { StateFilter(rawValue: $0) }
        if filter == .some(.none) {
            throw Problem(.queryInvalid, "state is waiting or parked.")
        }
        var cursor = try call.query["after"].map(DeliveryCursor.init(text:))
        let id = try await own(call).id
        var rows: [DeliveryRow] = []
        for _ in 0..<Self.roundsMax {
            let from = cursor?.incident
            let lanes = try await ask { () throws(BackendFault) in
                try await backend.lanes(of: id, from: from, limit: Self.lanesMax)
            }
            for row in lanes.lazy.flatMap(\.rows) {
                let place = DeliveryCursor(row)
                guard cursor.map({ $0 < place }) ?? true else { continue }
                if filter.map({ $0?.admits(row.delivery.state) ?? true }) ?? true {
                    if rows.count == limit {
                        return page(call, rows, next: rows.last.map { DeliveryCursor($0).text }) {
                            $0.write(to: &$1)
                        }
                    }
                    rows.append(row)
                }
            }
            guard lanes.count == Self.lanesMax, let last = lanes.last else { cursor = nil; break }
            cursor = DeliveryCursor(incident: last.key.incident, sequence: .max)
        }
        return page(call, rows, next: cursor?.text) { $0.write(to: &$1) }
    }

    func attempts(_ call: Call) async throws(Problem) -> APIResponse {
        let limit = try call.query.limit()
        let after = try call.query.integer("after", in: 0 ... .max, default: -1)
        let id = try await own(call).id
        let rows = try await ask { () throws(BackendFault) in
            try await backend.attempts(
                of: id,
                before: after < 0 ? nil : after,
                limit: limit + 1
            )
        }
        let page = Array(rows.prefix(limit))
        let next = rows.count > limit ? page.last.map { "\($0.position)" } : nil
        return self.page(call, page, next: next) { $0.write(to: &$1) }
    }

    func test(_ call: Call) async throws(Problem) -> APIResponse {
        _ = try RequestBody.read(call.request, isOptional: true, EmptyOrder.read)
        let subscription = try await request(call, .test)
        return accepted(subscription)
    }

    func resend(_ call: Call) async throws(Problem) -> APIResponse {
        _ = try RequestBody.read(call.request, isOptional: true, EmptyOrder.read)
        let delivery = try call.parameter("delivery")
        let id = try await own(call).id
        let row = try await ask { () throws(BackendFault) in
            try await backend.delivery(delivery, of: id)
        }
        guard let row else { throw Problem(.notFound) }
        guard row.delivery.state == .parked else {
            throw Problem(.deliveryNotParked, "It waits for its endpoint already.")
        }
        let subscription = try await request(call, .resend(delivery))
        return accepted(subscription)
    }

    func recover(_ call: Call) async throws(Problem) -> APIResponse {
        let order = try RequestBody.read(call.request, RecoveryOrder.read)
        let id = try await own(call).id
        let parked = try await ask { () throws(BackendFault) in
            try await backend.parked(of: id, since: order.since)
        }
        guard !order.dryRun else {
            return json { writer in
                writer.object { writer in
                    writer.member("parked", parked)
                    writer.member("dryRun", true)
                }
            }
        }
        let subscription = try await request(call, .recover(since: order.since))
        return accepted(subscription, parked: parked)
    }

    /// Puts a request on record; what is disabled takes none.
    private func request(
        _ call: Call,
        _ kind: DeliveryRequest.Kind
    ) async throws(Problem) -> Subscription {
        try await change(call) { subscription throws(Problem) in
            if case .disabled = subscription.status {
                throw Problem(.subscriptionDisabled, "Resume it first.")
            }
            subscription.request(kind, at: call.now)
        }
    }

    private func accepted(_ subscription: Subscription, parked: Int? = nil) -> APIResponse {
        json(202) { writer in
            writer.object { writer in
                writer.member("request", subscription.requests.last?.number)
                writer.member("parked", parked)
            }
        }
    }
}

/// A place in the list of a subscription's deliveries.
struct DeliveryCursor: Comparable {
    let incident: String
    let sequence: Int64

    init(incident: String, sequence: Int64) {
        self.incident = incident
        self.sequence = sequence
    }

    init(_ row: DeliveryRow) {
        self.init(incident: row.incident, sequence: row.delivery.sequence)
    }

    init(text: String) throws(Problem) {
        let parts = text.split(separator: "~", maxSplits: 1)
        guard parts.count == 2, let sequence = Int64(parts[0]), sequence > 0,
            RouteMatch.isIdentifier(parts[1])
        else {
            throw Problem(.queryInvalid, "after is a cursor that an earlier page gave.")
        }
        self.init(incident: String(parts[1]), sequence: sequence)
    }

    var text: String { "\(sequence)~\(incident)" }

    static func < (left: DeliveryCursor, right: DeliveryCursor) -> Bool {
        (left.incident, left.sequence) < (right.incident, right.sequence)
    }
}
