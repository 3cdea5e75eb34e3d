import Foundation
import Incidents
import PolicyFile
import StrictYAML

/// The policy the broker comes with: what the scenarios are told about.
enum Shipped {
    static let policy: Policy = {
        let path = "deploy/policy/datafordeler.yaml"
        let root = URL(filePath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        guard let text = try? String(contentsOf: root.appending(path: path), encoding: .utf8),
            let policy = PolicyFile.load(text: text, file: path).0
        else { preconditionFailure("the shipped policy must be readable") }
        return policy
    }()
}
