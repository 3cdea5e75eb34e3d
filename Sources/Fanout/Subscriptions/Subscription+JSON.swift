package import JSON
internal import Messaging

/// The record's value on `broker.subscriptions`.
extension Subscription {
    package var json: [UInt8] {
        var writer = JSONWriter(capacity: 768)
        writer.object { writer in
            writer.member("id", id)
            writer.member("owner", owner.name)
            writer.member("description", description)
            writer.object("channel") { channel.writeMembers(to: &$0) }
            writer.object("filter") { filter.writeMembers(to: &$0) }
            status.writeMembers(to: &writer)
            writer.object("limits") { limits.writeMembers(to: &$0) }
            writer.array("requests") { writer in
                for request in requests { request.write(to: &writer) }
            }
            writer.member("created", created)
            writer.member("changed", changed)
            writer.member("revision", revision)
        }
        return writer.bytes
    }

    /// Nil when it is no subscription that this version can keep all promises of.
    package init?(json: JSONNode) {
        guard let id = json["id"]?.string,
            let owner = json["owner"]?.string.flatMap(SubscriptionOwner.init(name:)),
            let channel = json["channel"].flatMap(SubscriptionChannel.init(json:)),
            let filter = json["filter"].flatMap(EventFilter.init(json:)),
            let status = SubscriptionStatus(json: json),
            let limits = json["limits"].flatMap(DeliveryLimits.init(json:)),
            let requests = json["requests"]?.elements.all(DeliveryRequest.init(json:)),
            let created = json["created"]?.timestamp, let changed = json["changed"]?.timestamp,
            let revision = json["revision"]?.integer
        else { return nil }
        self.init(
            id: id,
            owner: owner,
            description: json["description"]?.string ?? "",
            channel: channel,
            filter: filter,
            status: status,
            limits: limits,
            requests: requests,
            created: created,
            changed: changed,
            revision: revision
        )
    }
}

extension SubscriptionStatus {
    /// The word on the wire: `active`, `paused`, `disabled`.
    package var name: String {
        switch self {
        case .active: "active"
        case .paused: "paused"
        case .disabled: "disabled"
        }
    }

    fileprivate func writeMembers(to writer: inout JSONWriter) {
        writer.member("status", name)
        if case .disabled(let reason) = self { writer.member("reason", reason) }
    }

    fileprivate init?(json: JSONNode) {
        switch json["status"]?.string {
        case "active": self = .active
        case "paused": self = .paused
        case "disabled": self = .disabled(reason: json["reason"]?.string ?? "")
        default: return nil
        }
    }
}

extension DeliveryRequest {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("number", number)
            writer.member("at", at)
            switch kind {
            case .test: writer.member("kind", "test")
            case .resend(let delivery):
                writer.member("kind", "resend")
                writer.member("delivery", delivery)
            case .recover(let since):
                writer.member("kind", "recover")
                writer.member("since", since)
            }
        }
    }

    fileprivate init?(json: JSONNode) {
        guard let number = json["number"]?.integer, let at = json["at"]?.timestamp else {
            return nil
        }
        switch json["kind"]?.string {
        case "test":
            self.init(number: number, at: at, kind: .test)
        case "resend":
            guard let delivery = json["delivery"]?.string else { return nil }
            self.init(number: number, at: at, kind: .resend(delivery))
        case "recover":
            guard let since = json["since"]?.timestamp else { return nil }
            self.init(number: number, at: at, kind: .recover(since: since))
        default:
            return nil
        }
    }
}

extension EventFilter {
    package func writeMembers(to writer: inout JSONWriter) {
        writer.member("types", types)
        writer.member("registers", registers)
        writer.member("categories", categories)
        writer.member("incident", incident)
    }

    /// Absent lists ask for no restriction; anything that is no filter gives nil.
    package init?(json: JSONNode) {
        guard json.kind == .object,
            let types = Self.words(json["types"]),
            let registers = Self.words(json["registers"]),
            let categories = Self.words(json["categories"])
        else { return nil }
        let incident = json["incident"]?.string
        guard incident != nil || json["incident"]?.isNull ?? true else { return nil }
        self.init(
            types: types,
            registers: registers,
            categories: categories,
            incident: incident
        )
    }

    private static func words(_ node: JSONNode?) -> [String]? {
        guard let node else { return [] }
        guard node.kind == .array else { return nil }
        return node.elements.all(\.string)
    }
}

extension DeliveryLimits {
    package func writeMembers(to writer: inout JSONWriter) {
        writer.member("timeoutSeconds", timeout?.components.seconds)
        if let retries {
            writer.array("retrySeconds") { writer in
                for wait in retries { writer.integer(wait.components.seconds) }
            }
        }
        writer.member("perSecond", perSecond)
        writer.member("concurrency", concurrency)
    }

    /// Nil when a member is of the wrong kind or out of its range.
    package init?(json: JSONNode) {
        guard json.kind == .object else { return nil }
        self.init()
        if let node = json["timeoutSeconds"] {
            guard let seconds = node.integer, AttemptRequest.timeouts.contains(.seconds(seconds))
            else { return nil }
            timeout = .seconds(seconds)
        }
        if let node = json["retrySeconds"] {
            guard let waits = node.elements.all(\.integer),
                (1...Self.attemptsMax).contains(waits.count),
                waits.allSatisfy({ (0...Self.waitMax.components.seconds).contains($0) })
            else { return nil }
            retries = waits.map { .seconds($0) }
        }
        if let node = json["perSecond"] {
            guard let value = node.integer.map({ Int($0) }), Self.perSecondRange.contains(value)
            else { return nil }
            perSecond = value
        }
        if let node = json["concurrency"] {
            guard let value = node.integer.map({ Int($0) }), Self.concurrencyRange.contains(value)
            else { return nil }
            concurrency = value
        }
    }
}
