import Broker
import Fanout
import Foundation
import KafkaChannel
import Logging
import StrictYAML
import WebhookSender

/// Puts the fan-out together as the configuration says: keys, subscriptions and the sender.
enum FanoutAssembly {
    /// What its stage needs; nil when the configuration leaves it off.
    ///
    /// Faults end the program.
    static func parts(
        _ material: BrokerMaterial,
        _ broker: BrokerOptions,
        kafka: KafkaSettings,
        logger: Logger
    ) throws -> FanoutParts? {
        let configuration = material.configuration.fanout
        guard configuration.isEnabled else { return nil }
        let loading = loading(material, broker)
        let settings = senderSettings(configuration, home: broker.folder)
        let faults = loading.diagnostics + settings.faults(broker.file)
        for fault in faults { Terminal.tell(fault.description) }
        guard faults.isEmpty, let settings = settings.value else {
            throw ExitStatus.badConfiguration
        }
        return FanoutParts(loading, kafka: kafka, logger: logger) {
            guard let sender = CurlSender(settings) else { throw SenderUnavailable() }
            return sender
        }
    }

    /// What is wrong with it, for `check`; nothing when it is left off.
    static func faults(_ material: BrokerMaterial, _ broker: BrokerOptions) -> [Diagnostic] {
        let configuration = material.configuration.fanout
        guard configuration.isEnabled else { return [] }
        return loading(material, broker).diagnostics
            + senderSettings(configuration, home: broker.folder).faults(broker.file)
    }

    private static func loading(
        _ material: BrokerMaterial,
        _ broker: BrokerOptions
    ) -> FanoutLoading {
        FanoutLoading(
            material,
            home: broker.folder,
            file: broker.file,
            environment: ProcessInfo.processInfo.environment
        )
    }

    struct SenderUnavailable: Error {}

    /// Settings of the sender, or why there are none.
    private struct Outcome {
        var value: SenderSettings?
        var refusals: [(path: String, message: String)] = []

        func faults(_ file: String) -> [Diagnostic] {
            refusals.map { path, message in
                Diagnostic(
                    severity: .error,
                    file: file,
                    position: YAMLPosition(line: 1, column: 1),
                    path: path,
                    message: message
                )
            }
        }
    }

    private static func senderSettings(
        _ configuration: FanoutConfiguration,
        home: String
    ) -> Outcome {
        func path(_ file: String) -> String? {
            file.isEmpty ? nil : BrokerHome.path(file, in: home)
        }
        var outcome = Outcome()
        var settings = SenderSettings()
        for text in configuration.networks {
            if let network = Network(text) {
                settings.allowedNetworks.append(network)
            } else {
                outcome.refusals.append(
                    ("fanout.networks", "\(text) is no network; write it as 10.0.0.0/8")
                )
            }
        }
        settings.allowsHTTP = !configuration.callbacks.httpsOnly
        settings.tlsFolder = path(configuration.tlsFolder)
        settings.authorities = path(configuration.authoritiesFile)
        settings.underWayMax = configuration.underWayMax
        if !configuration.mail.server.isEmpty {
            settings.mail = mailServer(configuration.mail, home: home, &outcome)
        }
        for subscription in configuration.subscriptions {
            guard case .webhook(let url, _) = subscription.channel,
                let refusal = settings.urlGuard.refusal(of: url)
            else { continue }
            outcome.refusals.append(
                (
                    "fanout.subscriptions.\(subscription.id)",
                    "its url would never be called: \(refusal.rawValue)"
                )
            )
        }
        if outcome.refusals.isEmpty { outcome.value = settings }
        return outcome
    }

    private static func mailServer(
        _ mail: FanoutConfiguration.Mail,
        home: String,
        _ outcome: inout Outcome
    ) -> MailServer? {
        let colon = mail.server.lastIndex(of: ":") ?? mail.server.endIndex
        // A mail server by its IPv6 address stands in brackets before the port.
        let host = mail.server[..<colon].trimmingCharacters(in: ["[", "]"])
        var credentials: MailCredentials?
        if !mail.user.isEmpty {
            let file = BrokerHome.path(mail.passwordFile, in: home)
            guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
                outcome.refusals.append(("fanout.mail.passwordFile", "\(file) cannot be read"))
                return nil
            }
            credentials = MailCredentials(
                user: mail.user,
                password: text.trimmingCharacters(in: .whitespacesAndNewlines)
            )
        }
        let server = MailServer(
            host: host,
            port: UInt16(mail.server[colon...].dropFirst()),
            security: MailServer.Security(rawValue: mail.security.rawValue) ?? .startTLS,
            credentials: credentials
        )
        if server == nil {
            outcome.refusals.append(
                ("fanout.mail", "the server is HOST:PORT, and a password needs starttls or tls")
            )
        }
        return server
    }
}
