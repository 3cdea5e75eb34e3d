import Fanout
import JSON
import Messaging
import Testing

@Suite("Subscriptions")
struct SubscriptionTests {
    static let now = Timestamp(seconds: 1_795_000_000)
    static let box = try! SecretBox(keys: [("k1", [UInt8](repeating: 7, count: 32))])

    static func sample() throws -> Subscription {
        Subscription(
            id: "sub_mat",
            owner: .register("MAT"),
            description: "Matriklens driftsvagt",
            channel: .webhook(
                WebhookEndpoint(
                    url: "https://hooks.example.dk/incidents",
                    secrets: [
                        SigningSecret(
                            scheme: .v1,
                            sealed: try box.seal([UInt8](repeating: 1, count: 24), for: "sub_mat"),
                            created: now,
                            until: now.adding(seconds: 60)
                        ),
                        SigningSecret(
                            scheme: .v1a,
                            sealed: try box.seal([UInt8](repeating: 2, count: 32), for: "sub_mat"),
                            created: now
                        ),
                    ],
                    headers: [
                        SealedHeader("Authorization", try box.seal([65, 66], for: "sub_mat"))
                    ],
                    tls: ClientTLS(certificate: "mat.pem", key: "mat.key")
                )
            ),
            filter: EventFilter(types: ["incident.release.*"], registers: ["MAT"]),
            status: .disabled(reason: "Endpointet svarede 410."),
            limits: DeliveryLimits(timeout: .seconds(5), retries: [.zero, .seconds(5)]),
            requests: [DeliveryRequest(number: 3, at: now, kind: .recover(since: now))],
            created: now,
            revision: 4
        )
    }

    @Test func `a subscription reads back as it was written`() throws {
        let parser = JSONParser()
        var mail = try Self.sample()
        mail.channel = .mail("vagt@example.dk")
        mail.status = .paused
        mail.request(.test, at: Self.now)
        mail.request(.resend("dlv_1"), at: Self.now)
        for subscription in [try Self.sample(), mail] {
            #expect(Subscription(json: try parser.parse(subscription.json)) == subscription)
        }
    }

    @Test func `a secret opens for its own subscription and key only`() throws {
        let sealed = try Self.box.seal([1, 2, 3], for: "a")
        #expect(try Self.box.open(sealed, for: "a") == [1, 2, 3])
        #expect(throws: SecretFault.notOpened) { try Self.box.open(sealed, for: "b") }
        let other = try SecretBox(keys: [("k2", [UInt8](repeating: 7, count: 32))])
        #expect(throws: SecretFault.keyUnknown) { try other.open(sealed, for: "a") }
        let text = try #require(Sealed(text: sealed.text))
        #expect(try Self.box.open(text, for: "a") == [1, 2, 3])
    }

    @Test func `a new key first in the file seals, and the old one still opens`() throws {
        let old = Base64.encode([UInt8](repeating: 7, count: 32))
        let new = Base64.encode([UInt8](repeating: 9, count: 32))
        let box = try SecretBox(keyFile: "# keys\nk2 \(new)\nk1 \(old)\n")
        let sealed = try Self.box.seal([5], for: "a")
        #expect(try box.open(sealed, for: "a") == [5])
        #expect(try box.seal([5], for: "a").keyID == "k2")
        #expect(throws: SecretFault.keyMalformed) { try SecretBox(keyFile: "k1 AAAA\n") }
        #expect(throws: SecretFault.noKey) { try SecretBox(keyFile: "") }
    }

    @Test func `a verdict on the endpoint holds until its owner writes again`() throws {
        let parser = JSONParser()
        var table = SubscriptionTable()
        var subscription = try Self.sample()
        subscription.status = .active
        func write() {
            table.apply(key: Array("sub_mat".utf8), value: subscription.json, using: parser)
        }
        write()
        let verdict = EndpointVerdict(
            subscription: "sub_mat",
            revision: 4,
            reason: "410",
            at: Self.now
        )
        table.apply(key: Array(verdict.key.utf8), value: verdict.json, using: parser)
        #expect(table["sub_mat"]?.status == .disabled(reason: "410"))
        subscription.revision = 5
        write()
        #expect(table["sub_mat"]?.status == .active)
        table.apply(key: Array("sub_mat".utf8), value: nil, using: parser)
        #expect(table["sub_mat"] == nil)
    }
}
