import Fanout
import Messaging
import Testing

@Suite("Webhook signatures")
struct WebhookSignatureTests {
    static let now = Timestamp(seconds: 1_614_265_330)
    static let body = Array(#"{"test": 2432232314}"#.utf8)
    static let id = "msg_p5jXN8AQM9LWM0D4loKWxJek"

    private func secret(_ text: String) throws -> WebhookSecret {
        try #require(WebhookSecret(text: text))
    }

    @Test func `the published vector matches`() throws {
        let secret = try secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
        let headers = WebhookSignature.headers(
            id: Self.id,
            at: Self.now,
            body: Self.body,
            secrets: [secret]
        )
        #expect(
            headers == [
                HeaderField("webhook-id", Self.id),
                HeaderField("webhook-timestamp", "1614265330"),
                HeaderField(
                    "webhook-signature",
                    "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
                ),
            ]
        )
    }

    @Test func `while a secret is rotated both sign, and a receiver with either is content`() throws
    {
        let old = try secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
        let new = try secret("whsec_" + Base64.encode([UInt8](repeating: 5, count: 64)))
        let edwards = try secret("whsk_" + Base64.encode([UInt8](repeating: 6, count: 32)))
        let headers = try #require(
            WebhookSignature.headers(
                id: Self.id,
                at: Self.now,
                body: Self.body,
                secrets: [old, new, edwards]
            )
        )
        let signature = headers[2].value
        let schemes: [Substring] = signature.split(separator: " ").map { one in
            one.prefix { $0 != "," }
        }
        #expect(schemes == ["v1", "v1", "v1a"])
        for receiver in [old, new, edwards] {
            #expect(verify(signature, [receiver]) == nil)
        }
        let stranger = try secret("whsec_" + Base64.encode([UInt8](repeating: 7, count: 24)))
        #expect(verify(signature, [stranger]) == .signatureWrong)
    }

    private func verify(
        _ signature: String,
        _ secrets: [WebhookSecret],
        timestamp: String = "1614265330",
        body: [UInt8] = Self.body,
        at now: Timestamp = Self.now
    ) -> WebhookSignature.Fault? {
        WebhookSignature.verify(
            id: Self.id,
            timestamp: timestamp,
            signature: signature,
            body: body,
            secrets: secrets,
            at: now
        )
    }

    @Test func `no flipped bit of body, id or signature goes through`() throws {
        let secrets = [
            try secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
            try secret("whsk_" + Base64.encode([UInt8](repeating: 6, count: 32))),
        ]
        for secret in secrets {
            let content = WebhookSignature.content(
                id: Self.id,
                seconds: Self.now.seconds,
                body: Self.body
            )
            let good = try #require(secret.signature(of: content))
            #expect(secret.accepts(good, of: content))
            for index in content.indices {
                for bit in 0..<8 {
                    var spoilt = content
                    spoilt[index] ^= 1 << UInt8(bit)
                    #expect(!secret.accepts(good, of: spoilt))
                }
            }
            let comma = try #require(good.firstIndex(of: ","))
            let raw = try #require(Base64.decode(String(good[good.index(after: comma)...])))
            for index in raw.indices {
                var spoilt = raw
                spoilt[index] ^= 1
                #expect(!secret.accepts(good[...comma] + Base64.encode(spoilt), of: content))
            }
        }
    }

    @Test func `a timestamp more than five minutes off is refused`() throws {
        let secret = try secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
        let signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
        #expect(verify(signature, [secret], at: Self.now.adding(seconds: 300)) == nil)
        #expect(verify(signature, [secret], at: Self.now.adding(seconds: 301)) == .timestampOld)
        #expect(verify(signature, [secret], at: Self.now.adding(seconds: -301)) == .timestampAhead)
        #expect(verify(signature, [secret], timestamp: "1614265330.5") == .timestampMalformed)
    }

    @Test(arguments: ["whsec_AAAA", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsk_AAAA", "whsec_!"])
    func `what is no secret is refused`(text: String) {
        #expect(WebhookSecret(text: text) == nil)
    }

    @Test func `a secret never prints itself`() throws {
        let secret = try secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
        #expect("\(secret)" == "<secret>")
        #expect("\(HeaderField("Authorization", "Bearer x"))" == "Authorization: <secret>")
    }
}
