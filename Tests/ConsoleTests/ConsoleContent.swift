import Console
import Fanout
import JSON
import Messaging

/// What stands behind the port in these tests.
extension InMemoryBackend.Content {
    static func subscription(
        _ id: String,
        _ owner: SubscriptionOwner,
        status: SubscriptionStatus = .active
    ) throws -> Subscription {
        let box = try SecretBox(keys: [("k1", ConsoleFixture.secretKey)])
        let sealed = try box.seal([UInt8](repeating: 1, count: 32), for: id)
        return Subscription(
            id: id,
            owner: owner,
            channel: .webhook(
                WebhookEndpoint(
                    url: "https://hooks.example.dk/in",
                    secrets: [
                        SigningSecret(scheme: .v1, sealed: sealed, created: ConsoleFixture.now)
                    ],
                    headers: [SealedHeader("x-key", sealed)]
                )
            ),
            status: status,
            created: ConsoleFixture.now
        )
    }

    /// A subscription for every owner, `sub-0` to `sub-4` in their order.
    ///
    /// Each has one delivery parked of `itsm-P` and two waiting of `itsm-W`.
    static func ofEverybody() throws -> Self { try everybody.get() }

    private static let everybody = Result { try makeEverybody() }

    private static func makeEverybody() throws -> Self {
        var content = Self()
        for (position, owner) in ConsoleFixture.owners.enumerated() {
            let id = "sub-\(position)"
            content.subscriptions[id] = try subscription(id, owner)
            var parked = Lane()
            _ = parked.queue(delivery(1), at: ConsoleFixture.now)
            parked.begin()
            parked.parkHead(at: ConsoleFixture.now, failure: "http-500")
            content.lanes[LaneKey(target: id, incident: "itsm-P")] = parked
            var waiting = Lane()
            _ = waiting.queue(delivery(1), at: ConsoleFixture.now)
            _ = waiting.queue(delivery(2), at: ConsoleFixture.now)
            content.lanes[LaneKey(target: id, incident: "itsm-W")] = waiting
            content.attempts[id] = (1...5).map { number in
                AttemptRow(
                    position: Int64(number),
                    delivery: parkedDelivery(id),
                    incident: "itsm-P",
                    sequence: 1,
                    event: "acknowledged",
                    number: number,
                    at: ConsoleFixture.now.adding(seconds: Int64(number)),
                    duration: .milliseconds(120),
                    code: "http-500"
                )
            }
        }
        content.events["itsm-1"] = story("itsm-1")
        return content
    }

    static func delivery(_ sequence: Int64, at: Timestamp = ConsoleFixture.now) -> Delivery {
        Delivery(
            sequence: sequence,
            name: "acknowledged",
            at: at,
            by: "spoc",
            status: "acknowledged",
            priority: IncidentEvent.Priority(category: "B", expedited: false)
        )
    }

    static func parkedDelivery(_ subscription: String) -> String {
        Delivery.id(lane: LaneKey(target: subscription, incident: "itsm-P"), sequence: 1)
    }

    /// Reported by Aarhus Kommune in the authority's tool, concerning MAT.
    static func story(_ incident: String) -> [IncidentEvent] {
        func event(_ name: String, _ sequence: Int64) -> IncidentEvent {
            IncidentEvent(
                incident: incident,
                name: name,
                sequence: sequence,
                at: ConsoleFixture.now.adding(seconds: sequence),
                by: "spoc"
            )
        }
        var reported = event("reported", 1)
        reported.number = String(incident.drop { $0 != "-" }.dropFirst())
        reported.system = String(incident.prefix { $0 != "-" })
        reported.status = "registered"
        reported.registers = ["MAT"]
        reported.priority = IncidentEvent.Priority(category: "B", expedited: false)
        reported.reporter = IncidentEvent.Reporter(
            organisation: "Aarhus Kommune",
            email: "person@example.dk",
            callback: nil
        )
        var acknowledged = event("acknowledged", 2)
        acknowledged.status = "acknowledged"
        var secret = event("note-added", 3)
        secret.isNoteInternal = true
        var note = event("note-added", 4)
        note.note = String(repeating: "lang tekst ", count: 3_000)
        var resolved = event("resolution-proposed", 6)
        resolved.status = "resolved"
        return [reported, acknowledged, secret, note, event("clock-warned", 5), resolved]
    }
}
