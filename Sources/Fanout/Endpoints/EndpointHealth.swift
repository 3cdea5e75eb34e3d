package import Messaging

/// How an endpoint does, and how much it may be asked for: breaker, concurrency, rate.
///
/// Kept in memory by each instance for itself: it is learnt again within a few attempts.
package struct EndpointHealth: Equatable, Sendable {
    package enum State: String, CaseIterable, Sendable {
        case healthy
        /// Asked less than it may be, since it said it was too much.
        case slowed
        /// Not asked at all until `opensAt`; then one attempt finds out.
        case open
        /// The one attempt is under way.
        case probing
    }

    /// Failures in a row that open the breaker.
    static let failuresMax = 5
    /// How long it stays open, doubling from the first to the last.
    static let restFirst: Int64 = 30_000
    static let restLast: Int64 = 900_000
    /// What a 429 without `Retry-After` is given, and the most a `Retry-After` holds up the
    /// whole endpoint; the delivery itself waits longer if asked to.
    static let slowDefault: Int64 = 5_000
    static let slowMax: Int64 = 3_600_000

    package private(set) var underWay = 0
    private var failures = 0
    private var rests = 0
    private var opensAt: Timestamp?
    private var isProbing = false
    /// What may be under way at once; halved when told to slow down, and growing back.
    private var allowance: Double
    private var concurrency: Int
    private var perSecond: Int
    /// Attempts that may begin now: a bucket of one second's worth.
    private var tokens: Double
    private var filledAt: Timestamp?
    private var notBefore: Timestamp?

    package init(concurrency: Int, perSecond: Int) {
        self.concurrency = concurrency
        self.perSecond = perSecond
        self.allowance = Double(concurrency)
        self.tokens = Double(perSecond)
    }

    /// Takes over changed limits; what was learnt stays.
    package mutating func limit(concurrency: Int, perSecond: Int) {
        if self.concurrency != concurrency { allowance = Double(concurrency) }
        self.concurrency = concurrency
        self.perSecond = perSecond
    }

    /// Well, and with nothing under way.
    var isAtRest: Bool { underWay == 0 && failures == 0 && state == .healthy }

    package var state: State {
        if isProbing { return .probing }
        if opensAt != nil { return .open }
        return notBefore != nil || allowance < Double(concurrency) ? .slowed : .healthy
    }

    /// When an attempt may be asked for again; nil: when one that is under way has ended, or now.
    package func wake(at now: Timestamp) -> Timestamp? {
        if isProbing { return nil }
        if let opensAt { return opensAt }
        if let notBefore, notBefore > now { return notBefore }
        guard underWay < Int(allowance), tokens < 1 else { return nil }
        return now.adding(milliseconds: Int64((1 - tokens) * 1_000 / Double(perSecond)) + 1)
    }

    /// Whether an attempt may begin; if so, it has.
    package mutating func admit(at now: Timestamp) -> Bool {
        fill(at: now)
        if let opensAt {
            guard opensAt <= now, !isProbing else { return false }
            isProbing = true
            underWay += 1
            return true
        }
        if let notBefore {
            guard notBefore <= now else { return false }
            self.notBefore = nil
        }
        guard underWay < max(1, Int(allowance)), tokens >= 1 else { return false }
        tokens -= 1
        underWay += 1
        return true
    }

    /// An attempt has ended; true when the endpoint has recovered by it.
    package mutating func end(_ verdict: AttemptVerdict, at now: Timestamp) -> Bool {
        underWay = max(0, underWay - 1)
        switch verdict.fate {
        case .delivered:
            let recovered = opensAt != nil
            (failures, rests, opensAt, isProbing) = (0, 0, nil, false)
            allowance = min(Double(concurrency), allowance + 1)
            return recovered
        case .undone, .hopeless:
            isProbing = false
        case .failed, .gone:
            slow(verdict, at: now)
            guard verdict.isCharged else {
                isProbing = false
                return false
            }
            failures += 1
            // Attempts begun before it opened end after it: they say nothing new.
            let isNews = isProbing || (opensAt == nil && failures >= Self.failuresMax)
            if isNews { open(at: now) }
        }
        return false
    }

    /// An attempt that was begun will never be heard of here.
    package mutating func forget() {
        underWay = max(0, underWay - 1)
        isProbing = false
    }

    private mutating func slow(_ verdict: AttemptVerdict, at now: Timestamp) {
        guard verdict.slows else { return }
        allowance = max(1, allowance / 2)
        guard let asked = verdict.retryAfter?.inMilliseconds ?? Self.slowWithoutWord(verdict)
        else { return }
        let until = now.adding(milliseconds: min(asked, Self.slowMax))
        notBefore = max(notBefore ?? until, until)
    }

    /// A server that says "too many" without saying how long.
    private static func slowWithoutWord(_ verdict: AttemptVerdict) -> Int64? {
        verdict.code == "http-429" || verdict.code == "http-503" ? slowDefault : nil
    }

    private mutating func open(at now: Timestamp) {
        let rest = min(Self.restLast, Self.restFirst << Int64(min(rests, 10)))
        rests += 1
        isProbing = false
        opensAt = now.adding(milliseconds: rest)
    }

    private mutating func fill(at now: Timestamp) {
        defer { filledAt = now }
        guard let filledAt, filledAt < now else { return }
        let passed = Double(now.milliseconds - filledAt.milliseconds) / 1_000
        tokens = min(Double(perSecond), tokens + passed * Double(perSecond))
    }
}
