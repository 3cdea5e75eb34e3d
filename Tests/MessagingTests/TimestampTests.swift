import JSON
import Messaging
import Testing

@Suite("Timestamp")
struct TimestampTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0),
        ("1969-12-31T23:59:59.999Z", -1),
        ("2026-11-23T08:00:00+01:00", 1_795_417_200_000),
        ("2026-11-23T07:00:00.000Z", 1_795_417_200_000),
        ("2026-11-23T07:00:00-00:00", 1_795_417_200_000),
        ("2026-11-22T07:01:00.5-23:59", 1_795_417_200_500),
        ("2024-02-29T12:00:00Z", 1_709_208_000_000),
        ("2000-02-29T00:00:00Z", 951_782_400_000),
        ("0001-01-01T00:00:00Z", -62_135_596_800_000),
        ("9999-12-31T23:59:59.999999999Z", 253_402_300_799_999),
        ("2026-11-23T07:00:00.1Z", 1_795_417_200_100),
        ("2026-11-23T07:00:00.9999Z", 1_795_417_200_999),
        ("2026-11-23T07:00:00.00000000000000000000000000001Z", 1_795_417_200_000),
    ])
    func `a moment reads as milliseconds`(text: String, milliseconds: Int64) {
        #expect(Timestamp(rfc3339: text)?.milliseconds == milliseconds)
    }

    @Test(arguments: [
        "", "2026-11-23", "2026-11-23T08:00:00", "2026-11-23T08:00Z", "2026-11-23 08:00:00Z",
        "2026-11-23t08:00:00Z", "2026-11-23T08:00:00z", "2026-11-23T08:00:60Z",
        "2016-12-31T23:59:60Z", "2026-11-23T24:00:00Z", "2026-11-23T08:60:00Z",
        "2026-02-29T08:00:00Z", "2100-02-29T08:00:00Z", "2026-04-31T08:00:00Z",
        "2026-13-01T08:00:00Z", "2026-00-01T08:00:00Z", "2026-11-00T08:00:00Z",
        "0000-01-01T08:00:00Z", "2026-11-23T08:00:00.Z", "2026-11-23T08:00:00,5Z",
        "2026-11-23T08:00:00+0100", "2026-11-23T08:00:00+01", "2026-11-23T08:00:00+24:00",
        "2026-11-23T08:00:00+01:60", "2026-11-23T08:00:00±01:00", "2026-11-23T08:00:00Z ",
        " 2026-11-23T08:00:00Z", "2026-11-23T08:00:00Z\n", "2026-11-23T08:00:00ZZ",
        "26-11-23T08:00:00Z", "+2026-11-23T08:00:00Z", "2026-1-23T08:00:00Z00",
        "２０２６-11-23T08:00:00Z", "2026-11-23T08:00:00.5", "2026-11-23T8:00:00.00Z",
    ])
    func `what names no moment is refused`(text: String) {
        #expect(Timestamp(rfc3339: text) == nil)
    }

    @Test(arguments: [
        (0, "1970-01-01T00:00:00.000Z"),
        (-1, "1969-12-31T23:59:59.999Z"),
        (1_795_417_200_007, "2026-11-23T07:00:00.007Z"),
        (951_782_400_000, "2000-02-29T00:00:00.000Z"),
        (-62_135_596_800_000, "0001-01-01T00:00:00.000Z"),
        (-62_135_596_800_001, "0000-12-31T23:59:59.999Z"),
        (-62_167_219_200_001, "-1-12-31T23:59:59.999Z"),
        (253_402_300_800_000, "10000-01-01T00:00:00.000Z"),
        (Int64.max, "292278994-08-17T07:12:55.807Z"),
        (Int64.min, "-292275055-05-16T16:47:04.192Z"),
    ])
    func `a moment prints in UTC with milliseconds`(milliseconds: Int64, text: String) {
        #expect(Timestamp(milliseconds: milliseconds).rfc3339 == text)
    }

    /// 400 years are every kind of year there is.
    @Test func `every day of 400 years reads back as printed`() throws {
        var day = try #require(Timestamp(rfc3339: "1800-01-01T12:34:56.789Z"))
        for _ in 0..<146_097 {
            #expect(Timestamp(rfc3339: day.rfc3339) == day)
            day = day.adding(seconds: 86_400)
        }
        #expect(day.rfc3339 == "2200-01-01T12:34:56.789Z")
    }

    @Test func `a timestamp goes through JSON`() throws {
        let moment = Timestamp(milliseconds: 1_795_417_200_007)
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("at", moment)
            writer.member("never", Timestamp?.none)
        }
        #expect(
            String(decoding: writer.bytes, as: UTF8.self) == #"{"at":"2026-11-23T07:00:00.007Z"}"#
        )
        let parser = JSONParser()
        #expect(try parser.parse(writer.bytes)["at"]?.timestamp == moment)
    }
}
