/// Collects what is wrong with one file while it is read.
///
/// A reference, so that every node of the document writes to the same list; it stays on the
/// thread that reads the file. Keeps the first `diagnosticsMax`, so that a file of another kind
/// altogether does not fill the screen.
package final class DiagnosticLog {
    package static let diagnosticsMax = 200

    package let file: String
    private var kept: [Diagnostic] = []

    package init(file: String) {
        self.file = file
    }

    /// In the order of the file; those of one place in the order they were found.
    package var diagnostics: [Diagnostic] {
        kept.enumerated()
            .sorted { ($0.element.position, $0.offset) < ($1.element.position, $1.offset) }
            .map(\.element)
    }

    package var hasErrors: Bool {
        kept.contains { $0.severity == .error }
    }

    /// Whether anything stands against this key path or what is below it; such a part of the file
    /// is not worth checking further, since what follows from its faults would be told as well.
    package func hasErrors(under path: String) -> Bool {
        kept.contains { diagnostic in
            guard diagnostic.severity == .error, diagnostic.path.hasPrefix(path) else {
                return false
            }
            let next = diagnostic.path.dropFirst(path.count).first
            return path.isEmpty || next == nil || next == "." || next == "["
        }
    }

    package func add(
        _ severity: Diagnostic.Severity,
        at position: YAMLPosition,
        path: String,
        _ message: String
    ) {
        guard kept.count < Self.diagnosticsMax else { return }
        let diagnostic = Diagnostic(
            severity: severity,
            file: file,
            position: position,
            path: path,
            message: message
        )
        if !kept.contains(diagnostic) { kept.append(diagnostic) }
    }
}
