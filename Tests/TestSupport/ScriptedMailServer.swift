import Foundation
import Synchronization

/// A tiny SMTP server on loopback whose replies a test chooses.
package final class ScriptedMailServer: Sendable {
    package struct Mail: Sendable, Equatable {
        package let sender: String
        package let recipients: [String]
        /// What stood between `DATA` and the dot, dots taken out again.
        package let message: [UInt8]

        package init(sender: String, recipients: [String], message: [UInt8]) {
            self.sender = sender
            self.recipients = recipients
            self.message = message
        }
    }

    private let listener: LoopbackListener
    private let taken: Taken

    private final class Taken: Sendable {
        let mails = Mutex<[Mail]>([])
        let lines = Mutex<[String]>([])
    }

    /// - Parameter reply: Asked for each command with its line, for the greeting with `""` and at
    ///   the end of a message with `"."`; nil: the usual reply, `""`: none at all.
    package init(reply: @escaping @Sendable (String) -> String? = { _ in nil }) throws {
        let taken = Taken()
        self.taken = taken
        listener = try LoopbackListener { connection in
            var talk = Talk(connection: connection, reply: reply)
            talk.run(taken)
        }
    }

    package var port: UInt16 { listener.port }
    package var connects: Int { listener.connects }
    package var mails: [Mail] { taken.mails.withLock { $0 } }
    /// Every command, in the order they came.
    package var commands: [String] { taken.lines.withLock { $0 } }

    package func close() { listener.close() }

    /// One connection's conversation.
    private struct Talk {
        let connection: LoopbackConnection
        let reply: @Sendable (String) -> String?
        private var pending: [UInt8] = []

        init(connection: LoopbackConnection, reply: @escaping @Sendable (String) -> String?) {
            self.connection = connection
            self.reply = reply
        }

        mutating func run(_ taken: Taken) {
            _ = say("", "220 loopback ESMTP")
            var sender = ""
            var recipients: [String] = []
            while let line = line() {
                taken.lines.withLock { $0.append(line) }
                switch line.prefix(4).uppercased() {
                case "EHLO": _ = say(line, "250-loopback\r\n250 SIZE 1000000")
                case "MAIL": if say(line, "250 sender taken") { sender = Self.address(line) }
                case "RCPT":
                    if say(line, "250 recipient taken") { recipients.append(Self.address(line)) }
                case "DATA":
                    guard say(line, "354 go on") else { continue }
                    guard let message = message() else { return }
                    // Noted before the reply, after which a test looks.
                    _ = say(".", "250 taken") {
                        let mail = Mail(
                            sender: sender,
                            recipients: recipients,
                            message: message
                        )
                        taken.mails.withLock { $0.append(mail) }
                    }
                    recipients = []
                case "QUIT":
                    _ = say(line, "221 bye")
                    return
                default: _ = say(line, "500 what?")
                }
            }
        }

        /// Replies, and before a good reply does what goes with it; false when it was not a
        /// good one.
        private func say(_ line: String, _ usual: String, if good: () -> Void = {}) -> Bool {
            let text = reply(line) ?? usual
            let isGood = text.hasPrefix("2") || text.hasPrefix("3")
            if isGood { good() }
            if !text.isEmpty { _ = connection.send(Array((text + "\r\n").utf8)) }
            return isGood
        }

        private mutating func line() -> String? {
            while true {
                if let end = pending.firstIndex(of: 0x0A) {
                    let line = String(decoding: pending[..<end], as: UTF8.self)
                    pending.removeFirst(end + 1)
                    return line.trimmingCharacters(in: .newlines)
                }
                guard let bytes = connection.receive() else { return nil }
                pending += bytes
            }
        }

        private mutating func message() -> [UInt8]? {
            let end = Array("\r\n.\r\n".utf8)
            while true {
                if let range = pending.firstRange(of: end) {
                    let raw = Array(pending[..<range.lowerBound]) + [0x0D, 0x0A]
                    pending.removeFirst(range.upperBound)
                    let text = String(decoding: raw, as: UTF8.self)
                        .replacingOccurrences(of: "\r\n..", with: "\r\n.")
                    return Array(text.utf8)
                }
                guard let bytes = connection.receive() else { return nil }
                pending += bytes
            }
        }

        private static func address(_ line: String) -> String {
            guard let start = line.firstIndex(of: "<"), let end = line.firstIndex(of: ">") else {
                return ""
            }
            return String(line[line.index(after: start)..<end])
        }
    }
}
