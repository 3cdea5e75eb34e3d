internal import Messaging

// What one incident tells another: commands of the broker's own.

extension Dispatch {
    mutating func tellIncidents(_ payload: Event.Payload) {
        switch payload {
        case .linked(let link): takeMe(link.of, linkRequest)
        case .split(let parts, let ids): splitOff(parts, ids)
        case .childTaken(let link, _): tellProgress(to: link.child)
        default:
            if let master = incident.handling.master { tellMaster(master, payload) }
            if !incident.handling.children.isEmpty { tellChildren(payload) }
        }
    }

    private mutating func takeMe(_ master: IncidentID, _ asked: LinkRequest? = nil) {
        let link = ChildLink(
            child: incident.id,
            registeredAt: incident.registeredAt,
            asked: asked
        )
        command(.takeChild(link), to: master)
    }

    /// A duplicate's reporter has had its say, or has it again.
    private mutating func tellMaster(_ master: IncidentID, _ payload: Event.Payload) {
        switch payload {
        case .objected where incident.status != .closed: settle(master, .objected)
        case .closed(let closure):
            switch closure.reason {
            case .accepted: settle(master, .accepted)
            case .tenDays: settle(master, .tenDays)
            case .withdrawn, .retyped, .override: settle(master, .withdrawn)
            case .duplicate: break
            }
        case .reopened: takeMe(master)
        default: break
        }
    }

    private mutating func settle(_ master: IncidentID, _ outcome: ChildOutcome.Outcome) {
        command(.settleChild(ChildOutcome(child: incident.id, outcome: outcome)), to: master)
    }

    private mutating func tellChildren(_ payload: Event.Payload) {
        for child in incident.handling.children where child.isWaiting {
            switch payload {
            // An objection of one leaves the text standing for the others.
            case .acknowledged, .workStarted, .resolutionProposed, .closed:
                tellProgress(to: child.id)
            case .releasePlanned(let plan): command(.planRelease(plan), to: child.id)
            case .released(let release, _, let moment, let together):
                let completion = ReleaseCompletion(
                    release: release,
                    releasedAt: moment,
                    together: together
                )
                command(.finishRelease(completion), to: child.id)
            case .releaseRolledBack(let rollback):
                command(.rollBackRelease(rollback), to: child.id)
                tellProgress(to: child.id)
            default: break
            }
        }
    }

    private mutating func tellProgress(to child: IncidentID) {
        let isResolved = incident.status == .resolved
        // Linked to one that is closed already, a duplicate goes its own way.
        if case .childTaken = event.payload, incident.status == .closed { return }
        command(
            .followMaster(
                MasterProgress(
                    master: incident.id,
                    status: incident.status,
                    text: isResolved ? incident.handling.proposals.last?.text : nil
                )
            ),
            to: child
        )
    }

    private mutating func splitOff(_ parts: [SplitPart], _ ids: [IncidentID]) {
        // A late objection makes an incident with times of its own.
        let inherits = incident.status != .closed
        for (part, id) in zip(parts.suffix(ids.count), ids) {
            command(
                .splitOff(
                    SplitOff(
                        original: incident.id,
                        number: id.number,
                        reportedBy: incident.reportedBy,
                        report: incident.report(of: part),
                        reportedAt: inherits ? incident.reportedAt : event.at,
                        registeredAt: inherits ? incident.registeredAt : event.at,
                        unmapped: part.unmapped
                    )
                ),
                to: id
            )
        }
    }
}

extension Handling.Child {
    fileprivate var isWaiting: Bool { outcome == nil || outcome == .objected }
}

extension Incident {
    /// What the reporter told, where the part says nothing else.
    fileprivate func report(of part: SplitPart) -> Report {
        var report = self.report
        report.title = part.title
        report.description = part.description ?? report.description
        report.kind = part.kind ?? report.kind
        report.registers = part.registers ?? report.registers
        report.category = part.category?.rawValue ?? report.category
        report.calls = calls
        return report
    }
}
