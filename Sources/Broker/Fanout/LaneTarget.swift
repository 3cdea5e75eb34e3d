internal import Fanout

/// Where a lane's deliveries go, as things stand.
enum LaneTarget {
    case open(Endpoint)
    /// Nothing is delivered; the word for why.
    case disabled(String)
    /// There is no such subscription any more.
    case gone

    struct Endpoint {
        let way: Way
        let terms: EndpointTerms
        var isPaused = false
    }

    enum Way: Equatable {
        /// A subscription's, with its id.
        case webhook(WebhookEndpoint, String)
        case callback(String)
        case mail(String)

        var isMail: Bool { if case .mail = self { true } else { false } }

        /// Whom the address belongs to, and no more of it: addresses may hold secrets and names.
        var host: String {
            switch self {
            case .webhook(let endpoint, _): Self.host(endpoint.url)
            case .callback(let url): Self.host(url)
            case .mail(let address): String(address.drop { $0 != "@" }.dropFirst())
            }
        }

        private static func host(_ url: String) -> String {
            guard let slashes = url.firstRange(of: "://") else { return "" }
            return String(url[slashes.upperBound...].prefix { !"/?#".contains($0) })
        }
    }
}

extension FanoutStage {
    func target(of key: LaneKey, _ lane: Lane) -> LaneTarget {
        guard key.isCallback || key.isMail else { return target(of: key.target) }
        guard let address = lane.address else { return .disabled("address-unknown") }
        let terms = EndpointTerms(DeliveryLimits(), defaults: settings.limits)
        if key.isMail {
            guard settings.mailSender != nil else { return .disabled("mail-off") }
            return .open(LaneTarget.Endpoint(way: .mail(address), terms: terms))
        }
        let system = IncidentView(incident: key.incident).system
        // The rules may have become narrower since it was taken in.
        if let refusal = settings.reporters.callbacks.judge(address, system: system) {
            return .disabled(refusal.rawValue)
        }
        if lane.isGone { return .disabled(Lane.goneFailure) }
        return .open(LaneTarget.Endpoint(way: .callback(address), terms: terms))
    }

    private func target(of id: String) -> LaneTarget {
        guard let subscription = table[id] else { return .gone }
        if case .disabled = subscription.status { return .disabled("endpoint-disabled") }
        // Our own verdict, while the topic has not brought it back yet.
        if let verdict = verdicts[id], verdict.revision >= subscription.revision {
            return .disabled("endpoint-disabled")
        }
        let way: LaneTarget.Way =
            switch subscription.channel {
            case .webhook(let endpoint): .webhook(endpoint, id)
            case .mail(let address): .mail(address)
            }
        if way.isMail, settings.mailSender == nil { return .disabled("mail-off") }
        return .open(
            LaneTarget.Endpoint(
                way: way,
                terms: EndpointTerms(subscription.limits, defaults: settings.limits),
                isPaused: subscription.status == .paused
            )
        )
    }
}
