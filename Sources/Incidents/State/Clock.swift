package import Messaging

/// Something that must have happened by a time, other than the contract's start of work.
///
/// Set, moved and stopped by events; goes off once, however late and however often it is asked.
package struct Clock: Equatable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        /// Start of work (P3, P10): only warns; what follows when it is over is the deadline's.
        case startWork = "start-work"
        /// The reporter is to hear how it goes (P14).
        case status
        /// A register authority owes when and how (P10).
        case plan
        /// The planned time of the correction (P10).
        case correction
        /// The authority owes an answer to a doubt about the priority (P8).
        case doubt
        /// The reporter may object until then; afterwards the incident is closed (P17).
        case closing
        /// A text could not be brought to the reporter: the SPOC is to find another way.
        case undelivered
        /// The days of a text that the authority has not looked at would be over (P17).
        case approval
        /// The SPOC's tool has shown that it has the incident (P1).
        case uptake
        /// Nobody was assigned or escalated to (P9).
        case assignment
        /// Nothing has moved (P22).
        case progress
        /// Nobody has said how large the impact is (P4).
        case rating
        /// A release is near and its reporters have not been told (P15).
        case release
        /// The controller's 72 hours (GDPR art. 33).
        case breach
        /// Early warning, notification and final report of NIS2.
        case nis2Early = "nis2-early"
        case nis2Notification = "nis2-notification"
        case nis2Final = "nis2-final"
    }

    /// What has become of a clock.
    package enum Standing: String, CaseIterable, Sendable {
        /// Next: warned, expired, stopped.
        case running
        /// 75 % of the time has passed. Next: expired, stopped.
        case warned
        case expired
        case stopped
    }

    package var kind: Kind
    /// What it is about where there may be several: a register, a release, a proposal's number.
    package var subject: String
    /// Who owes it; nil: the reporter, or nobody.
    package var party: Party?
    package var from: Timestamp
    /// Happening at this very moment is in time.
    package var due: Timestamp
    /// When 75 % have passed; nil: no warning is wanted.
    package var warnAt: Timestamp?
    package var standing: Standing

    package init(
        kind: Kind,
        subject: String = "",
        party: Party? = nil,
        from: Timestamp,
        due: Timestamp,
        warnAt: Timestamp? = nil,
        standing: Standing = .running
    ) {
        self.kind = kind
        self.subject = subject
        self.party = party
        self.from = from
        self.due = due
        self.warnAt = warnAt
        self.standing = standing
    }

    package var isRunning: Bool { standing == .running || standing == .warned }

    /// When it next says something; nil: never again.
    package var next: Timestamp? {
        switch standing {
        case .running: warnAt.map { min($0, due) } ?? due
        case .warned: due
        case .expired, .stopped: nil
        }
    }

    /// Whether nothing else in the events tells of it while it runs.
    var isToldAsClock: Bool {
        switch kind {
        case .status, .plan, .undelivered, .approval, .uptake, .assignment, .progress, .rating:
            true
        // Deadlines, answers, closings, plans, releases and breaches say it themselves.
        case .startWork, .correction, .doubt, .closing, .release, .breach, .nis2Early,
            .nis2Notification, .nis2Final:
            false
        }
    }

    /// Whether both stand for the same promise, so that the later replaces the earlier.
    func isSame(as other: Clock) -> Bool { kind == other.kind && subject == other.subject }
}
