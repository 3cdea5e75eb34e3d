package import Fanout
package import StrictYAML

internal import Foundation

/// Opens what the section `fanout` names: keys, and the subscriptions that stand there.
package struct FanoutLoading {
    package private(set) var settings = FanoutSettings()
    package private(set) var subscriptions: [Subscription] = []
    package private(set) var diagnostics: [Diagnostic] = []
    private let home: String
    private let file: String
    private let environment: [String: String]

    /// - Parameters:
    ///   - file: The configuration's name, for what is told of it.
    ///   - environment: The process's, for secrets named by variable.
    package init(
        _ material: BrokerMaterial,
        home: String,
        file: String = "",
        environment: [String: String]
    ) {
        self.home = home
        self.file = file
        self.environment = environment
        let configuration = material.configuration.fanout
        settings.partitions = material.configuration.partitions
        settings.topics = Set(material.plan.topics.map(\.name))
        settings.deadLetterBytesMax = material.deadLetterBytesMax
        settings.reporters = ReporterRules(
            callbacks: configuration.callbacks,
            mailsReporters: configuration.mail.toReporters
        )
        settings.limits = configuration.limits
        settings.underWayMax = configuration.underWayMax
        settings.home = configuration.home
        settings.since = configuration.since
        if !configuration.mail.server.isEmpty { settings.mailSender = configuration.mail.sender }
        guard configuration.isEnabled else { return }
        openKeys(configuration)
        for configured in configuration.subscriptions {
            if let subscription = subscription(configured) { subscriptions.append(subscription) }
        }
    }

    package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

    private mutating func openKeys(_ configuration: FanoutConfiguration) {
        if let text = text(configuration.key, "fanout.key") {
            do throws(SecretFault) {
                settings.box = try SecretBox(keyFile: text)
            } catch {
                fault("fanout.key", "is no key file: \(error); a line is `id base64` of 32 bytes")
            }
        }
        if let text = text(configuration.callbackKey, "fanout.callbackKey") {
            let word = text.split(whereSeparator: \.isWhitespace).first.map(String.init) ?? ""
            settings.callbackSecret = WebhookSecret(text: word)
            if settings.callbackSecret == nil {
                fault("fanout.callbackKey", "holds neither whsk_… nor whsec_…")
            }
        }
    }

    private mutating func subscription(_ configured: ConfiguredSubscription) -> Subscription? {
        let channel: SubscriptionChannel
        switch configured.channel {
        case .mail(let address): channel = .mail(address)
        case .webhook(let url, let file):
            var named = FanoutConfiguration.Secret()
            named.file = file
            let place = "fanout.subscriptions.\(configured.id)"
            guard let text = text(named, place), let box = settings.box else { return nil }
            let word = text.split(whereSeparator: \.isWhitespace).first.map(String.init) ?? ""
            guard let (scheme, bytes) = WebhookSecret.parse(word),
                WebhookSecret(scheme, bytes: bytes) != nil,
                let sealed = try? box.seal(bytes, for: configured.id)
            else {
                fault(place, "its secret is neither whsec_… nor whsk_…")
                return nil
            }
            channel = .webhook(
                WebhookEndpoint(
                    url: url,
                    secrets: [
                        SigningSecret(scheme: scheme, sealed: sealed, created: .init(seconds: 0))
                    ]
                )
            )
        }
        return Subscription(
            id: configured.id,
            owner: configured.owner,
            description: "Stands in the configuration.",
            channel: channel,
            filter: configured.filter,
            created: .init(seconds: 0),
            revision: configured.revision
        )
    }

    /// The text of a secret; nil when none is named, or with a fault told.
    private mutating func text(_ secret: FanoutConfiguration.Secret, _ place: String) -> String? {
        guard secret.isNamed else { return nil }
        if !secret.variable.isEmpty {
            if let value = environment[secret.variable] { return value }
            fault(place, "the environment has no \(secret.variable)")
            return nil
        }
        let name = secret.file.hasPrefix("/") ? secret.file : "\(home)/\(secret.file)"
        if let text = try? String(contentsOfFile: name, encoding: .utf8) { return text }
        fault(place, "\(secret.file) cannot be read")
        return nil
    }

    private mutating func fault(_ path: String, _ message: String) {
        diagnostics.append(
            Diagnostic(
                severity: .error,
                file: file,
                position: YAMLPosition(line: 1, column: 1),
                path: path,
                message: message
            )
        )
    }
}
