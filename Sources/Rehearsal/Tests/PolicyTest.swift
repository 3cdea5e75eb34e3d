package import Incidents
package import Messaging
package import StrictYAML

/// One test of a policy: what happens when, and what must then hold.
package struct PolicyTest {
    package var name: String
    package var position: YAMLPosition
    package var steps: [Step]

    /// A moment: perhaps a command, perhaps expectations.
    package struct Step {
        package var at: Timestamp
        package var incident: IncidentID
        /// Nil: time passes, and what is due by then happens.
        package var command: Command?
        package var expectations: [Expectation]
        package var position: YAMLPosition
    }

    package var expectationsCount: Int { steps.reduce(0) { $0 + $1.expectations.count } }
}

/// The tests of one file, with the policy they are about.
package struct PolicyTestFile {
    package var file: String
    /// As the file names it, from where the file is.
    package var policy: String
    package var tests: [PolicyTest]

    /// The tests, or nil when there is an error among the diagnostics.
    package static func load(text: String, file: String) -> (PolicyTestFile?, [Diagnostic]) {
        let reader = YAMLReader(file: file, text: text)
        let tests = reader.read(.policyTests(file: file))
        return (reader.hasErrors ? nil : tests, reader.diagnostics)
    }
}
