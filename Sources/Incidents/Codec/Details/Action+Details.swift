package import JSON
package import Messaging

// The details of every command that handles an incident: as messages hold them, flat.

extension Command.Action {
    /// Reads an action's details from the members of an object; other members are passed over.
    ///
    /// - Throws: `content.invalid` with the member's pointer.
    package init(name: String, details: JSONNode) throws(Rejection) {
        do {
            try self.init(named: name, FieldReader(details))
        } catch {
            throw Rejection(
                .contentInvalid,
                error.detail,
                remedy: "Send the message again as Schemas/inbound/\(name).v1.json says.",
                pointer: error.pointer
            )
        }
    }

    init(named name: String, _ fields: FieldReader) throws(FieldFault) {
        switch name {
        case "classify": self = .classify(try Classification(fields))
        case "assess-impact": self = .assessImpact(try ImpactAssessment(fields))
        case "assign": self = .assign(try Assignment(fields))
        case "escalate": self = .escalate(try Escalation(fields))
        case "await-reporter": self = .awaitReporter(question: try fields.string("question"))
        case "plan": self = .plan(try CorrectionPlan(fields))
        case "propose": self = .propose(try ResolutionProposal(fields))
        case "plan-release": self = .planRelease(try ReleasePlan(fields))
        case "finish-release": self = .finishRelease(try ReleaseCompletion(fields))
        case "roll-back-release": self = .rollBackRelease(try ReleaseRollback(fields))
        case "assure-quality": self = .assureQuality(try QualityFinding(fields))
        case "request-close": self = .requestClose(try ResolutionText(fields))
        case "accept": self = .accept(try fields.optionalWord("type"))
        case "object": self = .object(reason: try fields.optionalString("reason"))
        case "withdraw": self = .withdraw(reason: try fields.optionalString("reason"))
        case "reopen": self = .reopen(reason: try fields.string("reason"))
        case "link-duplicate": self = .linkDuplicate(try DuplicateLink(fields))
        case "split": self = .split(try fields.list("parts", SplitPart.init))
        case "relate-problem": self = .relateProblem(try ProblemDecision(fields))
        case "doubt-priority": self = .doubtPriority(try PriorityDoubt(fields))
        case "override-priority": self = .overridePriority(try PriorityOverride(fields))
        case "flag-security": self = .flagSecurity(try SecurityFinding(fields))
        case "confirm-awareness": self = .confirmAwareness(try BreachAwareness(fields))
        case "confirm-breach-report": self = .confirmBreachReport(try BreachReport(fields))
        case "declare-major": self = .declareMajor(reason: try fields.string("reason"))
        case "need-resource": self = .needResource(what: try fields.string("what"))
        case "retype": self = .retype(try Retyping(fields))
        case "confirm-delivery": self = .confirmDelivery(try DeliveryReport(fields))
        case "report-undelivered": self = .reportUndelivered(try DeliveryReport(fields))
        case "duplicate-linked": self = .takeChild(try ChildLink(fields))
        case "duplicate-settled": self = .settleChild(try ChildOutcome(fields))
        case "master-progressed": self = .followMaster(try MasterProgress(fields))
        case "split-off": self = .splitOff(try SplitOff(fields))
        case "link-refused": self = .refuseLink(try LinkRefusal(fields))
        default: throw fields.fault("action", "None of the actions there are.")
        }
    }

    /// The details as members of the object being written; nothing when there are none.
    func writeDetails(to writer: inout JSONWriter) {
        switch self {
        case .report, .update, .note, .acknowledge, .startWork, .logCall: break
        case .classify(let details): details.writeMembers(to: &writer)
        case .assessImpact(let details): details.writeMembers(to: &writer)
        case .assign(let details): details.writeMembers(to: &writer)
        case .escalate(let details): details.writeMembers(to: &writer)
        case .awaitReporter(let text): writer.member("question", text)
        case .plan(let details): details.writeMembers(to: &writer)
        case .propose(let details): details.writeMembers(to: &writer)
        case .planRelease(let details): details.writeMembers(to: &writer)
        case .finishRelease(let details): details.writeMembers(to: &writer)
        case .rollBackRelease(let details): details.writeMembers(to: &writer)
        case .assureQuality(let details): details.writeMembers(to: &writer)
        case .requestClose(let details): details.writeMembers(to: &writer)
        case .accept(let type): writer.member("type", type?.rawValue)
        case .object(let text): writer.member("reason", text)
        case .withdraw(let text): writer.member("reason", text)
        case .reopen(let text): writer.member("reason", text)
        case .linkDuplicate(let details): details.writeMembers(to: &writer)
        case .split(let parts):
            writer.list("parts", parts) { part, writer in
                writer.object { part.writeMembers(to: &$0) }
            }
        case .relateProblem(let details): details.writeMembers(to: &writer)
        case .doubtPriority(let details): details.writeMembers(to: &writer)
        case .overridePriority(let details): details.writeMembers(to: &writer)
        case .flagSecurity(let details): details.writeMembers(to: &writer)
        case .confirmAwareness(let details): details.writeMembers(to: &writer)
        case .confirmBreachReport(let details): details.writeMembers(to: &writer)
        case .declareMajor(let text): writer.member("reason", text)
        case .needResource(let text): writer.member("what", text)
        case .retype(let details): details.writeMembers(to: &writer)
        case .confirmDelivery(let details): details.writeMembers(to: &writer)
        case .reportUndelivered(let details): details.writeMembers(to: &writer)
        case .takeChild(let details): details.writeMembers(to: &writer)
        case .settleChild(let details): details.writeMembers(to: &writer)
        case .followMaster(let details): details.writeMembers(to: &writer)
        case .splitOff(let details): details.writeMembers(to: &writer)
        case .refuseLink(let details): details.writeMembers(to: &writer)
        }
    }
}
