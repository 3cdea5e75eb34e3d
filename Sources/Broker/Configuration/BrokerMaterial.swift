package import Incidents
package import KafkaChannel
package import Messaging
package import PolicyFile
package import StrictYAML
package import Streaming
package import Translation

/// Everything the stages obey: policy, dialects and contracts, loaded, linted and frozen.
package struct BrokerMaterial: Sendable {
    /// Deepest nesting of a message's JSON.
    package static let nestingMax = 64

    package let configuration: BrokerConfiguration
    /// The versions of the policy, each in force in its time.
    package let policies: PolicyBook
    package let plan: TopicPlan
    package let contracts: ContractSet
    private let parties: [String: Party]
    private let sets: [Party: TranslatorSet]
    private let answers: [Party: AnswerDialect]

    /// How a party is answered.
    private enum AnswerDialect {
        case same
        case canonical
        case named(Translator)
    }

    /// Loads and checks everything; nil when something is wrong, with every fault told.
    package static func load(
        _ configuration: BrokerConfiguration,
        home: String
    ) -> (BrokerMaterial?, [Diagnostic]) {
        var loading = MaterialLoading(configuration: configuration, home: home)
        let loaded = loading.load()
        return (loaded.map { BrokerMaterial(configuration, $0) }, loading.diagnostics)
    }

    private init(_ configuration: BrokerConfiguration, _ loaded: MaterialLoading.Loaded) {
        self.configuration = configuration
        policies = loaded.policies
        contracts = loaded.contracts
        let codes = policies.registerCodes
        plan = TopicPlan(registers: codes, partitions: configuration.partitions)
        let all: [Party] = [.itsm, .portal, .spoc] + codes.map(Party.register)
        parties = all.reduce(into: [:]) { $0[$1.inputTopic] = $1 }
        sets = all.reduce(into: [:]) { sets, party in
            let names = configuration.dialects(of: party).accepts
            sets[party] = TranslatorSet(names.compactMap { loaded.translators[$0] })
        }
        answers = all.reduce(into: [:]) { answers, party in
            switch configuration.dialects(of: party).answers {
            case "same": answers[party] = .same
            case "canonical": answers[party] = .canonical
            case let name: answers[party] = loaded.translators[name].map(AnswerDialect.named)
            }
        }
    }

    package var messageBytesMax: Int { configuration.messageBytesMax }

    /// Room for what we add to the largest message.
    package var recordBytesMax: Int { 2 * configuration.messageBytesMax + (64 << 10) }

    /// A dead letter holds the original whole unless that alone is over the limit by far.
    package var deadLetterBytesMax: Int { configuration.messageBytesMax * 2 }

    /// The version that is the last to come into force: what tools show when no moment is meant.
    package var policy: Policy { policies.newest }

    /// The version that judges what is received, or due, at a moment (principle 19).
    package func policy(at moment: Timestamp) -> Policy { policies.judging(at: moment) }

    package func clockSkewSeconds(at moment: Timestamp) -> Int64 {
        policy(at: moment).settings.clockSkewSeconds
    }

    package func party(writingTo topic: String) -> Party? {
        parties[topic]
    }

    package func translators(of party: Party) -> TranslatorSet {
        sets[party] ?? TranslatorSet([])
    }

    /// The translator a party is answered with; nil: in the canonical form.
    package func answering(_ party: Party, dialect: String?) -> Translator? {
        switch answers[party] {
        case .same:
            guard let dialect, dialect != "canonical" else { return nil }
            return sets[party]?.translator(named: dialect)
        case .named(let translator): return translator
        case .canonical, nil: return nil
        }
    }

    // MARK: - The runtime

    package var topicDefinitions: [TopicDefinition] {
        plan.topics.map { topic in
            TopicDefinition(
                topic.name,
                partitions: topic.partitions,
                replicas: Int32(configuration.replication),
                configuration: topic.configs(messageBytesMax: recordBytesMax + (64 << 10))
            )
        }
    }

    /// The stages a process runs when it is not told.
    package var stageNames: [String] {
        configuration.fanout.isEnabled ? StageName.all : StageName.pipeline
    }

    /// A stage of the pipeline; the fan-out needs a sender and is made by `FanoutParts`.
    package func stage(_ name: String) -> any Stage {
        name == StageName.intake ? IntakeStage(material: self) : CaseStage(material: self)
    }

    package func workerSettings(stage: String, instance: String) -> WorkerSettings {
        var settings = WorkerSettings(
            application: configuration.application,
            stage: stage,
            instance: instance,
            topics: plan.inputs(of: stage),
            changelog: plan.changelog(of: stage),
            ledger: BrokerTopic.ledger,
            outputs: plan.outputs(of: stage)
        )
        settings.batchMax = configuration.batchMax
        settings.recordBytesMax = recordBytesMax
        return settings
    }
}

extension BrokerConfiguration {
    /// Checked settings for Kafka clients; `bootstrap` overrides the address.
    package func kafkaSettings(
        bootstrap address: String? = nil
    ) throws(KafkaSettingsRefusal) -> KafkaSettings {
        try KafkaSettings(
            bootstrapServers: address ?? bootstrap,
            clientID: String(application.prefix(32)),
            recordBytesMax: 2 * messageBytesMax + (128 << 10),
            settings: kafkaSettings
        )
    }
}
