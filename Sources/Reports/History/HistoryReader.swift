internal import JSON

internal import Incidents
internal import Messaging

/// Reads a history event by event, in whatever order they come.
///
/// Takes three shapes of line: a record as `follow --output jsonl` prints it, a structured
/// CloudEvent, and an event's own data beside a `type`. Records of other topics are passed over
/// and counted.
package struct HistoryReader {
    /// How many lines held something else than an incident's event.
    package private(set) var othersCount = 0
    private var place = 0
    private var order: [String] = []
    private var events: [String: [Int64: HistoryEvent]] = [:]
    /// Numbers of events whose type is not known: they leave no gap.
    private var unknown: [String: Set<Int64>] = [:]
    private var findings: [HistoryFinding] = []
    private let parser = JSONParser()

    package init() {}

    /// One line of a JSON lines file; blank lines are nothing.
    package mutating func read(line: [UInt8]) {
        place += 1
        guard line.contains(where: { $0 > UInt8(ascii: " ") }) else { return }
        do throws(JSONFault) {
            let node = try parser.parse(line)
            if let headers = node["headers"], let value = node["value"] {
                take(value, type: headers["ce_type"]?.string)
            } else if let data = node["data"] {
                take(data, type: node["type"]?.string)
            } else {
                take(node, type: node["type"]?.string)
            }
        } catch {
            findings.append(.unreadable(place: place, detail: error.detail))
        }
    }

    /// One record of the topic: its CloudEvents type and its value.
    package mutating func read(type: String?, value: [UInt8]) {
        place += 1
        do throws(JSONFault) {
            take(try parser.parse(value), type: type)
        } catch {
            findings.append(.unreadable(place: place, detail: error.detail))
        }
    }

    private mutating func take(_ node: JSONNode, type: String?) {
        guard let type else {
            findings.append(.unreadable(place: place, detail: "It has no CloudEvents type."))
            return
        }
        guard type.hasPrefix(HistoryEvent.typePrefix), node["sequence"] != nil,
            node["policyVersion"] != nil
        else {
            othersCount += 1
            return
        }
        let word = type.dropFirst(HistoryEvent.typePrefix.count).split(separator: ".")
        guard let incident = node["incident"]?.string,
            let sequence = node["sequence"]?.integer
        else {
            findings.append(.unreadable(place: place, detail: "No incident, or no sequence."))
            return
        }
        guard word.count == 2, word[1] == "v1", let kind = EventKind(rawValue: String(word[0]))
        else {
            findings.append(.unknownType(type, incident: incident, sequence: sequence))
            unknown[incident, default: []].insert(sequence)
            return
        }
        guard let event = HistoryEvent(node, incident, sequence, kind) else {
            findings.append(.unreadable(place: place, detail: "\(type) lacks its envelope."))
            return
        }
        add(event)
    }

    private mutating func add(_ event: HistoryEvent) {
        if events[event.incident] == nil { order.append(event.incident) }
        if let earlier = events[event.incident]?[event.sequence] {
            findings.append(
                earlier == event
                    ? .repeated(incident: event.incident, sequence: event.sequence)
                    : .conflicting(incident: event.incident, sequence: event.sequence)
            )
            return
        }
        events[event.incident, default: [:]][event.sequence] = event
    }

    /// Everything read so far.
    package func history() -> History {
        var findings = findings
        let incidents = order.compactMap { id -> IncidentHistory? in
            guard let numbered = events[id] else { return nil }
            let sorted = numbered.values.sorted { $0.sequence < $1.sequence }
            findings += Self.gaps(id, Set(numbered.keys).union(unknown[id] ?? []))
            if sorted.first?.kind != .reported { findings.append(.headless(incident: id)) }
            return IncidentHistory(id: id, events: sorted)
        }
        // However the partitions were read, the same history comes out the same.
        let inOrder = incidents.sorted { left, right in
            let (first, second) = (left.events[0].at, right.events[0].at)
            return first == second ? left.id < right.id : first < second
        }
        return History(incidents: inOrder, findings: findings)
    }

    private static func gaps(_ id: String, _ numbers: Set<Int64>) -> [HistoryFinding] {
        var findings: [HistoryFinding] = []
        var next: Int64 = 1
        for number in numbers.sorted() {
            if number > next { findings.append(.gap(incident: id, from: next, to: number - 1)) }
            next = number + 1
        }
        return findings
    }
}
