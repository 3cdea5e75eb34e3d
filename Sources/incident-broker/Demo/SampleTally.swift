import Broker
import JSON
import Messaging
import Parties

/// What has been seen of one sample, against what must be.
struct SampleTally {
    let sample: Sample
    private(set) var topics: Set<String> = []
    private(set) var deviations: Set<String> = []
    private(set) var category: String?
    private(set) var isExpedited = false
    /// How it was closed, and when; nil: it has not been.
    private(set) var closure: (reason: String, at: String)?
    private let parser = JSONParser()

    init(_ sample: Sample) {
        self.sample = sample
    }

    /// Takes a record that is about this sample's incident.
    mutating func take(_ record: ConsumedRecord) {
        let subject = RecordPrinting.text(record.header("ce_subject"))
        guard subject == sample.expectation.incident else { return }
        topics.insert(record.position.topic)
        guard record.position.topic == BrokerTopic.events,
            let message = record.value.flatMap({ try? parser.parse($0) })
        else { return }
        switch RecordPrinting.text(record.header("ce_type"))?.split(separator: ".").dropLast().last
        {
        case "reported":
            category = message["priority"]?["category"]?.string
            isExpedited = message["priority"]?["expedited"]?.bool ?? false
        case "deviation-recorded":
            if let code = message["deviation"]?.string { deviations.insert(code) }
        case "closed":
            closure = (
                message["closure"]?["reason"]?.string ?? "?", message["at"]?.string ?? "?"
            )
        case "reopened": closure = nil
        default:
            break
        }
    }

    var isComplete: Bool { differences.isEmpty }

    /// What is not as the sample says, in words.
    var differences: [String] {
        let expected = sample.expectation
        var differences: [String] = []
        let missing = Set(expected.topics).subtracting(topics)
        if !missing.isEmpty { differences.append("did not reach \(missing.sorted())") }
        if Set(expected.deviations) != deviations {
            differences.append(
                "deviations \(deviations.sorted()), expected \(expected.deviations.sorted())"
            )
        }
        if expected.category != category {
            differences.append(
                "category \(category ?? "none"), expected \(expected.category ?? "none")"
            )
        }
        if expected.expedited != isExpedited {
            differences.append("expedited \(isExpedited), expected \(expected.expedited)")
        }
        return differences
    }
}
