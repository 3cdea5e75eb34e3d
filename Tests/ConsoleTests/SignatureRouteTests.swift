import Console
import Fanout
import Messaging
import Testing

@Suite struct SignatureRouteTests {
    private static let body = #"{"test": 2432232314}"#

    private func ask(
        secret: String,
        signature: String,
        timestamp: String = "1614265330",
        body: String = body,
        at: String? = "2021-02-25T15:02:10Z"
    ) async throws -> Answer {
        func quoted(_ text: String) -> String {
            "\"" + text.replacing("\"", with: "\\\"") + "\""
        }
        let when = at.map { #", "at": "\#($0)""# } ?? ""
        return await (try ConsoleFixture()).ask(
            "POST",
            "/v1/signatures/verify",
            as: ConsoleFixture.token(.portal, .reader),
            body: """
                {"headers": {"webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
                "webhook-timestamp": \(quoted(timestamp)),
                "webhook-signature": \(quoted(signature))},
                "body": \(quoted(body)), "secret": \(quoted(secret))\(when)}
                """
        )
    }

    private static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    private static let signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="

    @Test func `the published vector is valid, and nothing else is`() async throws {
        let good = try await ask(secret: Self.secret, signature: Self.signature)
        #expect(good.text == #"{"valid":true}"#)
        let rotated = try await ask(secret: Self.secret, signature: "v1,AAAA \(Self.signature)")
        #expect(rotated.at("/valid") == "true")
        for (answer, code) in [
            (
                try await ask(
                    secret: Self.secret,
                    signature: Self.signature,
                    body: Self.body + " "
                ), "signature-wrong"
            ),
            (
                try await ask(secret: Self.secret, signature: Self.signature, at: nil),
                "timestamp-old"
            ),
            (
                try await ask(
                    secret: Self.secret,
                    signature: Self.signature,
                    at: "2021-02-25T14:00:00Z"
                ), "timestamp-ahead"
            ),
            (
                try await ask(
                    secret: Self.secret,
                    signature: Self.signature,
                    timestamp: "1614265330.0"
                ), "timestamp-malformed"
            ),
        ] {
            #expect(answer.status == 200)
            #expect(answer.at("/valid") == "false")
            #expect(answer.at("/code") == code)
            #expect(answer.at("/detail") != nil)
        }
    }

    @Test func `an Ed25519 signature is checked by the public key`() async throws {
        let open = try #require(WebhookSecret(.v1a, bytes: [UInt8](repeating: 3, count: 32)))
        let content = WebhookSignature.content(
            id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
            seconds: 1_614_265_330,
            body: Array(Self.body.utf8)
        )
        let signature = try #require(open.signature(of: content))
        let text = open.textForReceiver
        #expect(try await ask(secret: text, signature: signature).at("/valid") == "true")
        let wrong = try await ask(secret: text, signature: Self.signature)
        #expect(wrong.at("/code") == "signature-wrong")
        let old = try await ask(secret: text, signature: signature, at: nil)
        #expect(old.at("/code") == "timestamp-old")
    }

    @Test(arguments: ["whsec_", "whsec_AAAA", "secret", "whpk_AAAA", "whsk_x"])
    func `what is no secret is told so, and not repeated`(secret: String) async throws {
        let answer = try await ask(secret: secret, signature: Self.signature)
        #expect(answer.pointers == ["/secret"])
        #expect(!answer.text.contains("AAAA"))
    }
}
