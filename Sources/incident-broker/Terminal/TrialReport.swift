import Broker
import Incidents
import JSON
import Messaging

/// A trial in words, and as JSON.
struct TrialReport {
    private let trial: Trial

    init(_ trial: Trial) {
        self.trial = trial
    }

    // MARK: - For people

    var lines: [String] {
        readAs + refused + ruled + decided + produced
    }

    private var readAs: [String] {
        guard let command = trial.command else {
            return [heading("Not taken"), "  \(dispositions)"]
        }
        return [
            heading("Read as"),
            "  \(command.action.name) of \(command.incident), in the dialect \(command.dialect)",
            "  message \(command.messageID)",
            "  \(dispositions)",
        ] + command.marks.map { "  mark: \($0)" }
    }

    private var refused: [String] {
        guard let rejection = trial.rejection else { return [] }
        let place = rejection.pointer.isEmpty ? "" : " at \(rejection.pointer)"
        return [
            heading("Refused"),
            "  \(Terminal.styled(rejection.code.rawValue, .red))\(place): \(rejection.detail)",
            "  to mend it: \(rejection.remedy)",
        ]
    }

    private var dispositions: String {
        trial.dispositions.map { "\($0.stage): \($0.disposition)" }.joined(separator: ", ")
    }

    private var ruled: [String] {
        guard !trial.explanations.isEmpty else { return [] }
        var lines = [heading("Rules that fired")]
        var others = [heading("Rules that did not")]
        for explanation in trial.explanations {
            let rule = explanation.rule
            switch explanation.finding {
            case .fired:
                lines.append("  \(Terminal.styled("✔", .green)) \(rule.id) (\(rule.principle))")
                lines.append("      \(rule.danish)")
                lines.append(Terminal.styled("      \(rule.english)", .dim))
            case .failed(let condition, let found):
                others.append("  · \(rule.id): \(Self.why(condition, found))")
            case .notTried(let instead):
                others.append("  · \(rule.id): \(instead) had fired before it")
            }
        }
        return lines + others
    }

    static func why(_ condition: Condition, _ found: [String]) -> String {
        let value = found.isEmpty ? "not known" : found.joined(separator: ", ")
        return switch condition.test {
        case .anyOf(let values):
            "\(condition.fact.rawValue) is \(value), "
                + "wanted \(values.sorted().joined(separator: " or "))"
        case .atLeast(let number):
            "\(condition.fact.rawValue) is \(value), wanted at least \(number)"
        }
    }

    private var decided: [String] {
        guard let incident = trial.incident else { return [] }
        let category = incident.category?.rawValue ?? "unclassified"
        var lines = [
            heading("Decided"),
            "  category \(category)\(incident.expedited ? ", expedited" : "")",
            "  \(incident.responsible.rawValue) is responsible",
        ]
        if !incident.recipients.isEmpty {
            lines.append("  also sent to: \(incident.recipients.joined(separator: ", "))")
        }
        for deadline in incident.deadlines {
            let advisory = deadline.advisory ? " (advisory)" : ""
            lines.append(
                "  deadline: \(deadline.role.rawValue) starts work "
                    + "by \(deadline.due.rfc3339)\(advisory)"
            )
        }
        for code in incident.deviationCodes {
            lines.append("  deviation: \(Terminal.styled(code, .yellow))")
        }
        return lines
    }

    private var produced: [String] {
        [heading("Messages that would be produced")]
            + trial.outputs.map { output in
                let type = output.headers.first { $0.name == "ce_type" }?.value ?? []
                return "  \(output.topic): \(String(decoding: type, as: UTF8.self)) "
                    + "(\(output.value?.count ?? 0) bytes)"
            }
    }

    private func heading(_ text: String) -> String {
        Terminal.styled(text, .bold)
    }

    // MARK: - For machines

    var json: [UInt8] {
        var writer = JSONWriter(capacity: 16 << 10)
        writer.object { report in
            report.member("dialect", trial.command?.dialect)
            report.member("incident", trial.command?.incident.text)
            report.array("stages") { stages in
                for step in trial.dispositions {
                    stages.object {
                        $0.member("stage", step.stage)
                        $0.member("disposition", step.disposition)
                    }
                }
            }
            if let rejection = trial.rejection {
                report.object("rejection") {
                    $0.member("code", rejection.code.rawValue)
                    $0.member("detail", rejection.detail)
                    $0.member("remedy", rejection.remedy)
                    $0.member("pointer", rejection.pointer)
                }
            }
            if let command = trial.command {
                report.key("command")
                command.encode(into: &report)
            }
            report.array("rules") { rules in
                for explanation in trial.explanations { Self.write(explanation, &rules) }
            }
            if let incident = trial.incident {
                report.key("state")
                incident.encode(into: &report)
            }
            report.array("outputs") { outputs in
                for (index, output) in trial.outputs.enumerated() {
                    outputs.object { Self.write(output, index, &$0) }
                }
            }
        }
        return writer.bytes
    }

    private static func write(_ explanation: RuleExplanation, _ rules: inout JSONWriter) {
        rules.object { rule in
            rule.member("id", explanation.rule.id)
            rule.member("principle", explanation.rule.principle.description)
            rule.member("table", explanation.rule.table.rawValue)
            switch explanation.finding {
            case .fired:
                rule.member("fired", true)
                rule.member("da", explanation.rule.danish)
                rule.member("en", explanation.rule.english)
            case .failed(let condition, let found):
                rule.member("fired", false)
                rule.member("because", why(condition, found))
            case .notTried(let instead):
                rule.member("fired", false)
                rule.member("because", "\(instead) had fired before it")
            }
        }
    }

    private static func write(
        _ output: ProducedRecord,
        _ index: Int,
        _ object: inout JSONWriter
    ) {
        let record = output.consumed(at: Timestamp(milliseconds: 0), offset: Int64(index))
        RecordPrinting.members(of: record, &object)
    }
}
