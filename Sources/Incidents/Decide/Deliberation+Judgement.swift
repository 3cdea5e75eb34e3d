internal import Messaging

// What a closing shows to have been left undone (P11, P12, P16).

extension Deliberation {
    mutating func judge(_ closure: Closure) {
        guard let incident else { return }
        judgeProcesses(incident, closure)
        switch closure.reason {
        // It was never one, or everything stands with the master.
        case .retyped, .duplicate: return
        case .accepted, .tenDays, .withdrawn, .override: break
        }
        let proposal = incident.handling.proposals.last { $0.text != nil }
        if closure.reason == .withdrawn { judgeText(of: proposal, incident, closure) }
        guard incident.handling.master == nil, let type = closure.type,
            let proposal = incident.handling.proposals.last(where: { $0.type == type })
        else { return }
        if policy.settings.closing.needsQuality(incident), proposal.isApproved != true {
            record("P16.NO_QA", since: closure.at, party: .itsm, .noQuality)
        }
        if type == .workaround, incident.handling.problem == nil {
            record("P12.NO_DECISION", since: closure.at, party: proposal.by, .noDecision)
        }
        if proposal.knowledge == nil, proposal.documented != true {
            record("P11.NOT_DOCUMENTED", since: closure.at, party: proposal.by, .notDocumented)
        }
    }

    /// A breach, or a suspicion of one, leaves its process by the authority's word only (P7):
    /// who takes the incident back or calls it a request has cleared nothing.
    private mutating func judgeProcesses(_ incident: Incident, _ closure: Closure) {
        guard closure.reason == .retyped || closure.reason == .withdrawn,
            cause.party != .itsm
        else { return }
        if incident.security.itSecurity != .none {
            leftProcess("P07.NOT_MAJOR", .majorLeft, closure)
        }
        if incident.security.dataSecurity != .none {
            leftProcess("P07.WRONG_PROCESS", .breachLeft, closure)
        }
    }

    private mutating func leftProcess(_ code: String, _ text: Sentence, _ closure: Closure) {
        record(
            code,
            since: closure.at,
            party: cause.party,
            text,
            evidence: [Evidence("closed", .words([closure.reason.rawValue]))]
        )
    }

    /// Who takes an incident back is not held up; the text is still owed (edge case 49).
    private mutating func judgeText(
        of proposal: Proposal?,
        _ incident: Incident,
        _ closure: Closure
    ) {
        let missing = (proposal?.text ?? ResolutionText())
            .missing(title: incident.report.title, policy.settings.closing)
        guard !missing.isEmpty else { return }
        record(
            Self.incomplete,
            since: closure.at,
            party: .spoc,
            .textOwed,
            evidence: [Evidence("missing", .words(missing))]
        )
    }
}
