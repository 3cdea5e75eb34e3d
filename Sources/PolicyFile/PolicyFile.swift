package import Incidents
internal import Messaging
package import StrictYAML

/// Reads the incident policy from YAML, and says everything that is wrong with it.
package enum PolicyFile {
    /// The policy, or nil when there is an error among the diagnostics.
    package static func load(text: String, file: String) -> (Policy?, [Diagnostic]) {
        let reader = YAMLReader(file: file, text: text)
        return (read(reader)?.policy, reader.diagnostics)
    }

    /// The policy with some of its settings otherwise, as a test of a choice wants it.
    ///
    /// What is wrong with the settings is told among the diagnostics of the file they stand in.
    package static func load(
        text: String,
        file: String,
        settings: YAMLNode
    ) -> (Policy?, [Diagnostic]) {
        let reader = YAMLReader(file: file, text: text)
        let root = reader.root?.overlaid("settings", by: settings)
        let policy = root.flatMap { read($0, reader) }?.policy
        return (
            settings.log.hasErrors ? nil : policy, reader.diagnostics + settings.log.diagnostics
        )
    }

    /// The versions of the policy, or nil when there is an error among the diagnostics of any
    /// file, or when the versions' times overlap or leave a gap.
    package static func loadBook(
        _ files: [(file: String, text: String)]
    ) -> (PolicyBook?, [Diagnostic]) {
        let readers = files.map { YAMLReader(file: $0.file, text: $0.text) }
        let versions = readers.compactMap(read)
        PolicyBookLint.check(versions)
        let isWrong = versions.isEmpty || readers.contains(where: \.hasErrors)
        let book = isWrong ? nil : PolicyBook(versions.map(\.policy))
        return (book, readers.flatMap(\.diagnostics))
    }

    private static func read(_ reader: YAMLReader) -> PolicyVersion? {
        reader.root.flatMap { read($0, reader) }
    }

    private static func read(_ root: YAMLNode, _ reader: YAMLReader) -> PolicyVersion? {
        guard let draft = YAMLShape<PolicyDraft>.policy.read(root) else { return nil }
        PolicyLint(draft, log: reader.log).check()
        // A policy made of a wrong draft could break what the policy's types promise.
        guard !reader.hasErrors else { return nil }
        return PolicyVersion(policy: draft.policy, heading: draft.heading)
    }
}

/// A policy and the place its validity is written.
struct PolicyVersion {
    let policy: Policy
    let heading: HeadingDraft
}
