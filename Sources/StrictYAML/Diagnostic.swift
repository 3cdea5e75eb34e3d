/// One thing wrong with a file, said so that its writer finds and mends it.
package struct Diagnostic: Equatable, Sendable {
    package enum Severity: String, Sendable {
        /// The file is not used.
        case error
        /// The file is used; somebody ought to look.
        case warning
    }

    package let severity: Severity
    package let file: String
    package let position: YAMLPosition
    /// Where in the document, as keys and indexes: `rules[3].when.category`; empty: the whole.
    package let path: String
    /// One sentence without a full stop.
    package let message: String

    package init(
        severity: Severity,
        file: String,
        position: YAMLPosition,
        path: String,
        message: String
    ) {
        self.severity = severity
        self.file = file
        self.position = position
        self.path = path
        self.message = message
    }
}

extension Diagnostic: CustomStringConvertible {
    /// As compilers write it, so that editors can jump there.
    package var description: String {
        let place = "\(file):\(position.line):\(position.column): \(severity.rawValue): "
        return path.isEmpty ? place + message : place + message + " [\(path)]"
    }
}

/// A place in a text; both count from 1, columns in Unicode scalars.
package struct YAMLPosition: Hashable, Comparable, Sendable {
    package let line: Int
    package let column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    package static func < (left: YAMLPosition, right: YAMLPosition) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}
