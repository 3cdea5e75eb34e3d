/// The server that takes our mail; named by the configuration, and so not judged by the guard.
package struct MailServer: Equatable, Sendable {
    package enum Security: String, CaseIterable, Sendable {
        /// SMTP that must change to TLS before anything else is said.
        case startTLS = "starttls"
        /// TLS from the first byte.
        case tls
        /// In the clear, for a server on the same machine; never with a password.
        case none
    }

    /// A name or an address.
    package let host: String
    package let port: UInt16
    package let security: Security
    package let credentials: MailCredentials?
    /// What we call ourselves in EHLO.
    package let greeting: String

    /// Nil when a host cannot be one, or a password would travel in the clear.
    package init?(
        host: String,
        port: UInt16? = nil,
        security: Security = .startTLS,
        credentials: MailCredentials? = nil,
        greeting: String = "incident-broker"
    ) {
        guard Self.isHost(host), Self.isHost(greeting),
            security != .none || credentials == nil
        else { return nil }
        self.host = host
        self.port = port ?? (security == .tls ? 465 : security == .startTLS ? 587 : 25)
        self.security = security
        self.credentials = credentials
        self.greeting = greeting
    }

    var url: String {
        let scheme = security == .tls ? "smtps" : "smtp"
        return "\(scheme)://\(host.contains(":") ? "[\(host)]" : host):\(port)/\(greeting)"
    }

    /// Nothing that could end the host in a URL.
    private static func isHost(_ text: String) -> Bool {
        if IPAddress(text) != nil { return true }
        return !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "."):
                    true
                default:
                    false
                }
            }
    }
}

/// How we prove to the mail server who we are; prints as `<secret>`.
package struct MailCredentials: Equatable, Sendable {
    let user: String
    let password: String

    package init(user: String, password: String) {
        self.user = user
        self.password = password
    }
}

extension MailCredentials: CustomStringConvertible, CustomReflectable {
    package var description: String { "<secret>" }

    /// Nothing for whoever looks inside, as `dump` does.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
