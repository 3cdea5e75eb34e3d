package import Incidents
package import Messaging
package import PolicyFile
package import StrictYAML

/// One test of a policy: what happens when, and what must then hold.
package struct PolicyTest {
    package var name: String
    package var position: YAMLPosition
    package var steps: [Step]
    /// Settings of the policy that are otherwise in this test; nil: it is as it stands.
    package var settings: YAMLNode?
    /// Later versions of the policy, and the settings that are otherwise in them.
    package var changes: [Change] = []

    package struct Change {
        package var from: Timestamp
        package var settings: YAMLNode
    }

    /// A moment: perhaps a command, perhaps expectations.
    package struct Step {
        package var at: Timestamp
        package var incident: IncidentID
        /// Nil: time passes, and what is due by then happens.
        package var command: Command?
        package var expectations: [Expectation]
        package var position: YAMLPosition
    }

    /// The policy to test: the file's, with this test's settings, and its later versions.
    package func policies(text: String, file: String) -> (PolicyBook?, [Diagnostic]) {
        let (first, found) = load(text, file, settings)
        var diagnostics = found
        var versions = [first]
        for change in changes {
            var (version, found) = load(text, file, change.settings)
            version?.validFrom = change.from
            versions.append(version)
            diagnostics += found
        }
        let loaded = versions.compactMap(\.self)
        return (loaded.count == versions.count ? PolicyBook(loaded) : nil, diagnostics)
    }

    private func load(
        _ text: String,
        _ file: String,
        _ settings: YAMLNode?
    ) -> (Policy?, [Diagnostic]) {
        guard let settings else { return PolicyFile.load(text: text, file: file) }
        return PolicyFile.load(text: text, file: file, settings: settings)
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
