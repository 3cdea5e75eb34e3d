package import JSON
package import Messaging

/// The fan-out's own word on an endpoint, on `broker.subscriptions` beside the subscription.
///
/// A record of its own, so that it can never overwrite what the owner writes meanwhile. It holds
/// until the owner writes the subscription again.
package struct EndpointVerdict: Equatable, Sendable {
    /// The subscription's id.
    package let subscription: String
    /// The subscription as it was when the verdict was passed.
    package let revision: Int64
    /// Why nothing more is sent there, a sentence.
    package let reason: String
    package let at: Timestamp

    package init(subscription: String, revision: Int64, reason: String, at: Timestamp) {
        self.subscription = subscription
        self.revision = revision
        self.reason = reason
        self.at = at
    }

    package static let keyPrefix = "endpoint:"

    package var key: String { Self.keyPrefix + subscription }

    package var json: [UInt8] {
        var writer = JSONWriter(capacity: 256)
        writer.object { writer in
            writer.member("subscription", subscription)
            writer.member("revision", revision)
            writer.member("verdict", "disabled")
            writer.member("reason", reason)
            writer.member("at", at)
        }
        return writer.bytes
    }

    package init?(json: JSONNode) {
        guard let subscription = json["subscription"]?.string,
            let revision = json["revision"]?.integer, let reason = json["reason"]?.string,
            let at = json["at"]?.timestamp
        else { return nil }
        self.init(subscription: subscription, revision: revision, reason: reason, at: at)
    }
}
