import StrictYAML
import Testing
import Translation

/// Everything that is wrong with a dialect is said with its place, before a message is read.
@Suite("Dialect lint")
struct DialectLintTests {
    /// What is replaced in the small dialect, with what, and what is then said where.
    struct Spoilt: CustomTestStringConvertible, Sendable {
        let old: String
        let new: String
        let line: Int
        let message: String

        init(_ old: String, _ new: String, _ line: Int, _ message: String) {
            (self.old, self.new, self.line, self.message) = (old, new, line, message)
        }

        var testDescription: String { message }
    }

    static let spoilt: [Spoilt] = [
        Spoilt("title: /title", "titel: /title", 16, "no canonical field 'titel'; did you mean"),
        Spoilt("title: /title", "title: title", 16, "a JSON Pointer such as /issue/key"),
        Spoilt("    title: /title\n", "", 16, "nothing gives 'title', which it needs"),
        Spoilt("number: /id", "note.text: /id", 12, "'note.text' is not a field of this verb"),
        Spoilt("say: note}", "say: notes}", 9, "wanted one of report, update, note"),
        Spoilt("[new, change, say]", "[new, change, say, drop]", 10, "'drop' leads to no verb"),
        Spoilt(
            "say: note}\n      values: [new, change, say]",
            "say: report}",
            28,
            "no message leads"
        ),
        Spoilt(
            "[user, authority]",
            "[user, chief]",
            18,
            "'reporter.kind' cannot be 'chief'; map it"
        ),
        Spoilt(", values: [user, authority]", "", 18, "is one of a closed set: list the tool's"),
        Spoilt("otherwise: keep}", "values: [\"1\"]}", 19, "the tool's 'values' do not have '2'"),
        Spoilt(", otherwise: keep}", "}", 19, "list all of the tool's values under 'values'"),
        Spoilt("{p: platform}", "{p: plattform}", 20, "did you mean 'platform'?"),
        Spoilt("otherwise: unknown,", "otherwise: keep,", 20, "which 'keep' may leave"),
        Spoilt("{p: platform}, o", "{p: platform}, values: [p, q], o", 20, "*"),
        Spoilt("otherwise: omit", "otherwise: middling", 21, "wanted omit, refuse or one of low"),
        Spoilt("reporter.phone: /phone", "reporter.phone: /who/x", 23, "lies within /who, which"),
        Spoilt("occurredAt: /at", "occurredAt: /at\n        on: x", 28, "unknown key 'on'"),
        Spoilt("        to: {from: /to, values: [spoc, authority]}\n", "", 25, "'to' is missing"),
        Spoilt("      default: internal\n", "", 31, "say 'default: internal'"),
        Spoilt("public}, otherwise: internal", "public}, otherwise: public", 31, "is not public"),
        Spoilt("in-progress: p", "in-progres: p", 38, "the map says nothing about in-progress"),
        Spoilt("in-progress: p}", "in-progress: p, done: d}", 39, "never has 'done' here"),
        Spoilt(
            "/note/author, audience: reporter",
            "/note/author",
            40,
            "say who sees the note here"
        ),
        Spoilt(
            "/id: /number\n      /state: {",
            "/id: /numer\n      /state: {",
            37,
            "has no /numer"
        ),
        Spoilt(
            "[/incident, /sequence,",
            "[/incident,",
            37,
            "nothing is made of /sequence; write it"
        ),
        Spoilt("/fixed/open", "/id/open", 43, "is already a value"),
        Spoilt("  receipt:", "  receipts:", 35, "'receipt' is missing; a party that speaks this"),
        Spoilt("recognise: [/verb, /id]\n", "", 1, "give 'recognise' or 'types'"),
        Spoilt("dialect: small", "dialect: Small tool", 1, "one word of a-z, 0-9 and dashes"),
    ]

    @Test func `the small dialect is whole`() {
        #expect(SmallDialect.load().diagnostics.map(\.description) == [])
    }

    @Test(arguments: spoilt)
    func `a spoilt line is found and said`(_ spoilt: Spoilt) {
        #expect(SmallDialect.text.contains(spoilt.old))
        let (dialect, found) = SmallDialect.load(replacing: spoilt.old, with: spoilt.new)
        guard spoilt.message != "*" else {
            #expect(found == [])
            return
        }
        let said = found.filter { $0.message.contains(spoilt.message) }
        #expect(!said.isEmpty, "\(found.map(\.description))")
        #expect(said.contains { $0.position.line == spoilt.line }, "\(said.map(\.description))")
        #expect((dialect == nil) == found.contains { $0.severity == .error })
    }

    @Test func `a dialect that an earlier one always takes is never reached`() throws {
        let first = try #require(SmallDialect.load().dialect)
        let header = "dialect: small\ntitle: A small tool\nparties: [itsm]\nrecognise: [/verb, /id]"
        let narrower = header.replacing("small", with: "second")
            .replacing("[/verb, /id]", with: "[{at: /verb, equals: new}, /id]")
        let second = try #require(SmallDialect.load(replacing: header, with: narrower).dialect)
        let found = DialectOrder.diagnostics(of: [first, second], for: .itsm)
        #expect(
            found.map(\.message) == [
                "never reached: whatever is 'second' is taken for 'small' first"
            ]
        )
        #expect(DialectOrder.diagnostics(of: [second, first], for: .itsm) == [])
    }

    @Test func `a dialect is for those it names`() throws {
        let dialect = try #require(SmallDialect.load().dialect)
        let found = DialectOrder.diagnostics(of: [dialect, dialect], for: .spoc)
        #expect(
            found.map(\.message) == [
                "'small' is not meant for spoc", "'small' is not meant for spoc",
                "'small' is there twice",
            ]
        )
    }
}
