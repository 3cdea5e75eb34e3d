import Broker
import Fanout
import JSON
import Messaging
import SimulatedKafka
import Streaming

/// The fan-out over the in-memory Kafka, with receivers that do what a test says, stepped by
/// hand.
final class FanoutWorld {
    static let start = Timestamp(milliseconds: 1_795_420_800_000)
    static let secret = Array("0123456789abcdefghijklmnopqrstuv".utf8)
    static let callbackSecret = WebhookSecret(.v1, bytes: secret)

    /// What a receiver saw.
    struct Arrival {
        let url: String
        let id: String
        let body: [UInt8]
        let headers: [HeaderField]
        let at: Timestamp
        let isAccepted: Bool

        func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
    }

    let cluster: SimulatedCluster
    let partitions: Int32
    var settings = FanoutSettings()
    var arrivals: [Arrival] = []
    var mails: [MailRequest] = []
    /// What each receiver answers; by default that all is well.
    var answer: (_ url: String, _ id: String) -> ScriptedSender.Answer = { _, _ in .status(200) }
    var answerMail: (MailRequest) -> ScriptedSender.Answer = { _ in .status(250) }

    convenience init(partitions: Int32 = 1, checksGenerations: Bool = true) {
        self.init(
            SimulatedCluster(now: Self.start, checksGenerations: checksGenerations),
            partitions: partitions
        )
    }

    /// Over a cluster that may have some of its topics already.
    init(_ cluster: SimulatedCluster, partitions: Int32) {
        self.partitions = partitions
        self.cluster = cluster
        let topics = [
            BrokerTopic.events, BrokerTopic.deliveries, BrokerTopic.attempts,
            BrokerTopic.subscriptions, BrokerTopic.commands, BrokerTopic.notices,
            BrokerTopic.deadLetters, "itsm.updates", "portal.updates", "spoc.incidents",
        ]
        for topic in topics where cluster.topics[topic] == nil {
            cluster.createTopic(topic, partitions: partitions)
        }
        if cluster.topics[BrokerTopic.ledger] == nil {
            cluster.createTopic(BrokerTopic.ledger, partitions: 1)
        }
        settings.box = try? SecretBox(keys: [("k1", Self.secret)])
        settings.callbackSecret = Self.callbackSecret
        settings.home = "https://broker.example.dk"
        settings.partitions = partitions
        settings.topics = Set(topics)
        settings.reporters.callbacks.hosts = ["itsm": ["*.example.dk"]]
    }

    // MARK: - Processes

    /// One process of the fan-out: its own sender, its own view of the subscriptions.
    final class Process {
        let worker: StreamWorker
        let stage: FanoutStage
        let subscriptions = SharedSubscriptions()
        private let cluster: SimulatedCluster
        private var read: [Int32: Int64] = [:]

        init(_ world: FanoutWorld, _ channel: SimulatedChannel, instance: String) throws {
            cluster = world.cluster
            let cluster = world.cluster
            let sender = ScriptedSender(
                clock: { cluster.now },
                script: { [unowned world] in world.receive($0) }
            )
            stage = FanoutStage(
                settings: world.settings,
                subscriptions: subscriptions,
                desk: InlineDesk(sender)
            )
            worker = try StreamWorker(
                settings: world.workerSettings(instance),
                channel: channel,
                stage: stage,
                seed: 1,
                clock: { cluster.now },
                observe: { _ in }
            )
            feed()
        }

        /// Reads on in the topic of subscriptions.
        func feed() {
            for partition in 0..<(cluster.topics[BrokerTopic.subscriptions] ?? 0) {
                let position = TopicPartition(BrokerTopic.subscriptions, partition)
                let records = cluster.read(position)
                    .filter { $0.offset >= read[partition, default: 0] }
                subscriptions.apply(records)
                read[partition] = (records.last?.offset).map { $0 + 1 } ?? read[partition]
            }
        }

        func step() throws -> StreamWorker.Progress {
            feed()
            return try worker.step()
        }
    }

    func process(_ channel: SimulatedChannel? = nil, instance: String = "a") throws -> Process {
        try Process(
            self,
            channel ?? SimulatedChannel(cluster: cluster),
            instance: instance
        )
    }

    var batchMax = 50

