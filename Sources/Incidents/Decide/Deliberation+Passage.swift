internal import Messaging

// What can be seen of messages on their way: late ones (P1) and missing ones (P18).

extension Deliberation {
    /// A report that was held up between its tool and here (edge case 35).
    ///
    /// Two clocks are shown side by side: the policy's, from the registration in the tool, and the
    /// supplier's, from the arrival, since nobody could act before.
    mutating func checkForwarding() {
        guard let incident, let most = policy.settings.clocks.forwardSeconds,
            incident.reportedAt.adding(seconds: most) < at,
            at
                <= incident.reportedAt.adding(
                    seconds: policy.settings.clocks.forwardWithinSeconds
                )
        else { return }
        var evidence = [
            Evidence("registeredAt", .moment(incident.reportedAt)),
            Evidence("arrivedAt", .moment(at)),
        ]
        if let deadline = incident.runningDeadline, let policyDue = policyDue(deadline, incident) {
            evidence.append(Evidence("policyDue", .moment(policyDue)))
            evidence.append(Evidence("supplierDue", .moment(deadline.due)))
        }
        record(
            "P01.FORWARD_LATE",
            since: incident.reportedAt,
            party: nil,
            .forwardedLate,
            evidence: evidence
        )
    }

    /// What was decided was decided by a version that nobody is named as agreeing to (P19): once
    /// for each incident and version.
    mutating func checkPolicy() {
        guard policy.isUnapprovedChange, !events.isEmpty, rejection == nil else { return }
        record(
            "P19.UNAPPROVED_CHANGE",
            since: policy.validFrom,
            party: .itsm,
            .unapprovedPolicy,
            evidence: [
                Evidence("version", .words([policy.version])),
                Evidence("validFrom", .moment(policy.validFrom)),
            ]
        )
    }

    private func policyDue(_ deadline: Deadline, _ incident: Incident) -> Timestamp? {
        guard
            let promise = policy.startOfWork(
                deadline.category,
                deadline.role,
                deadline.environment
            ),
            let calendar = policy.calendars[promise.calendar]
        else { return nil }
        return promise.within.deadline(
            from: incident.reportedAt,
            calendar: calendar,
            zone: policy.zone
        )
    }

    /// A sender that counts its messages has left numbers out.
    mutating func checkSequence(_ command: Command, after highest: Int64?) {
        guard let highest, let sequence = command.sequence, sequence > highest + 1,
            policy.settings.countingSenders.contains(command.party.system)
        else { return }
        record(
            "P18.GAP",
            since: at,
            rule: "P18.GAP_\(command.party.system)_\(highest + 1)_\(sequence - 1)",
            party: command.party,
            .gap,
            evidence: [
                Evidence("first", .number(Int(highest + 1))),
                Evidence("last", .number(Int(sequence - 1))),
            ]
        )
    }

    /// The one message that was missing has come after all.
    mutating func closeGap(_ command: Command) {
        guard let sequence = command.sequence, let incident else { return }
        let rule = "P18.GAP_\(command.party.system)_\(sequence)_\(sequence)"
        let gap = incident.deviations.first { $0.isRecorded && $0.rule == rule }
        if let gap { withdraw(gap) }
    }
}
