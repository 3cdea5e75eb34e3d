import ArgumentParser
import Foundation
import Logging

/// The program's log: one line an event on stderr, `time level message key=value …`.
enum LogSetup {
    static func logger(level: String) throws -> Logger {
        guard let level = Logger.Level(rawValue: level) else {
            throw ValidationError("no log level \(level)")
        }
        var logger = Logger(label: "incident-broker") { _ in LineLog() }
        logger.logLevel = level
        return logger
    }
}

struct LineLog: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .info

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { $1 }
        let fields = all.sorted { $0.key < $1.key }.map { key, value in
            "\(key)=\(Self.quoted("\(value)"))"
        }
        let time = Date.now.formatted(.iso8601.time(includingFractionalSeconds: true))
        let words = [time, event.level.rawValue, Self.quoted("\(event.message)")] + fields
        Terminal.tell(words.joined(separator: " "))
    }

    /// A value stays one word on one line, whatever is in it.
    private static func quoted(_ text: String) -> String {
        let needsQuotes =
            text.isEmpty || text.contains { $0.isWhitespace || $0 == "\"" || $0 == "=" }
        guard needsQuotes else { return text }
        let escaped = text.replacingOccurrences(of: "\\", with: "\\\\")
            .replacingOccurrences(of: "\"", with: "\\\"")
            .replacingOccurrences(of: "\n", with: "\\n")
            .replacingOccurrences(of: "\r", with: "\\r")
        return "\"\(escaped)\""
    }
}
