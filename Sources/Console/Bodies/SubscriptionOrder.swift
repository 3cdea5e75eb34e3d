internal import Fanout
internal import Messaging

/// A subscription as it is asked for.
struct SubscriptionOrder: Sendable {
    /// Nil: the caller's own.
    let owner: SubscriptionOwner?
    let description: String
    let channel: ChannelOrder
    let filter: EventFilter
    let limits: DeliveryLimits

    /// - Parameter caller: Whose it will be; only who sees all may name another.
    static func read(
        _ object: inout BodyObject,
        by caller: Caller,
        _ hosts: HostRules
    ) -> SubscriptionOrder? {
        let owner = object.optional("owner") { Self.owner($0, by: caller) }
        let description = object.optional("description", Self.description) ?? ""
        let channel = object.required("channel") { ChannelOrder.read($0, hosts) }
        let filter = object.optional("filter") { FilterBody.read($0, onto: EventFilter()) }
        let limits = object.optional("limits") { LimitsBody.read($0, onto: DeliveryLimits()) }
        guard let channel else { return nil }
        return SubscriptionOrder(
            owner: owner,
            description: description,
            channel: channel,
            filter: filter ?? EventFilter(),
            limits: limits ?? DeliveryLimits()
        )
    }

    static func description(_ value: BodyValue) -> String? { value.text(max: 500, min: 0) }

    private static func owner(_ value: BodyValue, by caller: Caller) -> SubscriptionOwner? {
        let owner = value.word("the name of an owner") { name in
            name.unicodeScalars.count <= 200 ? SubscriptionOwner(name: name) : nil
        }
        guard let owner else { return nil }
        return owner == caller.owner || caller.seesAll
            ? owner : value.fault("A subscription is its creator's own.")
    }
}

/// What is to be changed of a subscription; a merge patch.
struct SubscriptionPatch: Sendable {
    var description: String?
    var address: String?
    var url: String?
    var headers: [HeaderField]?
    var tls: Change<ClientTLS> = .none
    var filter: EventFilter?
    var limits: DeliveryLimits?

    /// Whether it names what only webhooks have.
    var isOfWebhook: Bool {
        if case .none = tls { return url != nil || headers != nil }
        return true
    }

    /// - Parameter subscription: What is changed: a patch is read by what it is laid on.
    static func read(
        _ object: inout BodyObject,
        onto subscription: Subscription,
        _ hosts: HostRules
    ) -> SubscriptionPatch? {
        var patch = SubscriptionPatch()
        switch object.change("description", SubscriptionOrder.description) {
        case .none: break
        case .removed: patch.description = ""
        case .set(let text): patch.description = text
        }
        _ = object.optional("channel") { value in
            value.object { patch.readChannel(&$0, hosts) }
        }
        switch object.change("filter", { FilterBody.read($0, onto: subscription.filter) }) {
        case .none: break
        case .removed: patch.filter = EventFilter()
        case .set(let filter): patch.filter = filter
        }
        switch object.change("limits", { LimitsBody.read($0, onto: subscription.limits) }) {
        case .none: break
        case .removed: patch.limits = DeliveryLimits()
        case .set(let limits): patch.limits = limits
        }
        return patch
    }

    private mutating func readChannel(
        _ object: inout BodyObject,
        _ hosts: HostRules
    ) -> Bool? {
        address = object.optional("address", ChannelOrder.address)
        url = object.optional("url") { ChannelOrder.url($0, hosts) }
        switch object.change("headers", ChannelOrder.headers) {
        case .none: break
        case .removed: headers = []
        case .set(let all): headers = all
        }
        tls = object.change("tls", ChannelOrder.tls)
        return true
    }
}
