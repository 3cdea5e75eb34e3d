internal import Fanout
internal import JSON
internal import Messaging

extension Subscription {
    /// As its owner sees it: where secrets are, that there are some and since when.
    func writePublic(to writer: inout JSONWriter, secret: String? = nil) {
        writer.object { writer in
            writer.member("id", id)
            writer.member("owner", owner.name)
            writer.member("description", description)
            writer.object("channel") { channel.writePublicMembers(to: &$0) }
            writer.object("filter") { filter.writeMembers(to: &$0) }
            writer.member("status", status.name)
            if case .disabled(let reason) = status { writer.member("reason", reason) }
            writer.object("limits") { limits.writeMembers(to: &$0) }
            writer.member("created", created)
            writer.member("changed", changed)
            writer.member("revision", revision)
            writer.member("secret", secret)
        }
    }

    /// The validator of this revision.
    var entityTag: String { "\"\(revision)\"" }
}

extension SubscriptionChannel {
    fileprivate func writePublicMembers(to writer: inout JSONWriter) {
        switch self {
        case .mail(let address):
            writer.member("kind", "mail")
            writer.member("address", address)
        case .webhook(let endpoint):
            writer.member("kind", "webhook")
            writer.member("url", endpoint.url)
            writer.array("secrets") { writer in
                for secret in endpoint.secrets {
                    writer.object { writer in
                        writer.member("scheme", secret.scheme.rawValue)
                        writer.member("created", secret.created)
                        writer.member("until", secret.until)
                    }
                }
            }
            writer.member("headers", endpoint.headers.map(\.name))
            guard let tls = endpoint.tls else { return }
            writer.object("tls") { writer in
                writer.member("certificate", tls.certificate)
                writer.member("key", tls.key)
                writer.member("authorities", tls.authorities)
            }
        }
    }
}

extension DeliveryRow {
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("incident", incident)
            delivery.writeMembers(to: &writer)
        }
    }
}

extension Untold.Outstanding {
    func writeMembers(to writer: inout JSONWriter) {
        writer.member("id", delivery)
        writer.member("sequence", sequence)
        writer.member("type", EventFilter.type(of: event))
        writer.member("at", at)
        writer.member("state", state.rawValue)
        writer.member("attempts", attempts)
        writer.member("due", due)
        writer.member("failure", failure)
    }
}

extension Untold.Row {
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("incident", incident)
            writer.member("number", number)
            writer.member("recipient", recipient)
            writer.member("channel", channel)
            if let reached {
                writer.object("reached") { writer in
                    writer.member("sequence", reached.sequence)
                    writer.member("type", EventFilter.type(of: reached.name))
                    writer.member("at", reached.at)
                }
            }
            writer.array("outstanding") { writer in
                for one in outstanding {
                    writer.object { one.writeMembers(to: &$0) }
                }
            }
        }
    }
}

extension AttemptRow {
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", delivery)
            writer.member("incident", incident)
            writer.member("sequence", sequence)
            writer.member("type", EventFilter.type(of: event))
            writer.member("attempt", number)
            writer.member("at", at)
            writer.member("milliseconds", duration.inMilliseconds)
            writer.member("outcome", code)
        }
    }
}
