import Broker
import Fanout
import JSON
import Messaging
import Streaming

// Whether every event reached everybody or was told not to have, once and in order.

extension FanoutSimulation {
    func verify() {
        verifyDeliveries()
        verifyArrivals()
        verifyLog()
        verifyCommands()
        verifyLedger()
        findings.checks += 1
        if world.read(BrokerTopic.deadLetters).count != rubbish { findings.untold += 1 }
    }

    private var lanes: [LaneKey] {
        sent.keys.flatMap { incident in
            Self.endpoints.map { LaneKey(target: $0, incident: incident) }
                + [.callback("https://\(incident).example.dk/status", incident: incident)]
        }
    }

    /// Sequences of an incident that a lane was to get.
    private func wanted(_ lane: LaneKey) -> ClosedRange<Int64>? {
        guard let last = sent[lane.incident], last > 0 else { return nil }
        return 1...last
    }

    private var acceptedIDs: Set<String> {
        Set(world.arrivals.lazy.filter(\.isAccepted).map(\.id))
    }

    private func told(_ topic: String) -> [String: Int] {
        world.read(topic).reduce(into: [:]) { counts, record in
            if let id = record.text("delivery") { counts[id, default: 0] += 1 }
        }
    }

    private func verifyDeliveries() {
        let accepted = acceptedIDs
        let (manager, tool) = (told(BrokerTopic.notices), told("itsm.updates"))
        for lane in lanes {
            // Before a report has named the callback, nobody could be told there.
            guard let wanted = wanted(lane), !lane.isCallback else { continue }
            for sequence in wanted {
                findings.checks += 1
                let id = Delivery.id(lane: lane, sequence: sequence)
                if accepted.contains(id) { continue }
                guard manager[id] != nil else {
                    findings.lost += 1
                    continue
                }
                count("parked")
                if manager[id] != 1 || tool[id] != 1 { findings.untold += 1 }
            }
        }
    }

    private func verifyArrivals() {
        var firsts: [String: [Int64]] = [:]
        var ids: [String: String] = [:]
        for arrival in world.arrivals {
            guard let json = try? parser.parse(arrival.body),
                let incident = json["data"]?["incident"]?.string,
                let sequence = json["data"]?["sequence"]?.integer
            else {
                findings.foreignDuplicates += 1
                continue
            }
            findings.checks += 3
            let lane = "\(arrival.url) \(incident)"
            let place = "\(lane) \(sequence)"
            if let known = ids[place] {
                count("attempt-repeated")
                if known != arrival.id { findings.foreignDuplicates += 1 }
            } else {
                ids[place] = arrival.id
                firsts[lane, default: []].append(sequence)
            }
            if !isSigned(arrival) { findings.badSignatures += 1 }
        }
        if Set(ids.values).count != ids.count { findings.foreignDuplicates += 1 }
        for sequences in firsts.values where sequences != sequences.sorted() {
            findings.inverted += 1
        }
    }

    private func isSigned(_ arrival: FanoutWorld.Arrival) -> Bool {
        guard let secret = FanoutWorld.callbackSecret else { return false }
        return WebhookSignature.verify(
            id: arrival.id,
            timestamp: arrival.header("webhook-timestamp") ?? "",
            signature: arrival.header("webhook-signature") ?? "",
            body: arrival.body,
            secrets: [secret],
            at: arrival.at
        ) == nil
    }

    /// What was delivered is logged so once; what is logged so was delivered.
    private func verifyLog() {
        var delivered: [String: Int] = [:]
        for record in world.read(BrokerTopic.attempts) where record.text("outcome") == "delivered" {
            delivered[record.text("delivery") ?? "", default: 0] += 1
        }
        findings.checks += delivered.count
        let given = told(BrokerTopic.notices)
        findings.wrongLog += delivered.values.count { $0 != 1 }
        findings.wrongLog += Set(delivered.keys).subtracting(acceptedIDs).count
        // One that arrived while its process died is repeated, and given up in the end perhaps.
        findings.wrongLog += acceptedIDs.count { delivered[$0] == nil && given[$0] == nil }
    }

    private func verifyCommands() {
        var commands: [String: Int] = [:]
        for record in world.read(BrokerTopic.commands) {
            let id = record.header("ce_id").map { String(decoding: $0, as: UTF8.self) } ?? ""
            commands[id, default: 0] += 1
        }
        findings.wrongCommands += commands.values.count { $0 != 1 }
        let logged = Set(
            world.read(BrokerTopic.attempts).filter { $0.text("outcome") == "delivered" }
                .compactMap { $0.text("delivery") }
        )
        for (incident, sequences) in resolutions {
            let lane = LaneKey.callback("https://\(incident).example.dk/status", incident: incident)
            for sequence in sequences {
                findings.checks += 1
                let id = Delivery.id(lane: lane, sequence: sequence)
                let isConfirmed = commands[id + ".delivered"] != nil
                if isConfirmed != logged.contains(id) { findings.wrongCommands += 1 }
                if isConfirmed { count("confirmed") }
            }
        }
    }

    private func verifyLedger() {
        var accounted: [TopicPartition: [Int64: Int]] = [:]
        var records = 0
        for record in world.read(BrokerTopic.ledger) {
            guard let node = try? parser.parse(record.value ?? []),
                let entry = LedgerEntry(json: node)
            else {
                findings.unbalancedOffsets += 1
                continue
            }
            records += entry.records
            for offset in entry.from...entry.to {
                accounted[entry.position, default: [:]][offset, default: 0] += 1
            }
        }
        let inputs = world.read(BrokerTopic.events)
        findings.checks += inputs.count
        findings.unbalancedOffsets += inputs.count { accounted[$0.position]?[$0.offset] != 1 }
        findings.unbalancedOffsets += abs(inputs.count - records)
    }
}
