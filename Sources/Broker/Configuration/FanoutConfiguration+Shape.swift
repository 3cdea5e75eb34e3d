internal import Fanout
internal import Messaging
internal import StrictYAML

extension FanoutConfiguration {
    static var shape: YAMLShape<FanoutConfiguration> {
        .mapping { mapping in
            var fanout = FanoutConfiguration()
            fanout.isEnabled = mapping.optional("enabled", .bool, default: false)
            fanout.key = mapping.optional("key", secretShape, default: Secret())
            fanout.callbacks = mapping.optional(
                "callbacks",
                callbackShape,
                default: CallbackRules()
            )
            fanout.callbackKey = mapping.optional("callbackKey", secretShape, default: Secret())
            fanout.callbacks.httpsOnly = mapping.optional("httpsOnly", .bool, default: true)
            fanout.networks = mapping.optional("networks", .list(of: .network), default: [])
            fanout.tlsFolder = mapping.optional("tlsFolder", .string, default: "")
            fanout.authoritiesFile = mapping.optional("authoritiesFile", .string, default: "")
            fanout.mail = mapping.optional("mail", mailShape, default: Mail())
            fanout.limits = mapping.optional("limits", limitShape, default: DeliveryLimits())
            fanout.underWayMax = mapping.optional(
                "underWayMax",
                .integer(in: 1...65_536),
                default: fanout.underWayMax
            )
            fanout.since = mapping.optional(
                "since",
                .nullable(.moment),
                default: nil
            )
            fanout.home = mapping.optional("home", .orNothing(.link), default: "")
            fanout.subscriptions = mapping.optional(
                "subscriptions",
                .list(of: subscription),
                default: []
            )
            fanout.check(mapping.node)
            return fanout
        }
    }

    /// What can be told only when all of it is known.
    private func check(_ node: YAMLNode) {
        guard isEnabled else { return }
        let calls = callbacks.hosts.values.contains { !$0.isEmpty }
        if calls || !callbacks.registerHosts.isEmpty, !callbackKey.isNamed {
            node.error("callbacks are allowed, but 'callbackKey' names nothing to sign them with")
        }
        let hasWebhooks = subscriptions.contains { subscription in
            if case .webhook = subscription.channel { true } else { false }
        }
        if hasWebhooks, !key.isNamed {
            node.error("subscriptions have secrets, but 'key' names nothing to seal them with")
        }
        if mail.toReporters, mail.server.isEmpty || mail.sender.isEmpty {
            node.error("mail.toReporters wants mail.server and mail.sender")
        }
        if home.isEmpty { node.error("'home' is missing: links to long texts begin with it") }
    }

    private static var secretShape: YAMLShape<Secret> {
        .mapping("a mapping with 'file' or 'variable'") { mapping in
            var secret = Secret()
            secret.file = mapping.optional("file", .string, default: "")
            secret.variable = mapping.optional("variable", .string, default: "")
            if !secret.file.isEmpty, !secret.variable.isEmpty {
                mapping.node.error("either 'file' or 'variable', not both")
            }
            return secret
        }
    }

    private static var callbackShape: YAMLShape<CallbackRules> {
        .mapping { mapping in
            var rules = CallbackRules()
            let hosts = YAMLShape<[String]>.list(of: .host)
            let systems = YAMLShape<[(key: YAMLKey, value: [String])]>.dictionary(of: hosts)
            rules.hosts = mapping.optional("hosts", systems, default: [])
                .reduce(into: [:]) { $0[$1.key.text] = $1.value }
            rules.registerHosts = mapping.optional("registerHosts", hosts, default: [])
            return rules
        }
    }

    private static var mailShape: YAMLShape<Mail> {
        .mapping { mapping in
            var mail = Mail()
            mail.server = mapping.optional("server", .orNothing(.hostAndPort), default: "")
            mail.sender = mapping.optional("sender", .orNothing(.mailAddress), default: "")
            mail.security = mapping.optional(
                "security",
                .oneOf(Mail.Security.self),
                default: .starttls
            )
            mail.user = mapping.optional("user", .string, default: "")
            mail.passwordFile = mapping.optional("passwordFile", .string, default: "")
            mail.toReporters = mapping.optional("toReporters", .bool, default: false)
            return mail
        }
    }

    private static var limitShape: YAMLShape<DeliveryLimits> {
        .mapping { mapping in
            let waits = YAMLShape<[Int]>.list(
                of: .integer(in: 0...Int(DeliveryLimits.waitMax.components.seconds))
            ).checked("a list of 1 to \(DeliveryLimits.attemptsMax) waits, in seconds") {
                (1...DeliveryLimits.attemptsMax).contains($0.count) ? $0 : nil
            }
            return DeliveryLimits(
                timeout: mapping.optional("timeoutSeconds", .integer(in: 1...60))
                    .map { .seconds($0) },
                retries: mapping.optional("retrySeconds", waits)?.map { .seconds($0) },
                perSecond: mapping.optional(
                    "perSecond",
                    .integer(in: DeliveryLimits.perSecondRange)
                ),
                concurrency: mapping.optional(
                    "concurrency",
                    .integer(in: DeliveryLimits.concurrencyRange)
                )
            )
        }
    }

    private static var subscription: YAMLShape<ConfiguredSubscription> {
        .mapping("a subscription") { mapping in
            let id = mapping.required(
                "id",
                .subscriptionID
            )
            let owner = mapping.required(
                "owner",
                .subscriptionOwner
            )
            let url = mapping.optional("url", .link)
            let secretFile = mapping.optional("secretFile", .string)
            let mail = mapping.optional("mail", .mailAddress)
            let words = YAMLShape<[String]>.list(of: .string)
            let filter = EventFilter(
                types: mapping.optional("types", words, default: []),
                registers: mapping.optional("registers", words, default: []),
                categories: mapping.optional("categories", words, default: [])
            )
            let revision = mapping.optional("revision", .integer(in: 1...1_000_000), default: 1)
            let channel: ConfiguredSubscription.Channel
            switch (url, secretFile, mail) {
            case (let url?, let file?, nil): channel = .webhook(url: url, secretFile: file)
            case (nil, nil, let mail?): channel = .mail(mail)
            default:
                mapping.node.error("wanted 'url' and 'secretFile', or 'mail'")
                return nil
            }
            guard let id, let owner else { return nil }
            return ConfiguredSubscription(
                id: id,
                owner: owner,
                channel: channel,
                filter: filter,
                revision: Int64(revision)
            )
        }
    }
}
