package import Incidents
package import StrictYAML

/// Everything the broker is told, read once and whole.
package struct BrokerConfiguration: Equatable, Sendable {
    package struct PartyDialects: Equatable, Sendable {
        /// Tried in this order.
        package var accepts: [String]
        /// A dialect's name, or `same`: the one the incident was reported in.
        package var answers: String
    }

    package var application: String
    package var bootstrap: String
    /// Any librdkafka setting; a secret is named by file (`sasl.password.file`).
    package var kafkaSettings: [String: String]
    package var partitions: Int32
    package var replication: Int
    package var policyFiles: [String]
    package var dialectFolder: String
    package var schemaFolder: String
    package var messageBytesMax: Int
    package var batchMax: Int
    package var itsm: PartyDialects
    package var portal: PartyDialects
    package var spoc: PartyDialects
    package var registers: PartyDialects
    package var fanout: FanoutConfiguration
    package var console: ConsoleConfiguration

    package func dialects(of party: Party) -> PartyDialects {
        switch party {
        case .itsm: itsm
        case .portal: portal
        case .spoc: spoc
        case .register: registers
        case .broker: preconditionFailure("the broker's own commands are never translated")
        }
    }

    /// Reads a configuration; nil, or errors among the diagnostics, when it can't be used.
    package static func load(
        text: String,
        file: String
    ) -> (BrokerConfiguration?, [Diagnostic]) {
        let reader = YAMLReader(file: file, text: text)
        let configuration = reader.read(shape)
        return (reader.hasErrors ? nil : configuration, reader.diagnostics)
    }
}

extension BrokerConfiguration {
    private static var shape: YAMLShape<BrokerConfiguration> {
        .mapping { root in
            let application = root.optional(
                "application",
                .string,
                default: "incident-broker"
            )
            let kafka = root.optional("kafka", kafkaShape, default: ("", [:]))
            let topics = root.optional("topics", topicShape, default: (6, 1))
            let files = root.optional("files", fileShape, default: Files())
            let limits = root.optional("limits", limitShape, default: (1 << 20, 500))
            let parties = root.optional("parties", partyShape, default: Parties())
            let fanout = root.optional(
                "fanout",
                FanoutConfiguration.shape,
                default: FanoutConfiguration()
            )
            let console = root.optional(
                "console",
                ConsoleConfiguration.shape,
                default: ConsoleConfiguration()
            )
            return BrokerConfiguration(
                application: application,
                bootstrap: kafka.0,
                kafkaSettings: kafka.1,
                partitions: Int32(topics.0),
                replication: topics.1,
                policyFiles: files.policy,
                dialectFolder: files.dialects,
                schemaFolder: files.schemas,
                messageBytesMax: limits.0,
                batchMax: limits.1,
                itsm: parties.itsm,
                portal: parties.portal,
                spoc: parties.spoc,
                registers: parties.registers,
                fanout: fanout,
                console: console
            )
        }
    }

    private static var kafkaShape: YAMLShape<(String, [String: String])> {
        .mapping { kafka in
            (
                kafka.optional("bootstrap", .string, default: ""),
                kafka.optional("settings", settingsShape, default: [:])
            )
        }
    }

    /// A librdkafka setting is text, whatever it looks like in YAML.
    private static var settingsShape: YAMLShape<[String: String]> {
        let text = YAMLShape<YAMLNode>.any.checked("a single value") { $0.scalar?.text }
        return YAMLShape<[(key: YAMLKey, value: String)]>.dictionary(of: text)
            .map { pairs in pairs.reduce(into: [:]) { $0[$1.key.text] = $1.value } }
    }

    private static var topicShape: YAMLShape<(Int, Int)> {
        .mapping { topics in
            (
                topics.optional("partitions", .integer(in: 1...1000), default: 6),
                topics.optional("replication", .integer(in: 1...9), default: 1)
            )
        }
    }

    private static var limitShape: YAMLShape<(Int, Int)> {
        .mapping { limits in
            (
                limits.optional(
                    "messageBytesMax",
                    .integer(in: 1024...(8 << 20)),
                    default: 1 << 20
                ),
                limits.optional("batchMax", .integer(in: 1...10_000), default: 500)
            )
        }
    }

    private struct Files {
        var policy = ["deploy/policy/datafordeler.yaml"]
        var dialects = "deploy/dialects"
        var schemas = "Schemas"
    }

    private static var fileShape: YAMLShape<Files> {
        .mapping { mapping in
            let defaults = Files()
            return Files(
                policy: mapping.optional(
                    "policy",
                    .oneOrMore(of: .string),
                    default: defaults.policy
                ),
                dialects: mapping.optional("dialects", .string, default: defaults.dialects),
                schemas: mapping.optional("schemas", .string, default: defaults.schemas)
            )
        }
    }

    private struct Parties {
        var itsm = PartyDialects(accepts: ["canonical", "jira", "servicenow"], answers: "same")
        var portal = PartyDialects(accepts: ["canonical", "portal"], answers: "same")
        var spoc = PartyDialects(accepts: ["canonical", "tmf621"], answers: "canonical")
        var registers = PartyDialects(accepts: ["canonical"], answers: "canonical")
    }

    private static var partyShape: YAMLShape<Parties> {
        .mapping { mapping in
            let defaults = Parties()
            return Parties(
                itsm: mapping.optional("itsm", dialectShape, default: defaults.itsm),
                portal: mapping.optional("portal", dialectShape, default: defaults.portal),
                spoc: mapping.optional("spoc", dialectShape, default: defaults.spoc),
                registers: mapping.optional(
                    "registers",
                    dialectShape,
                    default: defaults.registers
                )
            )
        }
    }

    private static var dialectShape: YAMLShape<PartyDialects> {
        .mapping { mapping in
            let accepts = mapping.required("accepts", .oneOrMore(of: .string))
            let answers = mapping.optional("answers", .string, default: "same")
            return accepts.map { PartyDialects(accepts: $0, answers: answers) }
        }
    }
}
