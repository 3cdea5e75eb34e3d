internal import Incidents
package import JSON
internal import Messaging

extension MonthlyReport {
    package func write(to writer: inout JSONWriter) {
        writer.object { report in
            report.member("month", month.description)
            report.member("zone", zone)
            report.member("from", span.lowerBound)
            report.member("until", span.upperBound)
            report.member("policyVersions", policyVersions)
            report.member("registered", registered)
            write("byCategory", byCategory, &report)
            write("byKind", byKind, &report)
            write("byRegister", byRegister, &report)
            write("byParty", byParty, &report)
            write("byResponsible", byResponsible, &report)
            report.member("expedited", expedited)
            report.member("major", major)
            report.member("itSecurity", itSecurity)
            report.member("dataSecurity", dataSecurity)
            writeStarts(&report)
            write("toProposed", toProposed, &report)
            report.object("longestSilence") { silence.writeMembers(to: &$0) }
            report.member("openAtEnd", openAtEnd)
            report.member("closed", closed)
            write("closedByReason", closedByReason, &report)
            report.member("autoClosed", autoClosed)
            write("toClosed", toClosed, &report)
            report.member("objections", objections)
            report.member("reopenings", reopenings)
            report.member("releases", releases)
            report.member("releasesNoticedBefore", releasesNoticed)
            report.member("silenceDeviations", silenceDeviations)
            report.array("deviations") { lines in
                for line in deviations.lines { lines.object { line.writeMembers(to: &$0) } }
            }
        }
    }

    private func writeStarts(_ report: inout JSONWriter) {
        report.array("startOfWork") { lines in
            for line in starts {
                lines.object {
                    $0.member("category", line.category)
                    $0.member("responsible", line.role.rawValue)
                    $0.member("advisory", line.isAdvisory)
                    $0.member("judged", line.judged)
                    $0.member("inTime", line.inTime)
                    line.distribution.writeMembers(to: &$0)
                }
            }
        }
    }

    private func write(_ name: StaticString, _ counts: [Count], _ report: inout JSONWriter) {
        report.object(name) { object in
            for count in counts {
                object.key(count.name)
                object.integer(Int64(count.count))
            }
        }
    }

    private func write(
        _ name: StaticString,
        _ named: [NamedDistribution],
        _ report: inout JSONWriter
    ) {
        report.array(name) { lines in
            for line in named {
                lines.object {
                    $0.member("category", line.name)
                    line.distribution.writeMembers(to: &$0)
                }
            }
        }
    }
}

extension Distribution {
    fileprivate func writeMembers(to writer: inout JSONWriter) {
        writer.member("count", count)
        writer.member("p50Milliseconds", percentile(50))
        writer.member("p75Milliseconds", percentile(75))
        writer.member("p90Milliseconds", percentile(90))
        writer.member("p95Milliseconds", percentile(95))
        writer.member("maxMilliseconds", max)
    }
}

extension DeviationReport.Line {
    package func writeMembers(to writer: inout JSONWriter) {
        writer.member("principle", principle.description)
        writer.member("party", party)
        writer.member("incidents", incidents)
        writer.member("of", of)
        writer.member("share", share)
        writer.member("open", open)
        writer.member("withdrawn", withdrawn)
        writer.object("codes") { object in
            for (code, count) in codes.sorted(by: { $0.key < $1.key }) {
                object.key(code)
                object.integer(Int64(count))
            }
        }
    }
}

extension DeviationReport.Item {
    package func writeMembers(to writer: inout JSONWriter) {
        writer.member("incident", incident)
        departure.writeMembers(to: &writer)
    }
}

extension Departure {
    package func writeMembers(to writer: inout JSONWriter) {
        writer.member("deviation", code)
        writer.member("principle", principle.description)
        writer.member("party", party)
        writer.member("since", since)
        writer.member("recordedAt", recordedAt)
        writer.member("withdrawnAt", withdrawnAt)
        writer.member("rules", rules)
        writer.array("evidence") { list in
            for item in evidence {
                list.object {
                    $0.member("name", item.name)
                    $0.member("value", item.value)
                }
            }
        }
    }
}
