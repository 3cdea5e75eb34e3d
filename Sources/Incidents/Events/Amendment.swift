/// What a reporter's update really changed.
package struct Amendment: Equatable, Sendable {
    /// Names of the members that changed, in a fixed order.
    package var changed: [ChangedMember]
    /// The changed members' new values; nil in the others.
    package var report: Report
    package var unmapped: [UInt8]?
    /// The whole of it after the change; nil when the update was superseded.
    package var assessment: Assessment?
    /// What becomes a deviation unless a call is logged in time, added by the change.
    package var pending: [Deviation]
    /// Registers that are sent the incident from now on, and those that no longer are.
    package var joined: [String]
    package var left: [String]

    init(
        changed: [ChangedMember],
        report: Report,
        unmapped: [UInt8]? = nil,
        assessment: Assessment? = nil,
        pending: [Deviation] = [],
        joined: [String] = [],
        left: [String] = []
    ) {
        self.changed = changed
        self.report = report
        self.unmapped = unmapped
        self.assessment = assessment
        self.pending = pending
        self.joined = joined
        self.left = left
    }

    /// An update that a newer one has overtaken changes nothing.
    package var isSuperseded: Bool { assessment == nil }
}

/// A member of an incident that a message about a change may name.
package enum ChangedMember: String, CaseIterable, Sendable {
    case status
    case priority
    case title
    case description
    case environment
    case kind
    case registers
    case services
    case reporter
    case channel
    case impact
    case security
    case processes
    case responsible
    case deadlines
    case deviations
    case unmapped
    case call
    case note
    /// Something is due soon.
    case clock
    /// What it may be one of (P11).
    case knownErrors
    case question
    case resource
    case assignment
    case plan
    case resolution
    case closure
    case releases
    case problem
    case links
}
