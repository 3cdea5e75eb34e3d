/// The clocks a policy runs beside the start of work; none, unless it says so.
package struct ClockSettings: Equatable, Sendable {
    /// A length of time, and the calendar it runs on.
    package struct Span: Equatable, Sendable {
        package var period: ServicePeriod
        package var calendar: String

        package init(_ period: ServicePeriod, calendar: String) {
            self.period = period
            self.calendar = calendar
        }
    }

    /// From when the supplier's time runs when an incident comes back from a register (edge
    /// case 12).
    package enum Misrouting: String, CaseIterable, Sendable {
        /// The supplier could not have acted earlier.
        case handOver = "hand-over"
        /// The SPOC sent it astray: from the registration.
        case registration
    }

    /// What becomes of the time to start work while the reporter is asked something.
    package enum Asking: String, CaseIterable, Sendable {
        /// It goes on: the published figures name no exception.
        case runs
        /// It stops until the answer is there, and goes on with what was left.
        case stops
    }

    package var whileAsked = Asking.runs
    /// Whether those who owe the start of work are reminded when 75 % have passed (P3).
    package var startWorkWarning = false
    /// At how much of the time to start work somebody must have been assigned (P9), in percent;
    /// nil: no clock.
    package var assignmentPercent: Int?
    /// How often the solving may be handed over before that is a deviation of its own (P9);
    /// nil: as often as it takes.
    package var handOversMax: Int?
    /// How soon the impact must have been rated when its reporter did not (P4).
    package var rating: [Category: Span] = [:]
    /// How long the authority has for an answer to a doubt (P8); then what stands, stands.
    package var doubt: [Category: Span] = [:]
    /// How long the reporter may go without news (P14).
    package var status: [Category: Span] = [:]
    /// Whether a register authority owes when and how by its advisory time (P10).
    package var plan = false
    /// How long nothing may move before management must have been called in (P22).
    package var progress: [Category: Span] = [:]
    /// How long a report may be on its way from its tool to the broker (P1), in seconds; nil: no
    /// matter how long.
    package var forwardSeconds: Int64?
    /// How soon the SPOC's tool must have answered in some way to what it was sent (P1), in
    /// seconds; nil: no matter how late.
    package var uptakeSeconds: Int64?
    /// What is older than this was loaded afterwards and says nothing of the way, in seconds.
    package var forwardWithinSeconds: Int64 = 86_400
    /// Whether the clocks of NIS2 run beside those of the GDPR (P7).
    package var nis2 = false
    package var misrouted = Misrouting.handOver

    package init() {}

    /// Whether any clock is kept that follows from how the incident stands.
    var keepsAny: Bool {
        startWorkWarning || plan || assignmentPercent != nil || !status.isEmpty
            || !progress.isEmpty || !rating.isEmpty || uptakeSeconds != nil
    }
}
