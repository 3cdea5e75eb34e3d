internal import Fanout

/// A channel as it is asked for: its credentials in clear, on their way to be sealed.
struct ChannelOrder: Sendable {
    enum Kind: Sendable {
        case mail(String)
        case webhook(url: String, scheme: SigningSecret.Scheme)
    }

    let kind: Kind
    let headers: [HeaderField]
    let tls: ClientTLS?

    static func read(_ value: BodyValue, _ hosts: HostRules) -> ChannelOrder? {
        value.object { object in
            switch object.required("kind", kindName) {
            case "mail":
                object.required("address", address).map { address in
                    ChannelOrder(kind: .mail(address), headers: [], tls: nil)
                }
            case "webhook":
                webhook(&object, hosts)
            default: nil
            }
        }
    }

    private static func webhook(_ object: inout BodyObject, _ hosts: HostRules) -> ChannelOrder? {
        let url = object.required("url") { Self.url($0, hosts) }
        let scheme = object.optional("scheme", Self.scheme) ?? .v1
        let headers = object.optional("headers", Self.headers) ?? []
        let tls = object.optional("tls", Self.tls)
        return url.map { url in
            ChannelOrder(kind: .webhook(url: url, scheme: scheme), headers: headers, tls: tls)
        }
    }

    private static func kindName(_ value: BodyValue) -> String? {
        value.word("webhook or mail") { ["webhook", "mail"].contains($0) ? $0 : nil }
    }

    static func address(_ value: BodyValue) -> String? {
        value.word("a mail address") { MailMessage.isAddress($0) ? $0 : nil }
    }

    static func url(_ value: BodyValue, _ hosts: HostRules) -> String? {
        guard let url = value.node.string, let fault = hosts.fault(url) else {
            return value.node.string ?? value.fault("Wanted a URL.")
        }
        return value.fault(fault)
    }

    static func scheme(_ value: BodyValue) -> SigningSecret.Scheme? {
        value.word("v1 (HMAC-SHA256) or v1a (Ed25519)", SigningSecret.Scheme.init(rawValue:))
    }

    static let headersMax = 10
    private static let headerBytesMax = 2_048

    /// Those that are ours to set, or that would change how the message is cut.
    private static let reserved: Set<String> = [
        "host", "content-length", "content-type", "content-encoding", "transfer-encoding",
        "connection", "keep-alive", "proxy-connection", "upgrade", "te", "trailer", "expect",
        "user-agent", "date", "webhook-id", "webhook-timestamp", "webhook-signature",
    ]

    static func headers(_ value: BodyValue) -> [HeaderField]? {
        value.list(0...headersMax, header)
    }

    private static func header(_ value: BodyValue) -> HeaderField? {
        let header: HeaderField? = value.object { object in
            let name = object.required("name") { $0.text(max: 64) }
            let text = object.required("value") { $0.text(max: headerBytesMax) }
            guard let name, let text else { return nil }
            return HeaderField(name, text)
        }
        guard let header else { return nil }
        guard header.isWellFormed, !reserved.contains(header.name.lowercased()) else {
            return value.fault("No header of that name or value can be sent.")
        }
        return header
    }

    static func tls(_ value: BodyValue) -> ClientTLS? {
        let tls: ClientTLS? = value.object { object in
            ClientTLS(
                certificate: object.optional("certificate", fileName),
                key: object.optional("key", fileName),
                authorities: object.optional("authorities", fileName)
            )
        }
        guard let tls else { return nil }
        return (tls.certificate == nil) == (tls.key == nil)
            ? tls : value.fault("certificate and key go together.")
    }

    private static func fileName(_ value: BodyValue) -> String? {
        value.word("the name of a file, without a folder") { name in
            name.utf8.count <= 255 && ClientTLS(certificate: name).isWellFormed ? name : nil
        }
    }
}

/// Where webhooks may go by the look of their URL; where they go in fact is judged when they
/// connect.
package struct HostRules: Equatable, Sendable {
    /// Hosts, `*.example.dk` for those beneath; empty: every host.
    package var hosts: [String]
    package var httpsOnly: Bool

    package init(hosts: [String] = [], httpsOnly: Bool = true) {
        self.hosts = hosts
        self.httpsOnly = httpsOnly
    }

    /// What is wrong with it, a sentence.
    func fault(_ url: String) -> String? {
        let rules = CallbackRules(registerHosts: hosts, httpsOnly: httpsOnly)
        guard rules.host(url) != nil else {
            let scheme = httpsOnly ? "https" : "https or http"
            return "Wanted a plain URL: \(scheme), a host's name, no user and no fragment."
        }
        guard !hosts.isEmpty, rules.judge(url, system: "") != nil else { return nil }
        return "Webhooks may not be sent to that host."
    }
}
