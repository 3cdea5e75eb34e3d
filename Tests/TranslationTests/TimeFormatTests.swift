import Messaging
import Testing
import Translation

@Suite("Time formats")
struct TimeFormatTests {
    private func read(_ format: TimeFormat, _ text: String) -> String? {
        var text = text
        return text.withUTF8 { format.read($0) }?.rfc3339
    }

    private func day(_ format: DateFormat, _ text: String) -> String? {
        var text = text
        return text.withUTF8 { format.read($0) }
    }

    @Test(
        arguments: [
            (.rfc3339, "2026-11-23T08:00:00+01:00", "2026-11-23T07:00:00.000Z"),
            (.rfc3339, " 2026-11-23T08:00:00.25Z\n", "2026-11-23T08:00:00.250Z"),
            (.rfc3339, "2026-11-23 08:00:00", nil),
            (.jira, "2026-11-23T08:00:00.000+0100", "2026-11-23T07:00:00.000Z"),
            (.jira, "2026-11-23T08:00:00.000-0330", "2026-11-23T11:30:00.000Z"),
            (.jira, "2026-11-23T08:00:00.000+01:00", "2026-11-23T07:00:00.000Z"),
            (.jira, "2026-11-23T08:00:00.000+9900", nil),
            (.jira, "2026-11-31T08:00:00.000+0100", nil),
            (.jira, "+", nil),
            (.servicenow, "2026-11-23 08:00:00", "2026-11-23T08:00:00.000Z"),
            (.servicenow, "2026-11-23T08:00:00", nil),
            (.servicenow, "23-11-2026 08:00:00", nil),
            (.epochMilliseconds, "1795417111000", "2026-11-23T06:58:31.000Z"),
            (.epochSeconds, "1795417111", "2026-11-23T06:58:31.000Z"),
            (.epochSeconds, "-1", nil),
            (.epochMilliseconds, "99999999999999999", nil),
        ] as [(TimeFormat, String, String?)]
    )
    func `a moment is read as the tool writes it`(
        format: TimeFormat,
        text: String,
        expected: String?
    ) {
        #expect(read(format, text) == expected)
    }

    @Test(arguments: TimeFormat.allCases)
    func `what is written is read again`(format: TimeFormat) throws {
        let moment = try #require(Timestamp(rfc3339: "2026-10-25T00:30:00Z"))
        switch format.write(moment) {
        case .text(let text): #expect(read(format, text) == moment.rfc3339)
        case .number(let number): #expect(format.read(number) == moment)
        }
    }

    @Test(
        arguments: [
            (.iso, "2026-12-01", "2026-12-01"), (.iso, "2026-02-29", nil), (.iso, "1/12/2026", nil),
            (.danish, "01-12-2026", "2026-12-01"), (.danish, "29.02.2028", "2028-02-29"),
            (.danish, "31/11/2026", nil), (.danish, "1-12-2026", nil), (.danish, "01x12x2026", nil),
            (.danish, "", nil),
        ] as [(DateFormat, String, String?)]
    )
    func `a day is read as the form writes it`(
        format: DateFormat,
        text: String,
        expected: String?
    ) {
        #expect(day(format, text) == expected)
    }
}
