import Incidents
import Messaging
import PolicyFile
import StrictYAML
import Testing

@Suite("Policy book")
struct PolicyBookTests {
    private func version(_ name: String, from: String, until: String? = nil) -> (
        file: String, text: String
    ) {
        let validity = "validFrom: \(from)" + (until.map { "\n  validUntil: \($0)" } ?? "")
        let text = SmallPolicy.spoilt([
            ("version: \"1\"", "version: \"\(name)\""), ("validFrom: 2020-01-01", validity),
        ])
        return ("\(name).yaml", text)
    }

    private func moment(_ text: String) throws -> Timestamp {
        let parts = text.split(separator: "-").compactMap { Int($0) }
        let date = try #require(CivilDate(year: parts[0], month: parts[1], day: parts[2]))
        return Timestamp(seconds: Int64(date.daysSinceEpoch) * 86_400)
    }

    @Test func `the version in force is the one of the moment`() throws {
        let (book, diagnostics) = PolicyFile.loadBook([
            version("b", from: "2022-01-01"),
            version("a", from: "2020-01-01", until: "2022-01-01"),
            version("c", from: "2024-01-01", until: "2026-01-01"),
        ])
        #expect(diagnostics.isEmpty)
        let found = try ["2019-06-01", "2021-06-01", "2022-06-01", "2024-06-01", "2026-06-01"].map {
            book?.version(at: try moment($0))?.version
        }
        #expect(found == [nil, "a", "b", "c", nil])
    }

    @Test func `a later version that names nobody who agreed is an unapproved change`() {
        var agreed = version("c", from: "2024-01-01")
        agreed.text = agreed.text.replacing(
            "zone: Europe",
            with: "approvedBy: [Geodatastyrelsen, Supportleverandøren]\n  zone: Europe"
        )
        let (book, diagnostics) = PolicyFile.loadBook([
            version("b", from: "2022-01-01"), version("a", from: "2020-01-01"), agreed,
        ])
        #expect(diagnostics.isEmpty)
        #expect(book?.versions.map(\.isUnapprovedChange) == [false, true, false])
        #expect(book?.newest.approvedBy == ["Geodatastyrelsen", "Supportleverandøren"])
    }

    @Test func `a version begins at midnight on the wall`() throws {
        let (book, _) = PolicyFile.loadBook([
            version("a", from: "2020-01-01"), version("b", from: "2022-07-01"),
        ])
        let midnight = try moment("2022-07-01").adding(seconds: -7200)
        #expect(book?.version(at: midnight)?.version == "b")
        #expect(book?.version(at: midnight.adding(milliseconds: -1))?.version == "a")
    }

    @Test(
        "versions that do not follow one another are refused",
        arguments: [
            ("2021-01-01", "2020-01-01", "versions a and b are in force at the same time"),
            ("2019-06-01", "2020-01-01", "between versions a and b none is in force"),
            (nil, "2019-01-01", "versions a and b come into force at the same time"),
        ] as [(String?, String, String)]
    )
    func order(until: String?, next: String, message: String) {
        let (book, diagnostics) = PolicyFile.loadBook([
            version("a", from: "2019-01-01", until: until), version("b", from: next),
        ])
        #expect(book == nil)
        #expect(diagnostics.map(\.message) == [message])
        #expect(diagnostics.first?.file == "b.yaml")
    }

    @Test func `one wrong file leaves no book`() {
        let (book, diagnostics) = PolicyFile.loadBook([
            version("a", from: "2019-01-01"), (file: "b.yaml", text: "a: ["),
        ])
        #expect(book == nil)
        #expect(diagnostics.map(\.file) == ["b.yaml"])
    }
}
