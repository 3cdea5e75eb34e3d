/// The choices the policy leaves open, with the defaults `domain.md` section 8.1 names.
package struct PolicySettings: Equatable, Sendable {
    /// How long a missing call may still be logged before it is a deviation (P5), in seconds;
    /// 0: at once.
    package var phoneGraceSeconds: Int64
    /// Whether a subcontractor's A or B carries its principal's phone duty (edge case 28).
    package var subcontractorsPhone: Bool
    /// A sender's clock may be this far ahead before its time is not evidence, in seconds.
    package var clockSkewSeconds: Int64
    /// The calendar of the hours in which the SPOC's phone is answered; one the policy does not
    /// have: always.
    package var spocPhoneCalendar: String
    /// Who is the incident manager notices are addressed to.
    package var incidentManager: String
    /// The principles this version has (20 and later came after version 1.1).
    package var principles: Set<Int>
    package var clocks: ClockSettings
    /// Parties whose sequence numbers count their messages without holes, by the prefix of their
    /// incidents' ids (`itsm`, `mat`): from a hole it follows that one is missing (P18).
    package var countingSenders: Set<String>
    package var closing: ClosingSettings

    package init(
        phoneGraceSeconds: Int64 = 0,
        subcontractorsPhone: Bool = true,
        clockSkewSeconds: Int64 = 120,
        spocPhoneCalendar: String = "spoc-phone",
        incidentManager: String = "",
        principles: Set<Int> = Set(1...19),
        clocks: ClockSettings = ClockSettings(),
        countingSenders: Set<String> = [],
        closing: ClosingSettings = ClosingSettings()
    ) {
        self.phoneGraceSeconds = phoneGraceSeconds
        self.subcontractorsPhone = subcontractorsPhone
        self.clockSkewSeconds = clockSkewSeconds
        self.spocPhoneCalendar = spocPhoneCalendar
        self.incidentManager = incidentManager
        self.principles = principles
        self.clocks = clocks
        self.countingSenders = countingSenders
        self.closing = closing
    }
}
