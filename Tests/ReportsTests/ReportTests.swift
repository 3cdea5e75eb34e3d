import Incidents
import JSON
import Messaging
import Reports
import Testing

@Suite("Reports over a history written by hand")
struct ReportTests {
    private let courses = Histories.eventfulHistory.courses

    @Test func `a deviation counts over the incidents its principle was about`() {
        let report = DeviationReport(courses)
        let late = report.lines.first { $0.principle.number == 3 }
        #expect(late?.party == "spoc")
        #expect(late?.incidents == 1 && late?.of == 1 && late?.open == 1)
        let calls = report.lines.first { $0.principle.number == 5 }
        #expect(calls?.incidents == 0 && calls?.of == 1 && calls?.withdrawn == 1)
        #expect(report.lines.allSatisfy { $0.incidents <= $0.of })
        #expect(report.items.count == 2)
    }

    @Test func `only one principle, and only since then`() {
        #expect(DeviationReport(courses, principle: Principle(3)).items.count == 1)
        let since = DeviationReport(courses, since: Histories.at("2026-11-23T07:30:00Z"))
        #expect(since.items.map(\.departure.code) == ["P03.START_LATE"])
        let later = DeviationReport(courses, since: Histories.at("2026-11-27T00:00:00Z"))
        #expect(later.incidentsCount == 0)
    }

    @Test func `an open deadline is overdue, at risk, soon or later`() {
        let open = Histories.read(Array(Histories.eventful.prefix(3))).courses
        func urgency(_ now: String) -> DeadlineReport.Urgency? {
            DeadlineReport(open, now: Histories.at(now)).items.first?.urgency
        }
        #expect(urgency("2026-11-23T07:20:00Z") == .soon)
        #expect(urgency("2026-11-23T07:45:00Z") == .atRisk, "three quarters have passed")
        #expect(urgency("2026-11-23T08:00:00Z") == .atRisk, "the very moment is in time")
        #expect(urgency("2026-11-23T08:00:01Z") == .overdue)
        let tight = DeadlineReport(open, now: Histories.at("2026-11-23T07:01:00Z"), within: 60)
        #expect(tight.items.first?.urgency == .later)
        #expect(tight.byParty.map(\.party) == ["spoc"])
    }

    @Test func `a closed incident owes nothing`() {
        let report = DeadlineReport(courses, now: Histories.at("2027-01-01T00:00:00Z"))
        #expect(report.items.isEmpty)
    }

    @Test func `the month is Denmark's, to the midnight`() throws {
        let span = try #require(CivilMonth("2026-10")).span(in: Histories.zone)
        #expect(span.lowerBound == Histories.at("2026-10-01T00:00:00+02:00"))
        #expect(span.upperBound == Histories.at("2026-11-01T00:00:00+01:00"))
        for wrong in ["2026-13", "2026-1", "26-01", "2026-10-01", "x"] {
            #expect(CivilMonth(wrong) == nil)
        }
    }

    @Test func `the month's figures`() throws {
        let report = MonthlyReport(
            courses,
            month: try #require(CivilMonth("2026-11")),
            zone: Histories.zone
        )
        #expect(report.registered == 1)
        #expect(report.byCategory == [.init("B", 1)])
        #expect(report.byRegister == [.init("MAT", 1)])
        #expect(report.expedited == 1)
        #expect(report.starts.map(\.judged) == [1])
        #expect(report.starts.map(\.inTime) == [0])
        #expect(report.starts.first?.distribution.max == Int64(4_500_000))
        #expect(report.toProposed.first?.distribution.max == Int64(10_800_000))
        #expect(report.objections == 1)
        #expect(report.reopenings == 0)
        #expect(report.releases == 1 && report.releasesNoticed == 1)
        #expect(report.closed == 1 && report.autoClosed == 0)
        #expect(report.openAtEnd == 0)
        let december = MonthlyReport(
            courses,
            month: try #require(CivilMonth("2026-12")),
            zone: Histories.zone
        )
        #expect(december.registered == 0 && december.closed == 0)
    }

    @Test func `no text and no person gets into a report`() throws {
        let month = try #require(CivilMonth("2026-11"))
        let report = MonthlyReport(courses, month: month, zone: Histories.zone)
        var writer = JSONWriter()
        report.write(to: &writer)
        Timeline(Histories.eventfulHistory.incidents[0], now: courses[0].lastAt)
            .write(to: &writer)
        var texts = [
            report.markdown(.danish), report.markdown(.english),
            String(decoding: writer.bytes, as: UTF8.self),
        ]
        OCELWriter { texts.append(String(decoding: $0, as: UTF8.self)) }
            .write(Histories.eventfulHistory)
        XESWriter { texts.append($0) }.write(Histories.eventfulHistory)
        for text in texts {
            #expect(!text.contains("Mette"))
            #expect(!text.contains("Hemmelig"))
        }
        #expect(texts[0].contains("| B | supplier | 1 | 1 t 15 min"))
    }

    @Test func `every object an exported event refers to is in the log`() throws {
        var bytes: [UInt8] = []
        OCELWriter { bytes += $0 }.write(Histories.eventfulHistory)
        let parser = JSONParser()
        defer { withExtendedLifetime(parser) {} }
        let log = try parser.parse(bytes)
        let objects = Set(log["objects"]!.elements.map { $0["id"]!.string! })
        #expect(objects.count == log["objects"]!.elements.map { $0 }.count, "each once")
        let types = Set(log["objectTypes"]!.elements.map { $0["name"]!.string! })
        for object in log["objects"]!.elements {
            #expect(types.contains(object["type"]!.string!))
        }
        var events = 0
        for event in log["events"]!.elements {
            events += 1
            for relation in event["relationships"]!.elements {
                #expect(objects.contains(relation["objectId"]!.string!))
            }
        }
        #expect(events == Histories.eventful.count)
    }

    @Test func `XML has words for what it can't hold`() {
        var text = ""
        var history = Histories.eventfulHistory
        history.incidents[0].events[0].by = "a<b>&\"c\"\u{1}\n"
        XESWriter { text += $0 }.write(history)
        #expect(text.contains("value=\"a&lt;b&gt;&amp;&quot;c&quot;&#10;\""))
        #expect(text.hasSuffix("</log>\n"))
        #expect(text.split(separator: "<event>").count == Histories.eventful.count + 1)
    }
}
