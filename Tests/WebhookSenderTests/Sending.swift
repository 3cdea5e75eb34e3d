import Fanout
import Testing
import WebhookSender

extension SenderSettings {
    /// What a test's receiver on loopback needs: plain HTTP to 127.0.0.0/8.
    static var loopback: SenderSettings {
        var settings = SenderSettings()
        settings.allowsHTTP = true
        settings.allowedNetworks = [Network("127.0.0.0/8")!]
        return settings
    }
}

extension AttemptRequest {
    static func webhook(
        _ number: UInt64,
        _ url: String,
        headers: [HeaderField] = [],
        body: [UInt8] = Array("{}".utf8),
        tls: ClientTLS? = nil,
        timeout: Duration = .seconds(10)
    ) -> AttemptRequest {
        AttemptRequest(
            number: number,
            kind: .webhook(WebhookRequest(url: url, headers: headers, body: body, tls: tls)),
            timeout: timeout
        )
    }

    static func mail(
        _ number: UInt64,
        to recipient: String = "borger@example.dk",
        message: String = "Subject: x\r\n\r\ny\r\n",
        timeout: Duration = .seconds(10)
    ) -> AttemptRequest {
        let mail = MailRequest(
            sender: "broker@example.dk",
            recipient: recipient,
            message: Array(message.utf8)
        )
        return AttemptRequest(number: number, kind: .mail(mail), timeout: timeout)
    }
}

extension CurlSender {
    /// Makes one attempt and waits for its end.
    func attempt(_ request: AttemptRequest) throws -> AttemptResult {
        submit(request)
        let results = results(of: 1)
        #expect(results.map(\.number) == [request.number])
        return try #require(results.first)
    }

    /// What ends next, so many results, within 30 seconds.
    func results(of count: Int) -> [AttemptResult] {
        var results: [AttemptResult] = []
        let deadline = ContinuousClock.now + .seconds(30)
        while results.count < count, ContinuousClock.now < deadline {
            results += completed(wait: .milliseconds(200))
        }
        return results
    }
}

extension AttemptResult {
    var response: AttemptResponse? {
        if case .response(let response) = outcome { response } else { nil }
    }

    var status: Int? { response?.status }

    var failure: AttemptFailure? {
        if case .failed(let failure) = outcome { failure } else { nil }
    }
}
