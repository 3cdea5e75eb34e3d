/// One value of a document, with its place in the file and its key path.
///
/// Whoever finds something wrong with a value later, when more is known, says so here
/// (`error`, `warning`), and it lands among the file's other diagnostics.
package struct YAMLNode {
    package enum Content {
        case scalar(YAMLScalar)
        case sequence([YAMLNode])
        case mapping([(key: YAMLKey, value: YAMLNode)])
        /// Said to be wrong already; nothing more is asked of it.
        case refused
    }

    package let content: Content
    package let position: YAMLPosition
    package let path: String
    package let log: DiagnosticLog

    package func error(_ message: String) {
        log.add(.error, at: position, path: path, message)
    }

    package func warning(_ message: String) {
        log.add(.warning, at: position, path: path, message)
    }

    /// Whether an error has been found in this value or in one inside it.
    package var hasErrors: Bool { log.hasErrors(under: path) }

    /// Reports that something else was wanted; gives nil, to be returned.
    package func mismatch<Value>(wanted: String) -> Value? {
        if let found { error("wanted \(wanted), got \(found)") }
        return nil
    }

    /// What stands here, for a sentence; nil when it has been refused already.
    package var found: String? {
        switch content {
        case .scalar(let scalar): scalar.description
        case .sequence: "a list"
        case .mapping: "a mapping"
        case .refused: nil
        }
    }

    package var scalar: YAMLScalar? {
        if case .scalar(let scalar) = content { scalar } else { nil }
    }

    package var isNull: Bool { scalar?.isNull ?? false }
}

/// A key of a mapping and where it stands.
package struct YAMLKey {
    package let text: String
    package let position: YAMLPosition
    package let path: String
    package let log: DiagnosticLog

    package func error(_ message: String) {
        log.add(.error, at: position, path: path, message)
    }

    package func warning(_ message: String) {
        log.add(.warning, at: position, path: path, message)
    }
}
