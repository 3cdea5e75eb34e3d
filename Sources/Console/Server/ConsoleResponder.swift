internal import Fanout
internal import Hummingbird
internal import Logging
internal import Messaging
internal import Vitals

/// Between the connections and the API: reads a request within its bounds, writes the answer, and
/// leaves one line in the log.
struct ConsoleResponder: Sendable {
    let api: ConsoleAPI
    let vitals: BrokerVitals
    let limits: ServerLimits
    let logger: Logger
    let now: @Sendable () -> Timestamp

    func respond(to request: Request, _ connection: ConnectionContext) async -> Response {
        let begun = ContinuousClock.now
        let keepOpen = connection.closing(limits.exchange)
        let (answer, isRead) = await answer(request)
        tell(answer, took: ContinuousClock.now - begun)
        return response(answer.response, isHead: request.method == .head) {
            // A request that was not read to its end has an end that cannot be found.
            if isRead { keepOpen() } else { connection.closeOutput() }
        }
    }

    private func answer(_ request: Request) async -> (Answer, isRead: Bool) {
        do {
            let asked = try await read(request)
            return (await api.answer(asked, at: now()), true)
        } catch {
            return (ConsoleAPI.answer(error), false)
        }
    }

    private func read(_ request: Request) async throws(Problem) -> APIRequest {
        let target = request.head.path ?? ""
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var headers: [HeaderField] = []
        for field in request.headers {
            headers.append(HeaderField(field.name.canonicalName, field.value))
        }
        let single = ["authorization", "content-type", "content-length", "idempotency-key", "host"]
        for name in single where headers.count(where: { $0.name == name }) > 1 {
            throw Problem(.requestMalformed, "\(name) stands more than once.")
        }
        let length = headers.first { $0.name == "content-length" }?.value
        if let length, Int(length).map({ $0 > limits.bodyBytesMax }) ?? true {
            throw tooLarge
        }
        return APIRequest(
            method: request.method.rawValue,
            path: String(parts.first ?? ""),
            query: parts.count == 2 ? String(parts[1]) : nil,
            headers: headers,
            body: try await body(request)
        )
    }

    private var tooLarge: Problem {
        Problem(.bodyTooLarge, "At most \(limits.bodyBytesMax) bytes.")
    }

    private enum Reading: Sendable {
        case whole([UInt8])
        case tooMuch
        case late
        case broken
    }

    /// Reads the body to its end, or until it is too much or too late.
    private func body(_ request: Request) async throws(Problem) -> [UInt8] {
        let (bytesMax, limit) = (limits.bodyBytesMax, limits.body)
        let reading = await withTaskGroup(of: Reading.self) { group in
            group.addTask {
                do {
                    let buffer = try await request.body.collect(upTo: bytesMax)
                    return .whole(Array(buffer.readableBytesView))
                } catch is any HTTPResponseError {
                    return .tooMuch
                } catch {
                    return .broken
                }
            }
            group.addTask {
                do {
                    try await Task.sleep(for: limit)
                    return .late
                } catch {
                    return .broken
                }
            }
            let first = await group.next() ?? .broken
            group.cancelAll()
            return first
        }
        switch reading {
        case .whole(let bytes): return bytes
        case .tooMuch: throw tooLarge
        case .late: throw Problem(.requestTimeout)
        case .broken: throw Problem(.requestMalformed)
        }
    }

    private func response(
        _ answer: APIResponse,
        isHead: Bool,
        whenWritten: @escaping @Sendable () -> Void
    ) -> Response {
        var headers = HTTPFields()
        for field in answer.headers {
            guard let name = HTTPFields.Element.Name(field.name) else { continue }
            headers.append(HTTPFields.Element(name: name, value: field.value))
        }
        let bytes = answer.body
        let body = ResponseBody(contentLength: bytes.count) { writer in
            if !isHead, !bytes.isEmpty { try await writer.write(ByteBuffer(bytes: bytes)) }
            try await writer.finish(nil)
            whenWritten()
        }
        return Response(status: .init(code: answer.status), headers: headers, body: body)
    }

    /// One line and two figures for each request: names of ours only, nothing that was sent.
    private func tell(_ answer: Answer, took: Duration) {
        let route = answer.route?.rawValue ?? "none"
        let status = answer.response.status
        vitals.requests[route, "\(min(max(status / 100, 2), 5))xx"].add()
        vitals.requestDuration[route].observe(took)
        let isDenied = [401, 403].contains(status)
        logger.log(
            level: isDenied ? .notice : status >= 500 ? .warning : .debug,
            "request",
            metadata: [
                "route": "\(route)", "status": "\(status)",
                "code": "\(answer.code?.rawValue ?? "-")", "caller": "\(answer.caller ?? "-")",
                "milliseconds": "\(took / .milliseconds(1))",
            ]
        )
    }
}
