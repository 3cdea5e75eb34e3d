import Foundation
import StrictYAML
import Testing
import Translation

/// The dialects in `deploy/dialects`, and the files around them.
enum Shipped {
    static let names = ["canonical", "jira", "servicenow", "portal", "tmf621"]

    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    static func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: root.appending(path: path)))
    }

    static func load(_ name: String) throws -> (dialect: Dialect?, diagnostics: [Diagnostic]) {
        let file = "deploy/dialects/\(name).yaml"
        let (dialect, diagnostics) = DialectFile.load(text: try text(file), file: file)
        return (dialect, diagnostics)
    }

    static func translator(_ name: String) throws -> Translator {
        try #require(translators[name], "\(name).yaml does not load")
    }

    /// Loaded once: most of a test's time would go into reading YAML.
    private static let translators: [String: Translator] = {
        var translators: [String: Translator] = [:]
        for name in names {
            translators[name] = (try? load(name).dialect).map(Translator.init)
        }
        return translators
    }()
}
