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
    /// The newest policy; dialects and contracts may be whatever they are.
    func policy() throws -> Policy {
        let policies = try configuration().policyFiles.map {
            try PolicySource.load(BrokerHome.path($0, in: folder))
        }
        guard let newest = policies.max(by: { $0.validFrom < $1.validFrom }) else {
            throw ExitStatus.badConfiguration
        }
        return newest
    }
}
