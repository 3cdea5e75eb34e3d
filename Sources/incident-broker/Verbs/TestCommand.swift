import ArgumentParser
import Foundation
import Incidents
import JSON
import Messaging
import PolicyFile
import Rehearsal

struct TestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Runs unit tests of a policy, with their own clock.",
        discussion: """
            Each file names a policy and tests: who does what when, and what must then hold. See \
            deploy/policy-tests. A test that expects nothing fails. Exits 1 when one fails, 78 \
            when a file can't be read as tests.
            """
    )

    @OptionGroup var output: OutputOptions

    @Argument(help: "Files of tests, YAML.")
    var files: [String]

    func run() throws {
        let loaded = try files.map(Self.load)
        var results: [Result] = []
        for (file, books) in loaded {
            for (test, policies) in zip(file.tests, books) {
                results.append(
                    Result(
                        file: file.file,
                        test: test,
                        failures: PolicyTestRun(test, policies: policies).failures
                    )
                )
            }
        }
        let failed = results.filter { !$0.failures.isEmpty }
        switch output.output {
        case .table: failed.flatMap(\.lines).forEach(Terminal.print)
        case .json, .jsonl:
            JSONLines.print(results, as: output.output) { $0.writeMembers(to: &$1) }
        }
        let expectations = results.reduce(0) { $0 + $1.test.expectationsCount }
        Terminal.tell(
            failed.isEmpty
                ? "\(results.count) tests with \(expectations) expectations hold"
                : "\(failed.count) of \(results.count) tests fail"
        )
        if !failed.isEmpty { throw ExitStatus.findings }
    }

    /// The tests, each with its policy.
    private static func load(_ path: String) throws -> (PolicyTestFile, [PolicyBook]) {
        let text = try BrokerOptions.read(path)
        let (file, diagnostics) = PolicyTestFile.load(text: text, file: path)
        for diagnostic in diagnostics { Terminal.tell(diagnostic.description) }
        guard let file else { throw ExitStatus.badConfiguration }
        let folder = URL(filePath: path).deletingLastPathComponent()
        let policy = URL(filePath: file.policy, relativeTo: folder).standardizedFileURL
            .path(percentEncoded: false)
        let source = try BrokerOptions.read(policy)
        let books = try file.tests.map { test in
            let (policies, diagnostics) = test.policies(text: source, file: policy)
            for diagnostic in diagnostics { Terminal.tell(diagnostic.description) }
            guard let policies else { throw ExitStatus.badConfiguration }
            return policies
        }
        return (file, books)
    }

    private struct Result {
        let file: String
        let test: PolicyTest
        let failures: [PolicyTestRun.Failure]

        var lines: [String] {
            let place = "\(file):\(test.position.line)"
            return [Terminal.styled("✗", .red) + " \(place): \(test.name)"]
                + failures.flatMap(told)
        }

        private func told(_ failure: PolicyTestRun.Failure) -> [String] {
            let place = "\(file):\(failure.position.line) \(failure.at.rfc3339)"
            return ["    \(place): \(failure.subject)"]
                + failure.wanted.map {
                    Terminal.styled("      - \($0)", .green) + "  wanted, not there"
                }
                + failure.found.map {
                    Terminal.styled("      + \($0)", .red) + "  there, not wanted"
                }
        }

        func writeMembers(to writer: inout JSONWriter) {
            writer.member("file", file)
            writer.member("line", test.position.line)
            writer.member("name", test.name)
            writer.member("expectations", test.expectationsCount)
            writer.member("passed", failures.isEmpty)
            writer.array("failures") { list in
                for failure in failures {
                    list.object {
                        $0.member("line", failure.position.line)
                        $0.member("at", failure.at)
                        $0.member("subject", failure.subject)
                        $0.member("wanted", failure.wanted)
                        $0.member("found", failure.found)
                    }
                }
            }
        }
    }
}
