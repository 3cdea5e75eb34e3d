package import Incidents
package import Messaging

internal import JSON
internal import Streaming
internal import Translation

/// What would happen to a message, by the very stages that run: nothing is written anywhere.
package struct Trial {
    /// The command it was read as; nil when it was refused on the way in or is an echo.
    package private(set) var command: Command?
    package private(set) var dispositions: [(stage: String, disposition: String)] = []
    /// Why it was refused, if it was.
    package private(set) var rejection: Rejection?
    package private(set) var incident: Incident?
    /// Every rule of the policy and what came of it.
    package private(set) var explanations: [RuleExplanation] = []
    /// Every record that would be produced, in order, changelog aside.
    package private(set) var outputs: [ProducedRecord] = []

    /// - Parameter history: Messages taken before this one, so that an update meets its incident.
    package init(
        _ record: ConsumedRecord,
        after history: [ConsumedRecord] = [],
        material: BrokerMaterial,
        at now: Timestamp
    ) {
        let intake = IntakeStage(material: material)
        let stage = CaseStage(material: material)
        var state: [String: StateEntry] = [:]
        for earlier in history {
            run(earlier, intake, stage, &state, now)
            outputs = []
            dispositions = []
        }
        var arrival = Arrival(record: record, party: .itsm, receivedAt: now)
        if let party = material.party(writingTo: record.position.topic) {
            arrival = Arrival(record: record, party: party, receivedAt: now)
            switch try? intake.translate(&arrival) {
            case .command(let command)?: self.command = command
            case .commands(let commands)?: self.command = commands.first
            case .echo?, nil: break
            }
        }
        run(record, intake, stage, &state, now)
        rejection =
            outputs.last { $0.topic == BrokerTopic.deadLetters }
            .flatMap { DeadLetter($0.consumed(at: now)) }?.rejection
        let parser = JSONParser(depthMax: BrokerMaterial.nestingMax + 8)
        guard let key = command?.incident.text, let bytes = state[key]?.value,
            let node = try? parser.parse(bytes),
            let incident = try? Incident(json: node)
        else { return }
        self.incident = incident
        let policy = material.policy(at: now)
        explanations = policy.explain(
            Facts(incident, policy: policy),
            tables: Set(Rule.Table.allCases)
        )
    }

    private mutating func run(
        _ record: ConsumedRecord,
        _ intake: IntakeStage,
        _ stage: CaseStage,
        _ state: inout [String: StateEntry],
        _ now: Timestamp
    ) {
        var context = StageContext(now: now) { _ in nil }
        dispositions.append((StageName.intake, intake.process(record, &context).rawValue))
        for output in context.outputs {
            outputs.append(output)
            guard output.topic == BrokerTopic.commands else { continue }
            let known = state
            var inner = StageContext(now: now) { known[$0] }
            let command = output.consumed(at: now)
            dispositions.append((StageName.case, stage.process(command, &inner).rawValue))
            outputs += inner.outputs
            for (key, entry) in inner.writes { state[key] = entry }
        }
    }
}

extension ProducedRecord {
    /// As its reader would see it, had it been written.
    package func consumed(at now: Timestamp, offset: Int64 = 0) -> ConsumedRecord {
        ConsumedRecord(
            position: TopicPartition(topic, partition ?? 0),
            offset: offset,
            timestamp: timestamp ?? now,
            key: key,
            value: value,
            headers: headers
        )
    }
}
