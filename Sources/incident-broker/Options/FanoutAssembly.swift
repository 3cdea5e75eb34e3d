import Broker
import Fanout
import Foundation
import KafkaChannel
import Logging
import WebhookSender

/// Puts the fan-out together as the configuration says: keys, subscriptions and the sender.
enum FanoutAssembly {
    /// What its stage needs; nil when the configuration leaves it off.
    ///
    /// Faults end the program.
    static func parts(
        _ material: BrokerMaterial,
        home: String,
        kafka: KafkaSettings,
        logger: Logger
    ) throws -> FanoutParts? {
        let configuration = material.configuration.fanout
        guard configuration.isEnabled else { return nil }
        let loading = loading(material, home: home)
        for diagnostic in loading.diagnostics { Terminal.tell(diagnostic.message) }
        guard !loading.hasErrors else { throw ExitStatus.badConfiguration }
        let settings = try senderSettings(configuration, home: home)
        return FanoutParts(loading, kafka: kafka, logger: logger) {
            guard let sender = CurlSender(settings) else { throw SenderUnavailable() }
            return sender
        }
    }

    static func loading(_ material: BrokerMaterial, home: String) -> FanoutLoading {
        FanoutLoading(material, home: home, environment: ProcessInfo.processInfo.environment)
    }

    struct SenderUnavailable: Error {}

    private static func senderSettings(
        _ configuration: FanoutConfiguration,
        home: String
    ) throws -> SenderSettings {
        func path(_ file: String) -> String? {
            file.isEmpty ? nil : BrokerHome.path(file, in: home)
        }
        var settings = SenderSettings()
        settings.allowedNetworks = try configuration.networks.map { text in
            guard let network = Network(text) else {
                throw refused("fanout.networks: \(text) is no network; write it as 10.0.0.0/8")
            }
            return network
        }
        settings.allowsHTTP = !configuration.callbacks.httpsOnly
        settings.tlsFolder = path(configuration.tlsFolder)
        settings.authorities = path(configuration.authoritiesFile)
        settings.underWayMax = configuration.underWayMax
        if !configuration.mail.server.isEmpty {
            settings.mail = try mailServer(configuration.mail, home: home)
        }
        return settings
    }

    private static func mailServer(
        _ mail: FanoutConfiguration.Mail,
        home: String
    ) throws -> MailServer {
        let colon = mail.server.lastIndex(of: ":") ?? mail.server.endIndex
        let port = UInt16(mail.server[colon...].dropFirst())
        var credentials: MailCredentials?
        if !mail.user.isEmpty {
            let file = BrokerHome.path(mail.passwordFile, in: home)
            let password = try BrokerOptions.read(file)
                .trimmingCharacters(in: .whitespacesAndNewlines)
            credentials = MailCredentials(user: mail.user, password: password)
        }
        guard
            let server = MailServer(
                host: String(mail.server[..<colon]),
                port: port,
                security: MailServer.Security(rawValue: mail.security.rawValue) ?? .startTLS,
                credentials: credentials
            )
        else {
            throw refused(
                "fanout.mail: the server is HOST:PORT, and a password needs starttls or tls"
            )
        }
        return server
    }

    private static func refused(_ message: String) -> any Error {
        Terminal.tell(message)
        return ExitStatus.badConfiguration
    }
}
