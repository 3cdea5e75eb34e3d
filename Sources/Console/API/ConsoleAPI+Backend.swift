internal import Fanout
internal import JSON
internal import Messaging

/// Asking the broker, and finding what is the caller's own.
extension ConsoleAPI {
    /// Attempts at a change that others make at the same time.
    private static let changesMax = 4

    /// A caller's own subscription; somebody else's is none.
    func own(_ call: Call) async throws(Problem) -> Subscription {
        let id = try call.parameter("id")
        let table = try await ask { () throws(BackendFault) in try await backend.subscriptions() }
        guard let subscription = table[id], try call.bearer().owns(subscription) else {
            throw Problem(.notFound)
        }
        return subscription
    }

    /// Changes the caller's own subscription and writes it; the body may be run again, on what
    /// others have made of it meanwhile.
    func change(
        _ call: Call,
        _ body: (inout Subscription) throws(Problem) -> Void
    ) async throws(Problem) -> Subscription {
        for _ in 0..<Self.changesMax {
            var subscription = try await own(call)
            let revision = subscription.revision
            try Self.judge(call, subscription)
            let before = subscription
            try body(&subscription)
            if subscription == before { return before }
            subscription.changed = call.now
            subscription.revision = revision + 1
            let written = subscription
            do {
                try await backend.write(written, replacing: revision)
                return written
            } catch .conflict {
                continue
            } catch {
                throw Problem(.unavailable)
            }
        }
        throw Problem(.revisionConflict)
    }

    func delete(_ call: Call) async throws(Problem) -> APIResponse {
        for _ in 0..<Self.changesMax {
            let subscription = try await own(call)
            try Self.judge(call, subscription)
            do {
                try await backend.delete(subscription.id, revision: subscription.revision)
                return APIResponse(status: 204)
            } catch .conflict {
                continue
            } catch {
                throw Problem(.unavailable)
            }
        }
        throw Problem(.revisionConflict)
    }

    /// Holds `If-Match` against what there is (RFC 9110 section 13.1.1).
    private static func judge(_ call: Call, _ subscription: Subscription) throws(Problem) {
        guard let wanted = call.ifMatch else { return }
        guard wanted.name(subscription.entityTag, weakly: false) else {
            throw Problem(.revisionMismatch, "It is at revision \(subscription.revision) now.")
        }
    }

    func ask<Value: Sendable>(
        _ question: () async throws(BackendFault) -> Value
    ) async throws(Problem) -> Value {
        do {
            return try await question()
        } catch {
            switch error {
            case .conflict: throw Problem(.revisionConflict)
            case .unavailable: throw Problem(.unavailable)
            }
        }
    }
}

/// Answers in JSON.
extension ConsoleAPI {
    func json(
        _ status: Int = 200,
        headers: [HeaderField] = [],
        _ write: (inout JSONWriter) -> Void
    ) -> APIResponse {
        var writer = JSONWriter(capacity: 1_024)
        write(&writer)
        return APIResponse(
            status: status,
            headers: [HeaderField("content-type", "application/json")] + headers,
            body: writer.bytes
        )
    }

    func json(
        _ status: Int = 200,
        headers: [HeaderField] = [],
        of subscription: Subscription,
        secret: String? = nil
    ) -> APIResponse {
        json(status, headers: headers + [HeaderField("etag", subscription.entityTag)]) { writer in
            subscription.writePublic(to: &writer, secret: secret)
        }
    }

    /// One page of a list, with the cursor to the next where there is one.
    func page<Row>(
        _ call: Call,
        _ rows: [Row],
        next: String?,
        _ write: (Row, inout JSONWriter) -> Void
    ) -> APIResponse {
        var headers: [HeaderField] = []
        if let next {
            let rest = call.route.parameters
                .filter { $0 != "after" }
                .compactMap { name in call.query[name].map { "&\(name)=\(Self.encoded($0))" } }
            let link = "\(call.request.path)?after=\(Self.encoded(next))\(rest.joined())"
            headers.append(HeaderField("link", "<\(link)>; rel=\"next\""))
        }
        return json(headers: headers) { writer in
            writer.object { writer in
                writer.array("items") { writer in
                    for row in rows { write(row, &writer) }
                }
                writer.member("next", next)
            }
        }
    }

    private static func encoded(_ text: String) -> String {
        text.utf8.reduce(into: "") { out, byte in
            let scalar = UnicodeScalar(byte)
            if RouteMatch.isIdentifier(String(scalar)[...]) {
                out.unicodeScalars.append(scalar)
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                out += digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
            }
        }
    }
}
