import Incidents
import JSON
import Rehearsal

/// What another policy would have done otherwise, for people and as JSON.
struct SimulationReport {
    let counts: SimulationCounts
    let found: [(difference: Difference, reason: String?)]
    /// Of the policy in force, and of the one tried.
    let versions: (inForce: String, new: String)

    private var unapproved: Int { found.count { $0.reason == nil } }

    // MARK: - For people

    var lines: [String] {
        summary + details
    }

    private var summary: [String] {
        var table = Table("DIFFERENCE", "INCIDENTS", "APPROVED")
        for kind in Difference.Kind.allCases {
            let same = found.filter { $0.difference.kind == kind }
            guard !same.isEmpty else { continue }
            let approved = same.count { $0.reason != nil }
            table.add(kind.rawValue, String(same.count), String(approved))
        }
        let heading =
            "\(counts.different) of \(counts.incidents) incidents would have been treated "
            + "differently by policy \(versions.new) than by \(versions.inForce)"
        guard !table.isEmpty else { return [heading] }
        return [Terminal.styled(heading, .bold), ""] + table.lines + [""]
    }

    private var details: [String] {
        var lines: [String] = []
        var incident = ""
        for (difference, reason) in found {
            if difference.incident != incident {
                incident = difference.incident
                lines.append(Terminal.styled(incident, .bold) + "  " + Self.why(difference))
            }
            let sign =
                reason == nil ? Terminal.styled("✗", .red) : Terminal.styled("✔", .green)
            lines.append("  \(sign) \(difference.kind.rawValue)")
            lines += TextWrap.lines("- \(difference.before)", indent: 6)
            lines += TextWrap.lines("+ \(difference.after)", indent: 6)
            if let reason {
                lines += TextWrap.lines("approved: \(reason)", indent: 6)
                    .map { Terminal.styled($0, .dim) }
            }
        }
        return lines
    }

    static func why(_ difference: Difference) -> String {
        let gone = difference.rulesBefore.map { "-\($0)" }
        let new = difference.rulesAfter.map { "+\($0)" }
        let rules = (gone + new).joined(separator: " ")
        return rules.isEmpty
            ? "the same rules fired: a deadline, calendar, register or setting differs"
            : "rules: \(rules)"
    }

    func talk(seconds: Double) -> [String] {
        let events = counts.commands + counts.timers
        let speed = seconds > 0 ? Int(Double(events) / seconds) : events
        var lines = [
            "replayed \(counts.commands) commands and \(counts.timers) timers "
                + "(\(speed)/s), at most \(counts.openMax) incidents at once"
        ]
        let others = [
            (counts.betweenIncidents, "commands between incidents, told anew by the replay"),
            (counts.passedOver, "commands about incidents from before --since"),
            (counts.afterClosing, "commands about incidents closed more than 30 days before"),
            (counts.outsidePolicy, "commands from a time without a policy in force"),
        ]
        for (count, what) in others where count > 0 { lines.append("\(count) \(what)") }
        lines.append(
            found.isEmpty
                ? "no difference"
                : "\(found.count) differences, \(unapproved) of them not approved"
        )
        return lines
    }

    // MARK: - For machines

    var json: [UInt8] {
        var writer = JSONWriter(capacity: 16 << 10)
        writer.object { object in
            object.member("policyInForce", versions.inForce)
            object.member("policyTried", versions.new)
            object.member("commands", counts.commands)
            object.member("timers", counts.timers)
            object.member("incidents", counts.incidents)
            object.member("different", counts.different)
            object.member("notApproved", unapproved)
            object.object("counts") { kinds in
                for kind in Difference.Kind.allCases {
                    kinds.key(kind.rawValue)
                    kinds.integer(Int64(counts.byKind[kind] ?? 0))
                }
            }
            object.array("differences") { list in
                for item in found { list.object { write(item, to: &$0) } }
            }
        }
        return writer.bytes
    }

    func write(
        _ item: (difference: Difference, reason: String?),
        to object: inout JSONWriter
    ) {
        object.member("incident", item.difference.incident)
        object.member("kind", item.difference.kind.rawValue)
        object.member("before", item.difference.before)
        object.member("after", item.difference.after)
        object.member("rulesBefore", item.difference.rulesBefore)
        object.member("rulesAfter", item.difference.rulesAfter)
        object.member("approved", item.reason)
    }
}
