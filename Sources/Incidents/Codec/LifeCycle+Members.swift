internal import JSON
internal import Messaging

// What has been done about an incident, as messages to those who handle it show it.

extension Incident {
    func writeHandling(
        _ member: ChangedMember,
        _ discretion: Discretion,
        to writer: inout JSONWriter
    ) {
        switch member {
        case .assignment: writeAssignment(discretion, to: &writer)
        case .plan:
            if let plan = handling.plan {
                writer.object("plan") { plan.writeShown(discretion, to: &$0) }
            }
        case .resolution:
            if let proposal = handling.proposals.last {
                writer.object("resolution") { proposal.writeShown(discretion, to: &$0) }
            }
        case .closure:
            if let closure = handling.closure {
                writer.object("closure") { closure.writeMembers(to: &$0) }
            }
        case .releases: writer.list("releases", handling.releases) { $0.writeShown(to: &$1) }
        case .problem:
            if let decision = handling.problem {
                writer.object("problem") { decision.writeShown(discretion, to: &$0) }
            }
        case .links: writeLinks(to: &writer)
        default: preconditionFailure("written with what belongs to the report")
        }
    }

    private func writeAssignment(_ discretion: Discretion, to writer: inout JSONWriter) {
        guard let assignment = handling.assignment else { return }
        writer.object("assignment") { writer in
            writer.member("line", assignment.line.rawValue)
            writer.member("assignee", discretion.shown(assignment.assignee))
            writer.member("party", handling.assignedAt?.name)
            writer.member("reason", discretion.shown(assignment.reason))
        }
    }

    private func writeLinks(to writer: inout JSONWriter) {
        writer.object("links") { writer in
            writer.member("master", handling.master?.text)
            writer.member("original", handling.original?.text)
            if !handling.children.isEmpty {
                writer.member("children", handling.children.map(\.id.text))
            }
            if !handling.parts.isEmpty { writer.member("parts", handling.parts.map(\.text)) }
        }
    }
}

extension CorrectionPlan {
    func writeShown(_ discretion: Discretion, to writer: inout JSONWriter) {
        writer.member("when", when)
        writer.member("how", discretion.shown(how))
    }
}

extension Proposal {
    func writeShown(_ discretion: Discretion, to writer: inout JSONWriter) {
        writer.member("number", number)
        writer.member("type", type.rawValue)
        writer.member("standing", standing.name)
        writer.member("description", discretion.shown(text?.description))
        writer.member("meaning", discretion.shown(text?.meaning))
        writer.member("nextSteps", discretion.shown(text?.nextSteps))
        writer.member("knowledge", knowledge)
        writer.member("documented", documented)
        writer.member("via", via.rawValue)
        writer.member("approved", isApproved)
        if case .delivered(let moment, let closesAt) = standing {
            writer.member("deliveredAt", moment)
            writer.member("closesAt", closesAt)
        }
    }
}

extension Proposal.Standing {
    /// The word on the wire.
    package var name: String {
        switch self {
        case .proposed: "proposed"
        case .delivered: "delivered"
        case .accepted: "accepted"
        case .objected: "objected"
        case .superseded: "superseded"
        case .rolledBack: "rolled-back"
        }
    }
}

extension ProblemDecision {
    fileprivate func writeShown(_ discretion: Discretion, to writer: inout JSONWriter) {
        writer.member("wanted", wanted)
        writer.member("problem", problem)
        writer.member("reason", discretion.shown(reason))
    }
}

extension ReleaseRecord {
    func writeShown(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("release", release)
            writer.member("kind", kind.rawValue)
            writer.member("plannedAt", plannedAt)
            writer.member("noticedAt", noticedAt)
            writer.member("releasedAt", releasedAt)
            writer.member("rolledBackAt", rolledBackAt)
        }
    }
}
