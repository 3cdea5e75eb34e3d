internal import JSON
internal import Messaging

extension SubscriptionChannel {
    func writeMembers(to writer: inout JSONWriter) {
        switch self {
        case .mail(let address):
            writer.member("kind", "mail")
            writer.member("address", address)
        case .webhook(let endpoint):
            writer.member("kind", "webhook")
            endpoint.writeMembers(to: &writer)
        }
    }

    init?(json: JSONNode) {
        switch json["kind"]?.string {
        case "mail":
            guard let address = json["address"]?.string else { return nil }
            self = .mail(address)
        case "webhook":
            guard let endpoint = WebhookEndpoint(json: json) else { return nil }
            self = .webhook(endpoint)
        default:
            return nil
        }
    }
}

extension WebhookEndpoint {
    fileprivate func writeMembers(to writer: inout JSONWriter) {
        writer.member("url", url)
        writer.array("secrets") { writer in
            for secret in secrets {
                writer.object { writer in
                    writer.member("scheme", secret.scheme.rawValue)
                    writer.member("sealed", secret.sealed.text)
                    writer.member("created", secret.created)
                    writer.member("until", secret.until)
                }
            }
        }
        writer.array("headers") { writer in
            for header in headers {
                writer.object { writer in
                    writer.member("name", header.name)
                    writer.member("sealed", header.sealed.text)
                }
            }
        }
        guard let tls else { return }
        writer.object("tls") { writer in
            writer.member("certificate", tls.certificate)
            writer.member("key", tls.key)
            writer.member("authorities", tls.authorities)
        }
    }

    fileprivate init?(json: JSONNode) {
        guard let url = json["url"]?.string,
            let secrets = json["secrets"]?.elements.all(SigningSecret.init(json:)),
            let headers = json["headers"]?.elements.all(SealedHeader.init(json:))
        else { return nil }
        let tls = json["tls"].map { node in
            ClientTLS(
                certificate: node["certificate"]?.string,
                key: node["key"]?.string,
                authorities: node["authorities"]?.string
            )
        }
        guard tls?.isWellFormed ?? true else { return nil }
        self.init(url: url, secrets: secrets, headers: headers, tls: tls)
    }
}

extension SigningSecret {
    fileprivate init?(json: JSONNode) {
        guard let scheme = json["scheme"]?.string.flatMap(Scheme.init(rawValue:)),
            let sealed = json["sealed"]?.string.flatMap(Sealed.init(text:)),
            let created = json["created"]?.timestamp
        else { return nil }
        let until = json["until"]?.timestamp
        guard until != nil || json["until"] == nil else { return nil }
        self.init(scheme: scheme, sealed: sealed, created: created, until: until)
    }
}

extension SealedHeader {
    fileprivate init?(json: JSONNode) {
        guard let name = json["name"]?.string,
            let sealed = json["sealed"]?.string.flatMap(Sealed.init(text:))
        else { return nil }
        self.init(name, sealed)
    }
}
