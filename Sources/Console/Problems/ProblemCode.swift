/// What can be wrong with a request; stable words that clients may depend on.
package enum ProblemCode: String, CaseIterable, Sendable {
    case requestMalformed = "request.malformed"
    case jsonInvalid = "json.invalid"
    case queryInvalid = "query.invalid"
    case idempotencyKeyMalformed = "idempotency-key.malformed"
    case tokenMissing = "token.missing"
    case tokenInvalid = "token.invalid"
    case roleForbidden = "role.forbidden"
    case notFound = "not-found"
    case methodNotAllowed = "method.not-allowed"
    case requestTimeout = "request.timeout"
    case idempotencyInProgress = "idempotency.in-progress"
    case revisionConflict = "revision.conflict"
    case subscriptionDisabled = "subscription.disabled"
    case subscriptionsTooMany = "subscriptions.too-many"
    case channelUnsuited = "channel.unsuited"
    case deliveryNotParked = "delivery.not-parked"
    case revisionMismatch = "revision.mismatch"
    case bodyTooLarge = "body.too-large"
    case contentTypeUnsupported = "content-type.unsupported"
    case contentInvalid = "content.invalid"
    case idempotencyMismatch = "idempotency.mismatch"
    case internalFault = "internal"
    case secretsUnavailable = "secrets.unavailable"
    case unavailable = "unavailable"

    package var status: Int {
        switch self {
        case .requestMalformed, .jsonInvalid, .queryInvalid, .idempotencyKeyMalformed: 400
        case .tokenMissing, .tokenInvalid: 401
        case .roleForbidden: 403
        case .notFound: 404
        case .methodNotAllowed: 405
        case .requestTimeout: 408
        case .idempotencyInProgress, .revisionConflict, .subscriptionDisabled,
            .subscriptionsTooMany, .channelUnsuited, .deliveryNotParked:
            409
        case .revisionMismatch: 412
        case .bodyTooLarge: 413
        case .contentTypeUnsupported: 415
        case .contentInvalid, .idempotencyMismatch: 422
        case .internalFault: 500
        case .secretsUnavailable, .unavailable: 503
        }
    }

    /// The same for every occurrence (RFC 9457), in English.
    package var title: String { words.english }

    package var danishTitle: String { words.danish }

    private var words: (english: String, danish: String) {
        switch self {
        case .requestMalformed:
            ("The request is malformed", "Forespørgslen er ikke korrekt opbygget")
        case .jsonInvalid: ("The body is not valid JSON", "Indholdet er ikke gyldig JSON")
        case .queryInvalid: ("The query is invalid", "Parametrene i adressen er ugyldige")
        case .idempotencyKeyMalformed:
            ("The Idempotency-Key is malformed", "Idempotency-Key er ikke korrekt")
        case .tokenMissing: ("A bearer token is needed", "Der mangler et adgangstoken")
        case .tokenInvalid: ("The bearer token is not valid", "Adgangstokenet er ikke gyldigt")
        case .roleForbidden:
            ("The token's role does not allow this", "Tokenets rolle giver ikke adgang til dette")
        case .notFound: ("There is no such thing here", "Det findes ikke her")
        case .methodNotAllowed:
            ("The method is not allowed here", "Metoden kan ikke bruges her")
        case .requestTimeout:
            ("The request did not arrive in time", "Forespørgslen kom ikke frem i tide")
        case .idempotencyInProgress:
            ("The first request is still being answered", "Den første forespørgsel er i gang")
        case .revisionConflict: ("It is being changed by others", "Det ændres af andre imens")
        case .subscriptionDisabled: ("The subscription is disabled", "Abonnementet er spærret")
        case .subscriptionsTooMany: ("There are too many subscriptions", "For mange abonnementer")
        case .channelUnsuited:
            ("The subscription's channel has no such thing", "Abonnementets kanal kan ikke dette")
        case .deliveryNotParked:
            ("No such delivery is parked", "Ingen sådan besked er sat til side")
        case .revisionMismatch:
            ("It has changed since it was read", "Det er ændret, siden det blev læst")
        case .bodyTooLarge: ("The body is too large", "Indholdet er for stort")
        case .contentTypeUnsupported:
            ("The content type is not supported", "Indholdstypen kan ikke bruges")
        case .contentInvalid: ("The content is invalid", "Indholdet er ugyldigt")
        case .idempotencyMismatch:
            (
                "The Idempotency-Key belongs to another request",
                "Idempotency-Key hører til en anden forespørgsel"
            )
        case .internalFault: ("Something went wrong here", "Der skete en fejl her")
        case .secretsUnavailable:
            ("No key to seal secrets with is configured", "Der er ingen nøgle til hemmeligheder")
        case .unavailable: ("The broker is not available now", "Brokeren er ikke klar nu")
        }
    }
}
