import JSON
import Messaging

/// Realistic input: incidents as the authority's Jira writes them, about 1.4 kB each.
struct Workload {
    private static let description = """
        Nattens udtræk fra Matriklen indeholder 0 jordstykker for Aarhus Kommune (0751). \
        Tinglysning af ejendomshandler er gået i stå i hele kommunen, og vi får mange \
        henvendelser fra landinspektører og pengeinstitutter. Fejlen er set første gang kl. 02.14 \
        og gælder både WFS og filudtræk. Tidligere udtræk fra i går er i orden. Vi har prøvet at \
        hente udtrækket igen to gange med samme resultat og har kontrolleret vores egen \
        opsætning uden at finde fejl.
        """

    /// A report with its own number; every fifth has high impact.
    func report(_ number: Int) -> ProducedRecord {
        var writer = JSONWriter(capacity: 2048)
        writer.object { issue in
            issue.member("webhookEvent", "jira:issue_created")
            issue.member("timestamp", Int64(1_795_000_000_000 + number))
            issue.object("issue") { issue in
                issue.member("id", String(10_000 + number))
                issue.member("key", "DAF-\(number)")
                issue.object("fields") { fields(number, &$0) }
            }
        }
        return ProducedRecord(
            topic: "itsm.incidents",
            key: Array("DAF-\(number)".utf8),
            value: writer.bytes
        )
    }

    private func fields(_ number: Int, _ fields: inout JSONWriter) {
        fields.member("summary", "Matriklen: jordstykker mangler i udtrækket (\(number))")
        fields.member("description", Self.description)
        for (name, value) in JiraFields.values(number) {
            fields.key(name)
            fields.raw(Array(value.utf8))
        }
    }

    /// The record as a consumer would have it.
    func consumed(_ record: ProducedRecord, offset: Int) -> ConsumedRecord {
        ConsumedRecord(
            position: TopicPartition(record.topic, 0),
            offset: Int64(offset),
            // Ten minutes after the tool's own time of the report.
            timestamp: Timestamp(milliseconds: 1_795_417_711_000),
            key: record.key,
            value: record.value,
            headers: record.headers
        )
    }
}
