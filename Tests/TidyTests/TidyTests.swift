import Foundation
import Testing

/// The house rules that a compiler cannot check. A rule that no check holds is no rule.
@Suite("Tidy")
struct TidyTests {
    struct Ban {
        let text: String
        let under: [String]
        let instead: String

        init(_ text: String, under: String..., instead: String) {
            self.text = text
            self.under = under
            self.instead = instead
        }
    }

    static let pure = [
        "Sources/JSON/", "Sources/Messaging/", "Sources/Incidents/", "Sources/Translation/",
        "Sources/Streaming/", "Sources/SimulatedKafka/", "Sources/Fanout/", "Sources/Reports/",
        "Sources/Rehearsal/",
    ]

    static let bans: [Ban] = [
        Ban(" Task {", under: "Sources/", instead: "a child task of run()"),
        Ban("Task.detached", under: "Sources/", instead: "a child task of run()"),
        Ban("try!", under: "Sources/", instead: "a typed error"),
        Ban("fatalError(", under: "Sources/", instead: "a typed error, or precondition"),
        Ban("DispatchQueue.global", under: "Sources/", instead: "a thread of one's own"),
        Ban("ISO8601DateFormatter", under: "Sources/", instead: "Timestamp(rfc3339:)"),
        Ban("UUID()", under: "Sources/", instead: "an id derived from what is there"),
        Ban("AsyncStream<", under: "Sources/", instead: "pulling, or a stated buffering policy"),
        Ban("Task.sleep", under: "Tests/", instead: "a clock moved by hand"),
        Ban("FIXME", under: "Sources/", "Tests/", instead: "doing it now"),
        Ban("TODO", under: "Sources/", "Tests/", instead: "doing it now, or an issue"),
    ]

    /// Rules of the pure targets: time, chance and the outside come in as arguments.
    static let pureBans = [
        "import Foundation", "import Dispatch", "import Glibc", "Date()", ".now(",
    ]

    /// Comparing bytes by the C library is pure, and fast.
    static let pureExceptions = ["import Glibc": "Sources/Translation/Inbound/"]

    static let suffixes = ["Manager", "Helper", "Util", "Utils", "Impl", "Handler", "Info"]

    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static let files: [String] = ["Sources", "Tests"].flatMap { folder in
        (FileManager.default.enumerator(atPath: root.appending(path: folder).path())?
            .compactMap { $0 as? String } ?? [])
            .filter { $0.hasSuffix(".swift") && !$0.contains("TidyTests") }
            .map { "\(folder)/\($0)" }
    }

    private func lines(_ file: String) throws -> [Substring] {
        try String(contentsOf: Self.root.appending(path: file), encoding: .utf8)
            .split(separator: "\n", omittingEmptySubsequences: false)
    }

    @Test func `there are files to look at`() {
        #expect(Self.files.count > 40)
    }

    @Test(arguments: files)
    func `a file can be read at one sitting`(file: String) throws {
        let lines = try lines(file)
        #expect(lines.count <= 401, "\(file): \(lines.count) lines; split it")
        for (number, line) in lines.enumerated() where line.count > 100 {
            Issue.record("\(file):\(number + 1): longer than 100 columns")
        }
    }

    @Test(arguments: files)
    func `a function fits on a screen`(file: String) throws {
        var start: (line: Int, indent: Int)?
        for (number, line) in try lines(file).enumerated() {
            let indent = line.prefix { $0 == " " }.count
            if line.contains("func "), line.hasSuffix("{"), start == nil {
                start = (number, indent)
            } else if let open = start, indent == open.indent, line.dropFirst(indent) == "}" {
                let length = number - open.line + 1
                #expect(length <= 70, "\(file):\(open.line + 1): a function of \(length) lines")
                start = nil
            }
        }
    }

    @Test(arguments: files)
    func `nothing banned is used`(file: String) throws {
        for (number, line) in try lines(file).enumerated() {
            for ban in Self.bans where ban.under.contains(where: file.hasPrefix) {
                if line.contains(ban.text) {
                    Issue.record("\(file):\(number + 1): \(ban.text): use \(ban.instead)")
                }
            }
            guard Self.pure.contains(where: file.hasPrefix) else { continue }
            for text in Self.pureBans where line.contains(text) {
                if let folder = Self.pureExceptions[text], file.hasPrefix(folder) { continue }
                Issue.record("\(file):\(number + 1): \(text) in a pure target")
            }
        }
    }

    @Test(arguments: files)
    func `librdkafka is called in one place`(file: String) throws {
        guard file.hasPrefix("Sources/"), !file.hasPrefix("Sources/KafkaChannel/") else { return }
        for (number, line) in try lines(file).enumerated() where line.contains("rd_kafka_") {
            Issue.record("\(file):\(number + 1): librdkafka belongs in KafkaChannel")
        }
    }

    @Test(arguments: files)
    func `types have names that say what they are`(file: String) throws {
        for (number, line) in try lines(file).enumerated() {
            let words = line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
            for (index, word) in words.enumerated().dropLast()
            where ["struct", "class", "enum", "actor", "protocol"].contains(word) {
                let name = words[index + 1]
                for suffix in Self.suffixes where name.hasSuffix(suffix) && name != suffix {
                    Issue.record("\(file):\(number + 1): \(name): no \(suffix)")
                }
            }
        }
    }
}
