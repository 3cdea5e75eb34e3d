package import Messaging

/// One incident as it stands: what decisions about it are made from.
///
/// Changed by events only (`apply`). Kept small, since the whole of it is written with every
/// change: notes are in the events, lists are bounded.
package struct Incident: Equatable, Sendable {
    package static let callsMax = 32
    package static let deadlinesMax = 16
    package static let deviationsMax = 64
    package static let participationsMax = 64

    package let id: IncidentID
    /// The tool the incident was reported in: where its reporter looks.
    package let reportedBy: Party
    /// The incident's number there.
    package var number: String
    /// What answers to that tool are written in.
    package var dialect: String
    /// What the reporter told; its calls are in `calls`.
    package var report: Report
    /// The reporter's fields that nothing maps: a JSON object, as bytes.
    package var unmapped: [UInt8]?

    /// The number of its last event: it counts them without gaps.
    package var revision: Int64
    package var status: IncidentStatus
    /// Nil: unclassified.
    package var category: Category?
    package var expedited: Bool
    package var processes: SecurityProcesses
    package var responsible: ResponsibleRole
    /// Codes of the registers whose authorities are sent the incident.
    package var recipients: [String]
    /// In the order they were set; replaced ones are kept for the record.
    package var deadlines: [Deadline]
    package var deviations: [Deviation]
    package var calls: [PhoneCall]
    package var participations: [Participation]
    package var handling: Handling

    /// When it was registered in the reporter's tool, as far as that is to be believed: the
    /// moment calls had to precede.
    package var reportedAt: Timestamp
    /// When the broker took it in: what deadlines run from, since nobody could act earlier.
    package let registeredAt: Timestamp
    package var changedAt: Timestamp
    /// Of the policy its last event was decided by.
    package var policyVersion: String

    package var recentMessages: RecentMessages
    package var senderSequences: [SenderSequence]
}

extension Incident {
    package var environment: Environment { report.environment ?? .production }
    package var kind: IncidentKind { handling.ruling.kind ?? report.kind ?? .unknown }
    package var security: SecurityFlags { handling.ruling.security ?? report.security ?? .none }
    package var registers: [String] { handling.ruling.registers ?? report.registers ?? [] }

    /// Its text is for those concerned only (annex 5.c): the process runs, or would have to.
    package var isTextRestricted: Bool {
        processes.contains(.dataSecurity) || security.dataSecurity != .none
    }

    /// Deadlines that stand, met or missed as they may be.
    package var standingDeadlines: [Deadline] { deadlines.filter { !$0.isReplaced } }

    /// Codes of the deviations on record, each once, in the order they were recorded.
    package var deviationCodes: [String] {
        var codes: [String] = []
        for deviation in deviations where deviation.isRecorded && !codes.contains(deviation.code) {
            codes.append(deviation.code)
        }
        return codes
    }

    package func participation(of party: Party) -> Participation? {
        participations.first { $0.party == party }
    }

    package func highestSequence(of party: Party) -> Int64? {
        senderSequences.first { $0.party == party }?.highest
    }

    /// Whether a party that owes work in this role has begun.
    package func isWorkStarted(by role: ResponsibleRole) -> Bool {
        participations.contains { $0.workStartedAt != nil && $0.party.role == role }
    }

    /// Who owes work in a role: the SPOC, or the first of the registers that are sent it.
    package func party(in role: ResponsibleRole) -> Party? {
        switch role {
        case .supplier: .spoc
        case .registerAuthority:
            if case .register(let code)? = handling.assignedAt {
                .register(code)
            } else {
                recipients.first.map { .register($0) }
            }
        }
    }

    /// When something is due next, unless a party acts before; nil: nothing is.
    package var nextDue: Timestamp? {
        var next: Timestamp?
        for deadline in deadlines where deadline.isCounting && deadline.due < next ?? .distantFuture
        {
            next = deadline.due
        }
        for case .pending(let until) in deviations.lazy.map(\.standing)
        where until < next ?? .distantFuture {
            next = until
        }
        for clock in handling.clocks {
            if let moment = clock.next, moment < next ?? .distantFuture { next = moment }
        }
        return next
    }
}

extension Timestamp {
    fileprivate static let distantFuture = Timestamp(milliseconds: .max)
}

extension Party {
    /// What the party owes work as; nil: it solves nothing.
    package var role: ResponsibleRole? {
        switch self {
        case .spoc: .supplier
        case .register: .registerAuthority
        case .itsm, .portal, .broker: nil
        }
    }
}
