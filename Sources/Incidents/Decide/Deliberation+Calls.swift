internal import Messaging

extension Deliberation {
    /// Puts calls on record and judges again what was missing; nil, or what they repeat.
    mutating func log(_ calls: [PhoneCall], _ command: Command) -> Repetition? {
        var isNews = false
        for call in calls {
            guard let incident, !incident.calls.contains(call) else { continue }
            let call = evidence(call)
            let pending = judgeAgain(incident, calls: incident.calls + [call]).pending
            record(.callLogged(call, pending: pending))
            isNews = true
        }
        guard isNews, let incident else { return .content }

        let findings = judgeAgain(incident, calls: incident.calls)
        for deviation in findings.refuted { withdraw(deviation) }
        for deviation in findings.found {
            record(deviation, withCalls(facts(of: incident), of: deviation))
        }
        return nil
    }

    /// The facts of an incident with its calls as the deviation sees them.
    func withCalls(_ facts: Facts, of deviation: Deviation) -> Facts {
        var facts = facts
        facts.setCalls(
            incident?.calls ?? [],
            since: deviation.since,
            occasion: deviation.occasion,
            policy: policy
        )
        return facts
    }

    func facts(of incident: Incident) -> Facts {
        Facts(
            incident.effectiveReport,
            category: incident.category,
            reportedAt: incident.reportedAt,
            policy: policy
        )
    }

    private struct Findings {
        /// Recorded, and now known to be wrong.
        var refuted: [Deviation] = []
        /// Recorded instead: the call was made, but too late.
        var found: [Deviation] = []
        /// Held back still.
        var pending: [Deviation] = []
    }

    /// What the rules about calls say now that these calls are known, duty by duty.
    ///
    /// A rule that this policy no longer has refutes nothing; and a duty is judged by more rules
    /// than it was only where the policy is still the one it was judged by (principle 19).
    private func judgeAgain(_ incident: Incident, calls: [PhoneCall]) -> Findings {
        let open = incident.deviations.filter { deviation in
            !deviation.isWithdrawn && policy.rule(deviation.rule)?.table == .phone
        }
        var findings = Findings()
        var judged: [Deviation] = []
        for deviation in open {
            var facts = facts(of: incident)
            facts.setCalls(
                calls,
                since: deviation.since,
                occasion: deviation.occasion,
                policy: policy
            )
            let fired = policy.deviations(
                policy.phoneRules(firedBy: facts),
                since: deviation.since,
                occasion: deviation.occasion,
                standing: deviation.standing,
                by: { _ in deviation.party }
            )
            let stands = fired.contains { $0.isSameDeparture(as: deviation) }
            if stands, deviation.isPending { findings.pending.append(deviation) }
            if !stands, deviation.isRecorded { findings.refuted.append(deviation) }
            judged += fired
        }
        guard incident.policyVersion == policy.version else { return findings }

        for deviation in judged
        where !incident.deviations.contains(where: { $0.isSameDeparture(as: deviation) }) {
            let isKnown = (findings.pending + findings.found).contains {
                $0.isSameDeparture(as: deviation)
            }
            if isKnown { continue }
            if deviation.isPending {
                findings.pending.append(deviation)
            } else {
                findings.found.append(deviation)
            }
        }
        return findings
    }
}
