import Foundation
import Incidents
import JSON

/// The schemas that everything we write has to keep to, as they are published.
enum Contract {
    /// By CloudEvents type without prefix and version (`reported`, `receipt`).
    private static let schemas: [String: JSONSchema] = {
        let root = URL(filePath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        var schemas: [String: JSONSchema] = [:]
        for folder in ["events", "outbound", "broker"] {
            let place = root.appending(path: "Schemas/\(folder)")
            let files = try! FileManager.default.contentsOfDirectory(atPath: place.path())
            for file in files where file.hasSuffix(".v1.json") {
                let bytes = Array(try! Data(contentsOf: place.appending(path: file)))
                schemas[String(file.dropLast(".v1.json".count))] = try! JSONSchema(bytes)
            }
        }
        return schemas
    }()

    /// What the published schema has against a message.
    static func violations(of bytes: [UInt8], kind: String) throws -> [JSONSchema.Violation] {
        let parser = JSONParser()
        // A word that is not published yet can be held to nothing.
        guard let schema = schemas[kind] else { return [] }
        return schema.violations(of: try parser.parse(bytes))
    }
}
