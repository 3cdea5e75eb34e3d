internal import CCurl
internal import Fanout

extension Transfer {
    func setWebhookOptions(_ options: inout EasyOptions) {
        options.set(CURLOPT_PROTOCOLS_STR, settings.allowsHTTP ? "http,https" : "https")
        options.set(CURLOPT_DEFAULT_PROTOCOL, "https")
        options.set(CURLOPT_POST, 1)
        // One request at a time on a connection: what one endpoint does with it is no one else's.
        options.set(CURLOPT_HTTP_VERSION, Self.http11)
        options.set(CURLOPT_HTTP09_ALLOWED, 0)
        options.set(CURLOPT_MAXFILESIZE_LARGE, offset: settings.responseBytesMax)
        // Should the oldest idle connection be the mail server's: as long as its closing takes.
        options.set(CURLOPT_SERVER_RESPONSE_TIMEOUT, 1)
    }

    /// The macro `CURL_HTTP_VERSION_1_1`, an enumerator of a type without a name.
    private static let http11 = 2

    /// Headers that say where a message ends or who handles it; an endpoint's own are not asked.
    private static let framing: Set<String> = [
        "connection", "content-length", "expect", "host", "keep-alive", "proxy-authorization",
        "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade",
    ]

    func prepare(_ request: WebhookRequest, timeout: Duration) -> AttemptFailure? {
        guard request.headers.allSatisfy(\.isWellFormed),
            !request.headers.contains(where: { Self.framing.contains($0.name.lowercased()) })
        else { return .senderFault }
        var options = EasyOptions(easy)
        if let failure = use(request.tls, &options) { return failure }
        options.set(CURLOPT_URL, request.url)
        options.set(CURLOPT_TIMEOUT_MS, timeout.milliseconds)
        options.set(CURLOPT_LOW_SPEED_LIMIT, 0)
        options.set(CURLOPT_LOW_SPEED_TIME, 0)
        options.set(CURLOPT_POSTFIELDSIZE_LARGE, offset: request.body.count)
        options.set(CURLOPT_POSTFIELDS, pointer: load(request.body))
        options.set(
            CURLOPT_HTTPHEADER,
            list: lines.set(request.headers, without: absent(request.headers))
        )
        return options.isSound ? nil : .senderFault
    }

    /// What libcurl would add by itself: the request has the headers it was given.
    private func absent(_ headers: [HeaderField]) -> [String] {
        ["Accept", "Content-Type", "Expect"].filter { name in
            !headers.contains { $0.name.lowercased() == name.lowercased() }
        }
    }

    private func use(_ tls: ClientTLS?, _ options: inout EasyOptions) -> AttemptFailure? {
        course.namesAuthorities = tls?.authorities != nil
        guard tls != self.tls else { return nil }
        guard tls?.isWellFormed ?? true, tls == nil || settings.tlsFolder != nil else {
            return .clientCertificateUnusable
        }
        let folder = settings.tlsFolder ?? ""
        options.set(CURLOPT_SSLCERT, tls?.certificate.map { "\(folder)/\($0)" })
        options.set(CURLOPT_SSLKEY, tls?.key.map { "\(folder)/\($0)" })
        options.set(CURLOPT_CAINFO, tls?.authorities.map { "\(folder)/\($0)" } ?? authorities)
        self.tls = tls
        return nil
    }
}
