internal import Fanout
internal import JSON
internal import Messaging

/// Subscriptions: made, listed, shown, changed.
extension ConsoleAPI {
    private static let secretBytes = 32

    func create(_ call: Call) async throws(Problem) -> APIResponse {
        let caller = try call.bearer()
        let hosts = settings.hosts
        let order = try RequestBody.read(call.request) { object in
            SubscriptionOrder.read(&object, by: caller, hosts)
        }
        let owner = order.owner ?? caller.owner
        let table = try await ask { () throws(BackendFault) in try await backend.subscriptions() }
        guard table.all.count(where: { $0.owner == owner }) < ConsoleSettings.subscriptionsMax
        else {
            throw Problem(
                .subscriptionsTooMany,
                "An owner has at most \(ConsoleSettings.subscriptionsMax)."
            )
        }
        let id = "sub_" + hexadecimal(random(16))
        let (channel, secret) = try self.channel(order.channel, for: id, at: call.now)
        let subscription = Subscription(
            id: id,
            owner: owner,
            description: order.description,
            channel: channel,
            filter: order.filter,
            limits: order.limits,
            created: call.now
        )
        try await ask { () throws(BackendFault) in
            try await backend.write(subscription, replacing: nil)
        }
        let location = HeaderField("location", "/v1/subscriptions/\(id)")
        return json(201, headers: [location], of: subscription, secret: secret)
    }

    func list(_ call: Call) async throws(Problem) -> APIResponse {
        let caller = try call.bearer()
        let limit = try call.query.limit()
        let after = try call.query.identifier("after") ?? ""
        let table = try await ask { () throws(BackendFault) in try await backend.subscriptions() }
        let rows = Array(table.all.filter { caller.owns($0) && $0.id > after }.prefix(limit + 1))
        let page = rows.prefix(limit)
        let next = rows.count > limit ? page.last?.id : nil
        return self.page(call, Array(page), next: next) { $0.writePublic(to: &$1) }
    }

    func show(_ call: Call) async throws(Problem) -> APIResponse {
        let subscription = try await own(call)
        if let known = try call.request.entityTags("if-none-match"),
            known.name(subscription.entityTag, weakly: true)
        {
            return APIResponse(
                status: 304,
                headers: [HeaderField("etag", subscription.entityTag)]
            )
        }
        return json(of: subscription)
    }

    func change(_ call: Call) async throws(Problem) -> APIResponse {
        let hosts = settings.hosts
        let subscription = try await change(call) { subscription throws(Problem) in
            let before = subscription
            let patch = try RequestBody.read(
                call.request,
                types: ["application/merge-patch+json", "application/json"]
            ) { object in
                SubscriptionPatch.read(&object, onto: before, hosts)
            }
            try lay(patch, on: &subscription)
        }
        return json(of: subscription)
    }

    func setStatus(
        _ call: Call,
        _ status: SubscriptionStatus
    ) async throws(Problem) -> APIResponse {
        _ = try RequestBody.read(call.request, isOptional: true, EmptyOrder.read)
        let subscription = try await change(call) { subscription throws(Problem) in
            if status == .paused, case .disabled = subscription.status {
                throw Problem(.subscriptionDisabled, "It can be resumed, not paused.")
            }
            subscription.status = status
        }
        return json(of: subscription)
    }

    func rotate(_ call: Call) async throws(Problem) -> APIResponse {
        let order = try RequestBody.read(
            call.request,
            isOptional: true,
            RotationOrder.read
        )
        var text: String?
        let subscription = try await change(call) { subscription throws(Problem) in
            guard case .webhook(var endpoint) = subscription.channel else {
                throw Problem(.channelUnsuited, "Only webhooks are signed.")
            }
            let scheme = order.scheme ?? endpoint.secrets.last?.scheme ?? .v1
            let (secret, handedOut) = try newSecret(scheme, for: subscription.id, at: call.now)
            let until = call.now.adding(seconds: order.grace)
            endpoint.rotate(to: secret, until: until, at: call.now)
            subscription.channel = .webhook(endpoint)
            text = handedOut
        }
        return json(of: subscription, secret: text)
    }
}

/// What becomes of orders and patches.
extension ConsoleAPI {
    private func channel(
        _ order: ChannelOrder,
        for id: String,
        at now: Timestamp
    ) throws(Problem) -> (SubscriptionChannel, secret: String?) {
        switch order.kind {
        case .mail(let address): return (.mail(address), nil)
        case .webhook(let url, let scheme):
            let (secret, text) = try newSecret(scheme, for: id, at: now)
            let endpoint = WebhookEndpoint(
                url: url,
                secrets: [secret],
                headers: try seal(order.headers, for: id),
                tls: order.tls
            )
            return (.webhook(endpoint), text)
        }
    }

    /// A secret as it rests, and the text that is handed out this once.
    private func newSecret(
        _ scheme: SigningSecret.Scheme,
        for id: String,
        at now: Timestamp
    ) throws(Problem) -> (SigningSecret, text: String) {
        let bytes = random(Self.secretBytes)
        guard let open = WebhookSecret(scheme, bytes: bytes) else {
            throw Problem(.internalFault)
        }
        let sealed = try seal(bytes, for: id)
        let secret = SigningSecret(scheme: scheme, sealed: sealed, created: now)
        return (secret, open.textForReceiver)
    }

    private func seal(
        _ headers: [HeaderField],
        for id: String
    ) throws(Problem) -> [SealedHeader] {
        var sealed: [SealedHeader] = []
        for header in headers {
            sealed.append(SealedHeader(header.name, try seal(Array(header.value.utf8), for: id)))
        }
        return sealed
    }

    private func seal(_ bytes: [UInt8], for id: String) throws(Problem) -> Sealed {
        guard let box = settings.secretBox else { throw Problem(.secretsUnavailable) }
        do {
            return try box.seal(bytes, for: id)
        } catch {
            throw Problem(.internalFault)
        }
    }

    private func lay(
        _ patch: SubscriptionPatch,
        on subscription: inout Subscription
    ) throws(Problem) {
        if let description = patch.description { subscription.description = description }
        if let filter = patch.filter { subscription.filter = filter }
        if let limits = patch.limits { subscription.limits = limits }
        if patch.isOfWebhook { try layWebhook(patch, on: &subscription) }
        guard let address = patch.address else { return }
        guard case .mail = subscription.channel else {
            throw Problem(.channelUnsuited, "Webhooks have no address.")
        }
        subscription.channel = .mail(address)
    }

    private func layWebhook(
        _ patch: SubscriptionPatch,
        on subscription: inout Subscription
    ) throws(Problem) {
        guard case .webhook(var endpoint) = subscription.channel else {
            throw Problem(.channelUnsuited, "Mails have an address only.")
        }
        if let url = patch.url, url != endpoint.url {
            endpoint.url = url
            // What was said of the old endpoint does not hold of the new one.
            if case .disabled = subscription.status { subscription.status = .active }
        }
        if let headers = patch.headers {
            endpoint.headers = try seal(headers, for: subscription.id)
        }
        switch patch.tls {
        case .none: break
        case .removed: endpoint.tls = nil
        case .set(let tls): endpoint.tls = tls
        }
        subscription.channel = .webhook(endpoint)
    }

    private func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.reduce(into: "") { out, byte in
            out += String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }
    }
}
