/// What an endpoint may be asked to bear; nil: the configuration's default.
package struct DeliveryLimits: Equatable, Sendable {
    /// For one attempt, whole seconds, 1 to 60.
    package var timeout: Duration?
    /// Waits before each attempt, the first included; at most `attemptsMax`.
    package var retries: [Duration]?
    /// Attempts begun in a second, on average.
    package var perSecond: Int?
    /// Attempts under way at once.
    package var concurrency: Int?

    package static let attemptsMax = 20
    package static let waitMax: Duration = .seconds(7 * 24 * 3600)
    package static let perSecondRange = 1...10_000
    package static let concurrencyRange = 1...256

    package init(
        timeout: Duration? = nil,
        retries: [Duration]? = nil,
        perSecond: Int? = nil,
        concurrency: Int? = nil
    ) {
        self.timeout = timeout
        self.retries = retries
        self.perSecond = perSecond
        self.concurrency = concurrency
    }
}
