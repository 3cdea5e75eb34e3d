package import Fanout
package import Messaging

/// What the fan-out is told once, at the start, secrets opened.
package struct FanoutSettings: Sendable {
    /// Opens subscriptions' secrets; nil: those that have some cannot be served.
    package var box: SecretBox?
    /// Signs webhooks to callbacks, which have no secret of their own; receivers check by the
    /// public half.
    package var callbackSecret: WebhookSecret?
    package var reporters = ReporterRules()
    /// Where a subscription says nothing else.
    package var limits = DeliveryLimits()
    /// The address mails come from; nil: none are sent.
    package var mailSender: String?
    /// What happened before is told to no reporter: the fan-out was not there; nil: no limit.
    package var since: Timestamp?
    /// Begins the links to what is too long for a message; no slash at its end.
    package var home = ""
    /// Partitions of the events' topic.
    package var partitions: Int32 = 1
    /// Topics there are: nobody is told on one that is missing.
    package var topics: Set<String> = []
    /// Attempts under way at once, of all endpoints.
    package var underWayMax = 1_024
    /// Texts of one lane's record: what is over is left out, and told of.
    package var laneBytesMax = 256 << 10
    package var deadLetterBytesMax = 1 << 20

    package init() {}
}

/// What is asked of one endpoint, defaults filled in.
struct EndpointTerms: Equatable {
    static let perSecondDefault = 50
    static let concurrencyDefault = 8

    let timeout: Duration
    let schedule: RetrySchedule
    let perSecond: Int
    let concurrency: Int

    init(_ limits: DeliveryLimits, defaults: DeliveryLimits) {
        timeout = limits.timeout ?? defaults.timeout ?? AttemptRequest.timeoutDefault
        schedule = (limits.retries ?? defaults.retries).map(RetrySchedule.init) ?? .standard
        perSecond = limits.perSecond ?? defaults.perSecond ?? Self.perSecondDefault
        concurrency = limits.concurrency ?? defaults.concurrency ?? Self.concurrencyDefault
    }
}
