import ArgumentParser
import Incidents
import JSON

struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "Who may do what to an incident, and when; what is recorded as a deviation.",
        discussion: """
            The tables the broker itself decides by: they are the same for every policy. Which \
            rules of a policy fire, `try` and `explain` tell.
            """,
        subcommands: [Rights.self, States.self, Codes.self],
        defaultSubcommand: Rights.self
    )

    struct Rights: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Each action, and what a party must be to the incident to do it."
        )

        @OptionGroup var output: OutputOptions

        func run() throws {
            let isForPeople = output.show(RuleTables.rights, in: ["action"] + Self.columns) {
                [$0.action.rawValue + ($0.limit == nil ? "" : " *")]
                    + $0.isAllowed.map { $0 ? "yes" : "–" }
            } as: { right, writer in
                let names = zip(Self.columns, right.isAllowed).filter(\.1).map(\.0)
                writer.member("action", right.action.rawValue)
                writer.member("allowed", names)
                writer.member("limit", right.limit)
            }
            guard isForPeople else { return }
            Terminal.print("")
            for (column, capacity) in zip(Self.columns, Capacities.all) {
                Terminal.print("\(column): \(capacity.name)")
            }
            for right in RuleTables.rights {
                if let limit = right.limit {
                    Terminal.print("* \(right.action.rawValue): \(limit)")
                }
            }
            Terminal.print(
                "A party that is none of these is answered as if there were no incident."
            )
        }

        /// In the order of `Capacities.all`.
        private static let columns = ["reporter", "spoc", "register", "authority", "broker"]
    }

    struct States: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Each action, and in which status it is possible."
        )

        @OptionGroup var output: OutputOptions

        func run() throws {
            let headings = ["action"] + IncidentStatus.allCases.map(\.rawValue)
            let isForPeople = output.show(RuleTables.states, in: headings) {
                [$0.action.rawValue] + $0.answers.map(\.mark)
            } as: { state, writer in
                writer.member("action", state.action.rawValue)
                writer.object("states") { writer in
                    for (status, answer) in zip(IncidentStatus.allCases, state.answers) {
                        writer.key(status.rawValue)
                        writer.string(answer.word)
                    }
                }
            }
            guard isForPeople else { return }
            Terminal.print("")
            Terminal.print("yes: possible; done: has been done already, and changes nothing")
            for bar in ActionStates.Bar.allCases {
                Terminal.print("\(bar.mark): \(bar.rule) (\(bar.principle)). \(bar.remedy)")
            }
        }
    }

    struct Codes: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The codes of deviations, and when each is recorded."
        )

        @OptionGroup var output: OutputOptions

        func run() throws {
            _ = output.show(DeviationCode.all, in: ["code", "recorded", "when, or why never"]) {
                [$0.code, $0.isRecorded ? "yes" : "never", $0.meaning]
            } as: { code, writer in
                writer.member("code", code.code)
                writer.member("recorded", code.isRecorded)
                writer.member("meaning", code.meaning)
            }
        }
    }
}

extension ActionStates.Answer {
    fileprivate var word: String {
        switch self {
        case .allowed: "allowed"
        case .repeats: "repeats"
        case .forbidden(let bar): bar.mark
        }
    }

    fileprivate var mark: String {
        switch self {
        case .allowed: "yes"
        case .repeats: "done"
        case .forbidden(let bar): bar.mark
        }
    }
}

extension ActionStates.Bar {
    fileprivate var mark: String {
        switch self {
        case .isClosed: "closed"
        case .nothingProposed: "nothing-proposed"
        case .waitsForAnswer: "waits-for-answer"
        case .isOpen: "open"
        }
    }
}