    func workerSettings(_ instance: String) -> WorkerSettings {
        var settings = WorkerSettings(
            application: "sim",
            stage: StageName.fanout,
            instance: instance,
            topics: [BrokerTopic.events],
            changelog: BrokerTopic.deliveries,
            ledger: BrokerTopic.ledger,
            outputs: [BrokerTopic.attempts, BrokerTopic.notices]
        )
        settings.batchMax = batchMax
        settings.pollTimeout = .zero
        settings.fenceGrace = .milliseconds(100)
        return settings
    }

    private func receive(_ request: AttemptRequest) -> ScriptedSender.Answer {
        switch request.kind {
        case .mail(let mail):
            mails.append(mail)
            return answerMail(mail)
        case .webhook(let webhook):
            let id = webhook.headers.first { $0.name == "webhook-id" }?.value ?? ""
            let answer = answer(webhook.url, id)
            var isAccepted = false
            if case .response(let response) = answer.outcome {
                isAccepted = (200...299).contains(response.status)
            }
            arrivals.append(
                Arrival(
                    url: webhook.url,
                    id: id,
                    body: webhook.body,
                    headers: webhook.headers,
                    at: cluster.now,
                    isAccepted: isAccepted
                )
            )
            return answer
        }
    }

    /// Steps until nothing is left to do at this moment, then lets `seconds` pass, in turns.
    func run(_ process: Process, seconds: Int64 = 0) throws {
        let end = cluster.now.adding(seconds: seconds)
        while true {
            var quiet = 0
            for _ in 0..<5_000 where quiet < 3 {
                quiet = try process.step() == .idle ? quiet + 1 : 0
            }
            guard cluster.now < end else { return }
            let pause = process.stage.patience(at: cluster.now).map(\.milliseconds) ?? 1_000
            cluster.now = min(end, cluster.now.adding(milliseconds: max(20, min(1_000, pause))))
        }
    }

    // MARK: - What is written

    func subscribe(
        _ id: String,
        _ url: String,
        owner: SubscriptionOwner = .itsm,
        _ change: (inout Subscription) -> Void = { _ in }
    ) throws {
        let box = try SecretBox(keys: [("k1", Self.secret)])
        var subscription = Subscription(
            id: id,
            owner: owner,
            channel: .webhook(
                WebhookEndpoint(
                    url: url,
                    secrets: [
                        SigningSecret(
                            scheme: .v1,
                            sealed: try box.seal(Self.secret, for: id),
                            created: Self.start
                        )
                    ]
                )
            ),
            created: Self.start
        )
        change(&subscription)
        write(subscription)
    }

    func write(_ subscription: Subscription) {
        cluster.append(
            ProducedRecord(
                topic: BrokerTopic.subscriptions,
                key: Array(subscription.id.utf8),
                value: subscription.json
            )
        )
    }

    func event(
        _ incident: String,
        _ sequence: Int64,
        _ name: String = "note-added",
        _ members: String = #""note":{"visibility":"public","text":"Vi leder."}"#
    ) {
        let body = """
            {"incident":"\(incident)","sequence":\(sequence),"at":"\(cluster.now.rfc3339)",\
            "by":"spoc","status":"in-progress",\(members)}
            """
        cluster.append(
            ProducedRecord(
                topic: BrokerTopic.events,
                key: Array(incident.utf8),
                value: Array(body.utf8),
                headers: [Header("ce_type", "dk.datafordeler.incident.\(name).v1")]
            )
        )
    }

    func read(_ topic: String) -> [ConsumedRecord] {
        (0..<(cluster.topics[topic] ?? 0)).flatMap { cluster.read(TopicPartition(topic, $0)) }
    }

    /// The last record of each key.
    func state(_ topic: String = BrokerTopic.deliveries) -> [String: ConsumedRecord] {
        read(topic).reduce(into: [:]) { $0[String(decoding: $1.key ?? [], as: UTF8.self)] = $1 }
    }

    func lane(_ key: String) -> Lane? {
        guard let value = state()[key]?.value else { return nil }
        return withExtendedLifetime(JSONParser()) { parser in
            (try? parser.parse(value)).flatMap(Lane.init(json:))
        }
    }

    func texts(_ topic: String) -> [String] {
        read(topic).map { String(decoding: $0.value ?? [], as: UTF8.self) }
    }
}

extension ConsumedRecord {
    /// A member of its JSON, as text.
    func text(_ member: String) -> String? {
        guard let value else { return nil }
        return withExtendedLifetime(JSONParser()) { parser in
            let json = (try? parser.parse(value))?[member]
            return json?.string ?? json?.integer.map(String.init)
        }
    }
}
