package import Fanout
package import Messaging

/// The section `fanout`, as it is written: files are named, not read.
package struct FanoutConfiguration: Equatable, Sendable {
    package struct Mail: Equatable, Sendable {
        package enum Security: String, CaseIterable, Sendable {
            case none
            case starttls
            case tls
        }

        /// `host:port`; empty: no mails.
        package var server = ""
        package var sender = ""
        package var security = Security.starttls
        package var user = ""
        package var passwordFile = ""
        /// Whether reporters with an address and no callback are told by mail.
        package var toReporters = false

        package init() {}
    }

    /// A secret by file, or by the name of an environment variable.
    package struct Secret: Equatable, Sendable {
        package var file = ""
        package var variable = ""

        package init() {}

        package var isNamed: Bool { !file.isEmpty || !variable.isEmpty }
    }

    package var isEnabled = false
    /// Opens and seals subscriptions' secrets.
    package var key = Secret()
    package var callbacks = CallbackRules()
    /// Signs webhooks to callbacks.
    package var callbackKey = Secret()
    /// Networks, `address/bits`, that may be called beside the public ones.
    package var networks: [String] = []
    package var tlsFolder = ""
    /// Certificates that vouch for endpoints; empty: the system's.
    package var authoritiesFile = ""
    package var mail = Mail()
    package var limits = DeliveryLimits()
    package var underWayMax = 1_024
    /// What happened before is told to nobody; nil: no limit.
    package var since: Timestamp?
    /// Begins links to what is too long for a message.
    package var home = ""
    package var subscriptions: [ConfiguredSubscription] = []

    package init() {}
}

/// A subscription that stands in the configuration.
package struct ConfiguredSubscription: Equatable, Sendable {
    package enum Channel: Equatable, Sendable {
        case webhook(url: String, secretFile: String)
        case mail(String)
    }

    package let id: String
    package let owner: SubscriptionOwner
    package let channel: Channel
    package let filter: EventFilter
    /// Raised to have an endpoint asked again that has answered 410.
    package let revision: Int64
}
