import Incidents
import PolicyFile

/// A policy in a file, for verbs that need nothing else of the broker's material.
enum PolicySource {
    static func load(_ file: String) throws -> Policy {
        let text = try BrokerOptions.read(file)
        let (policy, diagnostics) = PolicyFile.load(text: text, file: file)
        for diagnostic in diagnostics { Terminal.tell(diagnostic.description) }
        guard let policy else { throw ExitStatus.badConfiguration }
        return policy
    }
}

extension BrokerOptions {
    /// The versions of the policy, each for its time; dialects and contracts may be whatever they
    /// are.
    func policies() throws -> PolicyBook {
        let files = try configuration().policyFiles.map { file in
            (file: file, text: try Self.read(BrokerHome.path(file, in: folder)))
        }
        let (book, diagnostics) = PolicyFile.loadBook(files)
        for diagnostic in diagnostics { Terminal.tell(diagnostic.description) }
        guard let book else { throw ExitStatus.badConfiguration }
        return book
    }

    /// The newest version.
    func policy() throws -> Policy { try policies().newest }
}
