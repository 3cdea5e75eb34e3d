internal import Yams

/// Reads one YAML document strictly: everything wrong with it is collected, with line and column,
/// and nothing is ignored.
///
/// ```swift
/// struct Endpoint { let host: String; let port: Int }
///
/// let reader = YAMLReader(file: "broker.yaml", text: text)
/// let endpoint = reader.read(
///     .mapping { mapping in
///         let host = mapping.required("host", .string)
///         let port = mapping.optional("port", .integer(in: 1...65535), default: 9092)
///         guard let host else { return nil }
///         return Endpoint(host: host, port: port)
///     }
/// )
/// for diagnostic in reader.diagnostics { print(diagnostic) }
/// // broker.yaml:3:7: error: wanted an integer in 1...65535, got 'kafka' [port]
/// ```
///
/// Ask for every key before the first `guard`, so that all faults are found in one go. A mapping
/// read by a shape reports the keys nobody asked for when its closure returns. Also refused:
/// duplicate keys, anchors and aliases, explicit tags, keys that are not scalars, several
/// documents, and unquoted numbers where a string is wanted.
package struct YAMLReader {
    package let log: DiagnosticLog
    /// Nil when the text is not YAML, and the log says why.
    ///
    /// An empty document is a null.
    package let root: YAMLNode?

    package init(file: String, text: String) {
        log = DiagnosticLog(file: file)
        let text = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
        root = Self.parse(text, log: log)
    }

    package var diagnostics: [Diagnostic] { log.diagnostics }

    /// Whether anything stands against using what was read.
    package var hasErrors: Bool { log.hasErrors }

    /// Reads the whole document as this shape; nil when it cannot, and the log says why.
    ///
    /// A value may be given although there are errors (an unknown key): ask `hasErrors`.
    package func read<Value>(_ shape: YAMLShape<Value>) -> Value? {
        root.flatMap(shape.read)
    }

    private static func parse(_ text: String, log: DiagnosticLog) -> YAMLNode? {
        var composed = DuplicateKeyComposer(text: text)
        do {
            return try composed.compose { root, renamed in
                guard let root else {
                    return YAMLNode(
                        content: .scalar(YAMLScalar(text: "", isQuoted: false)),
                        position: YAMLPosition(line: 1, column: 1),
                        path: "",
                        log: log
                    )
                }
                let builder = YAMLTreeBuilder(renamedKeys: renamed, log: log)
                return builder.node(root, path: "")
            }
        } catch {
            let (position, message) = describe(error)
            log.add(.error, at: position, path: "", message)
            return nil
        }
    }

    private static func describe(_ error: any Error) -> (YAMLPosition, String) {
        let start = YAMLPosition(line: 1, column: 1)
        guard let error = error as? YamlError else { return (start, "not YAML: \(error)") }
        switch error {
        case .scanner(let context, let problem, let mark, _),
            .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let around = context.map { " (\($0.text), line \($0.mark.line))" } ?? ""
            return (YAMLPosition(mark), "not YAML: \(problem)\(around)")
        case .reader(let problem, let offset, _, let yaml):
            return (YAMLPosition(offset: offset ?? 0, in: yaml), "not YAML: \(problem)")
        case .duplicatedKeysInMapping(let duplicates, let context):
            let keys = duplicates.joined(separator: ", ")
            return (YAMLPosition(context.mark), "duplicate keys: \(keys)")
        case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
            return (start, "not YAML: \(error)")
        }
    }
}

extension YAMLPosition {
    init(_ mark: Mark) {
        self.init(line: mark.line, column: mark.column)
    }

    /// The place of a byte offset.
    init(offset: Int, in text: String) {
        let before = text.utf8.prefix(offset)
        let line = before.count { $0 == UInt8(ascii: "\n") } + 1
        let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { before.index(after: $0) }
        self.init(
            line: line,
            column: text.unicodeScalars[(lineStart ?? before.startIndex)..<before.endIndex].count
                + 1
        )
    }
}
