internal import Fanout
internal import JSON
internal import Messaging

/// What has happened to an incident, and who has not been told.
extension ConsoleAPI {
    func events(_ call: Call) async throws(Problem) -> APIResponse {
        let caller = try call.bearer()
        let limit = try call.query.limit()
        let after = try call.query.integer("after", in: 0 ... .max, default: 0)
        let incident = try call.parameter("id")
        let events = try await ask { () throws(BackendFault) in
            try await backend.events(of: incident)
        }
        guard let story = PublicEvents(events, of: incident, for: caller.owner) else {
            throw Problem(.notFound)
        }
        let page = story.page(after: after, limit: limit)
        return json { writer in
            writer.object { writer in
                writer.member("incident", incident)
                writer.array("events") { writer in
                    for event in page.events {
                        writer.raw(
                            WebhookBody.whole(event.delivery, of: event.view, home: settings.home)
                        )
                    }
                }
                writer.member("next", page.next)
                writer.member("more", page.more)
            }
        }
    }

    func untold(_ call: Call) async throws(Problem) -> APIResponse {
        let caller = try call.bearer()
        let limit = try call.query.limit()
        let all = try flag("all", call)
        let incident = try call.query.identifier("incident")
        let release = try call.query.text("release", max: 200)
        let after = try call.query.identifier("after") ?? ""
        let table = try await ask { () throws(BackendFault) in try await backend.subscriptions() }
        let told = try await ask { () throws(BackendFault) in
            try await backend.untold(incident: incident, release: release)
        }
        let rows = told.filter { row in
            row.incident > after && (all || !row.outstanding.isEmpty)
                && caller.mayKnow(row, table)
        }
        // Pages end between incidents: what is to be known of one stands together.
        guard rows.count > limit else {
            return page(call, rows, next: nil) { $0.write(to: &$1) }
        }
        let last = rows[limit - 1].incident
        let whole = rows.prefix { $0.incident <= last }
        return page(call, Array(whole), next: whole.count < rows.count ? last : nil) {
            $0.write(to: &$1)
        }
    }

    func verify(_ call: Call) throws(Problem) -> APIResponse {
        let order = try RequestBody.read(call.request, SignatureOrder.read)
        let fault = SignatureCheck.fault(order, at: call.now)
        return json { writer in
            writer.object { writer in
                writer.member("valid", fault == nil)
                writer.member("code", fault?.rawValue)
                writer.member("detail", fault.map(SignatureCheck.sentence))
            }
        }
    }

    func flag(_ name: String, _ call: Call) throws(Problem) -> Bool {
        switch call.query[name] {
        case nil, "false": return false
        case "true", "": return true
        default: throw Problem(.queryInvalid, "\(name) is true or false.")
        }
    }
}

extension Caller {
    /// Their own subscriptions; the supplier also whether reporters were told, since it may not
    /// release before they are.
    fileprivate func mayKnow(_ row: Untold.Row, _ table: SubscriptionTable) -> Bool {
        if seesAll { return true }
        if row.recipient == "reporter" { return owner == .spoc || owner == .itsm }
        return table[row.recipient].map(owns) ?? false
    }
}

/// An incident's events as one party may read them: those they would be sent, in full.
struct PublicEvents {
    struct Event {
        let delivery: Delivery
        /// As it stood with that event.
        let view: IncidentView
    }

    private let events: [Event]
    /// Of the last event there is, whoever may read it.
    private let last: Int64

    /// Nil when there is no such incident that they may see.
    init?(_ events: [IncidentEvent], of incident: String, for owner: SubscriptionOwner) {
        var view = IncidentView(incident: incident)
        var visible: [Event] = []
        for event in events {
            view.take(event)
            guard !event.isNoteInternal, owner.isAmong(EventWording.of(event.name).audience)
            else { continue }
            var delivery = view.delivery(of: event)
            delivery.note = event.note.map { DeliveredText(Array($0.utf8), max: .max) }
            delivery.details = event.details.map { DeliveredText($0, max: .max) }
            visible.append(Event(delivery: delivery, view: view))
        }
        guard let last = events.last, view.isVisible(to: owner) else { return nil }
        self.events = visible
        self.last = last.sequence
    }

    /// - Returns: `next` is what to ask for next time, be there more already or not.
    func page(after: Int64, limit: Int) -> (events: [Event], next: Int64, more: Bool) {
        let rest = events.filter { $0.delivery.sequence > after }
        let page = Array(rest.prefix(limit))
        let more = rest.count > page.count
        let next = more ? page.last?.delivery.sequence ?? after : max(after, last)
        return (page, next, more)
    }
}
