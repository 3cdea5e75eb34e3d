/// Everything that can be asked for: one case for each operation of `openapi.yaml`.
package enum Route: String, CaseIterable, Sendable {
    case subscriptionCreate = "subscription-create"
    case subscriptionList = "subscription-list"
    case subscriptionShow = "subscription-show"
    case subscriptionChange = "subscription-change"
    case subscriptionDelete = "subscription-delete"
    case subscriptionPause = "subscription-pause"
    case subscriptionResume = "subscription-resume"
    case secretRotate = "secret-rotate"
    case testSend = "test-send"
    case deliveryList = "delivery-list"
    case deliveryResend = "delivery-resend"
    case attemptList = "attempt-list"
    case recover = "recover"
    case untoldList = "untold-list"
    case incidentEvents = "incident-events"
    case signatureVerify = "signature-verify"
    case live = "live"
    case ready = "ready"
    case vitals = "metrics"
    case description = "openapi"
    case problem = "problem"

    package var method: String {
        switch self {
        case .subscriptionCreate, .subscriptionPause, .subscriptionResume, .secretRotate,
            .testSend, .deliveryResend, .recover, .signatureVerify:
            "POST"
        case .subscriptionChange: "PATCH"
        case .subscriptionDelete: "DELETE"
        case .subscriptionList, .subscriptionShow, .deliveryList, .attemptList, .untoldList,
            .incidentEvents, .live, .ready, .vitals, .description, .problem:
            "GET"
        }
    }

    /// As OpenAPI writes it.
    package var path: String {
        switch self {
        case .subscriptionCreate, .subscriptionList: "/v1/subscriptions"
        case .subscriptionShow, .subscriptionChange, .subscriptionDelete:
            "/v1/subscriptions/{id}"
        case .subscriptionPause: "/v1/subscriptions/{id}/pause"
        case .subscriptionResume: "/v1/subscriptions/{id}/resume"
        case .secretRotate: "/v1/subscriptions/{id}/secret/rotate"
        case .testSend: "/v1/subscriptions/{id}/test"
        case .deliveryList: "/v1/subscriptions/{id}/deliveries"
        case .deliveryResend: "/v1/subscriptions/{id}/deliveries/{delivery}/resend"
        case .attemptList: "/v1/subscriptions/{id}/attempts"
        case .recover: "/v1/subscriptions/{id}/recover"
        case .untoldList: "/v1/untold"
        case .incidentEvents: "/v1/incidents/{id}/events"
        case .signatureVerify: "/v1/signatures/verify"
        case .live: "/livez"
        case .ready: "/readyz"
        case .vitals: "/metrics"
        case .description: "/openapi.yaml"
        case .problem: "/problems/{code}"
        }
    }

    package enum Access: Equatable, Sendable {
        /// Everybody: it says nothing of anybody.
        case open
        /// Everybody, or a reader where the settings say so.
        case scrape
        /// A token of that role or a higher one.
        case token(Role)
    }

    package var access: Access {
        switch self {
        case .live, .ready, .description, .problem: .open
        case .vitals: .scrape
        case .subscriptionList, .subscriptionShow, .deliveryList, .attemptList, .untoldList,
            .incidentEvents, .signatureVerify:
            .token(.reader)
        case .subscriptionCreate, .subscriptionChange, .subscriptionDelete, .subscriptionPause,
            .subscriptionResume, .secretRotate, .testSend, .deliveryResend:
            .token(.writer)
        case .recover: .token(.operator)
        }
    }

    /// Names of the parameters its query may have.
    package var parameters: [String] {
        switch self {
        case .subscriptionList, .attemptList: ["after", "limit"]
        case .deliveryList: ["after", "limit", "state"]
        case .untoldList: ["incident", "release", "all", "after", "limit"]
        case .incidentEvents: ["after", "limit"]
        case .live, .ready: ["verbose"]
        default: []
        }
    }
}
