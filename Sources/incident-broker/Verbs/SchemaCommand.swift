import ArgumentParser
import JSON

struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "The contracts of Schemas/, run as the broker runs them.",
        subcommands: [List.self, Validate.self],
        defaultSubcommand: List.self
    )

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists the contracts.")

        @OptionGroup var broker: BrokerOptions

        func run() throws {
            try broker.material().contracts.names.forEach(Terminal.print)
        }
    }

    struct Validate: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Says of each line of a file whether the contract takes it.",
            discussion:
                "One JSON value a line in, one verdict a line out; exits 1 if any is refused."
        )

        @OptionGroup var broker: BrokerOptions
        @OptionGroup var output: OutputOptions

        @Option(help: "The contract: inbound/report.v1.json, or its name (report.v1).")
        var schema: String

        @Option(help: "File with one JSON value a line, or -.")
        var input: String

        func run() throws {
            let contracts = try broker.material().contracts
            let wanted = schema.hasSuffix(".json") ? schema : schema + ".json"
            let name = contracts.names.first { $0 == wanted || $0.hasSuffix("/" + wanted) }
            guard let contract = name.flatMap(contracts.schema) else {
                Terminal.tell("there is no contract \(schema); `schema list` names them")
                throw ExitStatus.badInput
            }
            let parser = JSONParser()
            var refused = false
            let lines = try InputFile.bytes(input).split(separator: UInt8(ascii: "\n"))
            for (index, line) in lines.enumerated() {
                let verdict = Verdict(Array(line), contract, parser)
                if !verdict.violations.isEmpty { refused = true }
                verdict.print(line: index + 1, as: output.output)
            }
            if refused { throw ExitStatus.findings }
        }
    }

    /// What the contract says of one value; a value that is no JSON violates `json`.
    struct Verdict {
        let violations: [JSONSchema.Violation]

        init(_ bytes: [UInt8], _ contract: JSONSchema, _ parser: JSONParser) {
            do {
                violations = contract.violations(of: try parser.parse(bytes))
            } catch {
                violations = [
                    JSONSchema.Violation(
                        pointer: error.pointer,
                        keyword: "json",
                        detail: error.detail
                    )
                ]
            }
        }

        func print(line: Int, as format: OutputFormat) {
            guard format == .table else {
                JSONLines.print([self], as: .jsonl) { verdict, object in
                    object.member("line", line)
                    object.member("valid", verdict.violations.isEmpty)
                    object.array("violations") { array in
                        for violation in verdict.violations {
                            array.object {
                                $0.member("pointer", violation.pointer)
                                $0.member("keyword", violation.keyword)
                                $0.member("detail", violation.detail)
                            }
                        }
                    }
                }
                return
            }
            Terminal.print("\(line): \(violations.isEmpty ? "taken" : "refused")")
            for violation in violations {
                Terminal.print("  \(violation.pointer): \(violation.detail) (\(violation.keyword))")
            }
        }
    }
}
