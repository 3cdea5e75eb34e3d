internal import Fanout
package import Messaging
internal import Synchronization
package import Vitals

/// The API itself: a request in, an answer out, the broker behind a port.
///
/// In this order: is there such a route, who asks, may a role like theirs do this at all, is the
/// request well made, is what they name theirs. Only the last depends on what belongs to others,
/// and then the answer is that there is no such thing.
package final class ConsoleAPI: Sendable {
    let settings: ConsoleSettings
    let backend: any ConsoleBackend
    let vitals: VitalsRegistry
    /// So many random bytes.
    let random: @Sendable (Int) -> [UInt8]
    private let idempotency = Mutex(IdempotencyTable())

    package init(
        settings: ConsoleSettings,
        backend: any ConsoleBackend,
        vitals: VitalsRegistry,
        random: @escaping @Sendable (Int) -> [UInt8]
    ) {
        self.settings = settings
        self.backend = backend
        self.vitals = vitals
        self.random = random
    }

    package func answer(_ request: APIRequest, at now: Timestamp) async -> Answer {
        var answer = Answer(response: APIResponse(status: 500))
        do {
            let (route, parameters) = try Self.route(request)
            answer.route = route
            let caller = try self.caller(route, request, at: now)
            answer.caller = caller?.name
            if let caller { try Self.judge(caller, route) }
            let call = Call(
                route: route,
                parameters: parameters,
                query: try QueryParameters(request.query, known: route.parameters),
                request: request,
                caller: caller,
                ifMatch: try request.entityTags("if-match"),
                now: now
            )
            answer.response = try await once(call)
        } catch {
            answer.code = error.code
            answer.response = error.response
        }
        answer.response.headers += Self.always
        return answer
    }

    /// A problem that was found before there was a request to answer.
    package static func answer(_ problem: Problem) -> Answer {
        var answer = Answer(response: problem.response, code: problem.code)
        answer.response.headers += always
        return answer
    }

    private static let always = [
        HeaderField("cache-control", "no-store"),
        HeaderField("x-content-type-options", "nosniff"),
    ]

    private static func route(
        _ request: APIRequest
    ) throws(Problem) -> (Route, [String: String]) {
        switch RouteMatch(method: request.method, path: request.path) {
        case .route(let route, let parameters): return (route, parameters)
        case .methods(let methods):
            throw Problem(
                .methodNotAllowed,
                headers: [HeaderField("allow", methods.joined(separator: ", "))]
            )
        case .none: throw Problem(.notFound)
        }
    }

    private func caller(
        _ route: Route,
        _ request: APIRequest,
        at now: Timestamp
    ) throws(Problem) -> Caller? {
        switch route.access {
        case .open: return nil
        case .scrape where !settings.scrapingNeedsToken: return nil
        case .scrape, .token:
            return try settings.tokens.caller(
                authorization: request.header("authorization"),
                at: now
            )
        }
    }

    private static func judge(_ caller: Caller, _ route: Route) throws(Problem) {
        guard case .token(let role) = route.access, caller.role < role else { return }
        throw Problem(.roleForbidden, "This takes a token of the role \(role.rawValue).")
    }
}

// MARK: Once for each Idempotency-Key

extension ConsoleAPI {
    private func once(_ call: Call) async throws(Problem) -> APIResponse {
        guard call.request.method == "POST", let caller = call.caller,
            let text = call.request.header("idempotency-key")
        else { return try await perform(call) }
        guard (1...255).contains(text.utf8.count), text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else {
            throw Problem(.idempotencyKeyMalformed, "1 to 255 visible ASCII characters.")
        }
        let key = IdempotencyTable.Key(caller: caller.name, text: text)
        let fingerprint = IdempotencyTable.fingerprint(of: call.request)
        let beginning = idempotency.withLock { table in
            table.begin(key, fingerprint: fingerprint, at: call.now)
        }
        switch beginning {
        case .fresh: break
        case .replay(var response):
            response.headers.append(HeaderField("idempotency-replayed", "true"))
            return response
        case .mismatch: throw Problem(.idempotencyMismatch)
        case .inProgress: throw Problem(.idempotencyInProgress)
        case .full: throw Problem(.unavailable)
        }
        do {
            let response = try await perform(call)
            idempotency.withLock { $0.finish(key, response) }
            return response
        } catch {
            // What was not done may be tried again under the same key.
            idempotency.withLock { $0.abandon(key) }
            throw error
        }
    }

    private func perform(_ call: Call) async throws(Problem) -> APIResponse {
        switch call.route {
        case .subscriptionCreate: try await create(call)
        case .subscriptionList: try await list(call)
        case .subscriptionShow: try await show(call)
        case .subscriptionChange: try await change(call)
        case .subscriptionDelete: try await delete(call)
        case .subscriptionPause: try await setStatus(call, .paused)
        case .subscriptionResume: try await setStatus(call, .active)
        case .secretRotate: try await rotate(call)
        case .testSend: try await test(call)
        case .deliveryList: try await deliveries(call)
        case .deliveryResend: try await resend(call)
        case .attemptList: try await attempts(call)
        case .recover: try await recover(call)
        case .untoldList: try await untold(call)
        case .incidentEvents: try await events(call)
        case .signatureVerify: try verify(call)
        case .live: health(call, backend.liveness())
        case .ready: health(call, await backend.readiness())
        case .vitals: await scrape(call)
        case .description: try description()
        case .problem: try explain(call)
        }
    }
}

/// A request whose route, caller and query are known to be in order.
struct Call: Sendable {
    let route: Route
    let parameters: [String: String]
    let query: QueryParameters
    let request: APIRequest
    let caller: Caller?
    let ifMatch: EntityTags?
    let now: Timestamp

    /// Of a route that takes a token, and therefore has one.
    func bearer() throws(Problem) -> Caller {
        guard let caller else { throw Problem(.tokenMissing) }
        return caller
    }

    func parameter(_ name: String) throws(Problem) -> String {
        guard let value = parameters[name] else { throw Problem(.notFound) }
        return value
    }
}
