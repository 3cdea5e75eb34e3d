internal import Incidents
internal import JSON
internal import Messaging
internal import StrictYAML

// Policy tests, as their files write them.
//
// ```yaml
// policy: ../policy/datafordeler.yaml
// defaults: {title: …, reporter: {kind: authority}}      # of every report
// tests:
//   - name: An A that nobody phoned in
//     steps:
//       - {at: 2026-11-23T08:00:00+01:00, from: itsm, do: report, with: {category: A}}
//       - {at: 2026-11-23T08:06:00+01:00, expect: {deviations: [P05.NO_CALL_SPOC]}}
//   - name: A lack of progress, where the policy has principle 22
//     settings: {principles: 23}                           # otherwise in this test
//     changes: [{from: 2026-12-01T00:00:00+01:00, settings: {…}}]   # and in later versions
//     steps: […]
// ```

extension YAMLShape where Value == PolicyTestFile {
    static func policyTests(file: String) -> YAMLShape<PolicyTestFile> {
        .mapping { mapping in
            let policy = mapping.required("policy", .text)
            let defaults = mapping.optional("defaults", .any)
            let tests = mapping.required("tests", .list(of: .policyTest(defaults)))
            if let tests, tests.isEmpty { mapping.node.error("there is no test") }
            guard let policy, let tests else { return nil }
            return PolicyTestFile(file: file, policy: policy, tests: tests)
        }
    }
}

extension YAMLShape where Value == PolicyTest {
    fileprivate static func policyTest(_ defaults: YAMLNode?) -> YAMLShape<PolicyTest> {
        .mapping("a test") { mapping in
            let name = mapping.required("name", .text)
            let incident = mapping.optional("incident", .incident, default: .ofTests)
            let settings = mapping.optional("settings", .any)
            let changes = mapping.optional("changes", .list(of: .policyChange), default: [])
            let drafts = mapping.required("steps", .list(of: .stepDraft))
            guard let name, let drafts else { return nil }
            let steps = drafts.enumerated().compactMap { index, draft in
                draft.step(index, incident: incident, defaults: defaults)
            }
            for (step, earlier) in zip(steps.dropFirst(), steps) where step.at < earlier.at {
                mapping.node.error("line \(step.position.line) is earlier than the step before it")
            }
            return PolicyTest(
                name: name,
                position: mapping.node.position,
                steps: steps,
                settings: settings,
                changes: changes
            )
        }
    }
}

extension YAMLShape where Value == PolicyTest.Change {
    fileprivate static var policyChange: YAMLShape<PolicyTest.Change> {
        .mapping("a later version: from and settings") { mapping in
            let from = mapping.required("from", .moment)
            let settings = mapping.required("settings", .any)
            guard let from, let settings else { return nil }
            return PolicyTest.Change(from: from, settings: settings)
        }
    }
}

/// A step as it is written, before its command is made.
struct StepDraft {
    var at: Timestamp
    var party: Party?
    var incident: IncidentID?
    var action: String?
    var details: YAMLNode?
    var occurredAt: Timestamp?
    var number: String?
    var sequence: Int?
    var messageID: String?
    var expectations: [Expectation]
    var node: YAMLNode
}

extension YAMLShape where Value == StepDraft {
    fileprivate static var stepDraft: YAMLShape<StepDraft> {
        .mapping("a step") { mapping in
            let moment = mapping.required("at", .moment)
            let party = mapping.optional("from", .party)
            let incident = mapping.optional("incident", .incident)
            let action = mapping.optional("do", .text)
            let details = mapping.optional("with", .any)
            let occurredAt = mapping.optional("occurredAt", .moment)
            let number = mapping.optional("number", .text)
            let sequence = mapping.optional("sequence", .integer(in: 0...Int.max))
            let messageID = mapping.optional("id", .text)
            let expectations = mapping.optional("expect", .expectations, default: [])
            if !mapping.has("do"), mapping.has("from") || mapping.has("with") {
                mapping.node.error("'do' is missing: what the party does")
            }
            if mapping.has("do"), !mapping.has("from") {
                mapping.node.error("'from' is missing: the party that does it")
            }
            guard let moment else { return nil }
            return StepDraft(
                at: moment,
                party: party,
                incident: incident,
                action: action,
                details: details,
                occurredAt: occurredAt,
                number: number,
                sequence: sequence,
                messageID: messageID,
                expectations: expectations,
                node: mapping.node
            )
        }
    }
}

extension StepDraft {
    /// The step with its command, read as the case stage reads it.
    fileprivate func step(
        _ index: Int,
        incident: IncidentID,
        defaults: YAMLNode?
    ) -> PolicyTest.Step? {
        var step = PolicyTest.Step(
            at: at,
            incident: self.incident ?? incident,
            expectations: expectations,
            position: node.position
        )
        guard let action, let party else { return step }
        var writer = JSONWriter(capacity: 1024)
        write(index, step.incident, action, party, defaults, to: &writer)
        do throws(JSONFault) {
            let parser = JSONParser()
            defer { withExtendedLifetime(parser) {} }
            let json = try parser.parse(writer.bytes)
            do throws(Rejection) {
                let command = try Command(json: json)
                check(command, action, defaults)
                step.command = command
            } catch {
                node.error("\(action) can't be read: \(error.pointer): \(error.detail)")
            }
        } catch {
            node.error("\(action) can't be read: \(error.detail)")
        }
        return step
    }

    private func write(
        _ index: Int,
        _ incident: IncidentID,
        _ action: String,
        _ party: Party,
        _ defaults: YAMLNode?,
        to writer: inout JSONWriter
    ) {
        let dash = incident.text.firstIndex(of: "-").map(incident.text.index(after:))
        let ownNumber = dash.map { String(incident.text[$0...]) }
        let isReport = action == "report" || action == "update"
        writer.object { command in
            command.member("action", action)
            command.member("incident", incident.text)
            command.member("party", party.name)
            command.member("dialect", "canonical")
            command.member("messageId", messageID ?? "test step \(index + 1)")
            command.member("number", number ?? (isReport ? ownNumber : nil))
            command.member("sequence", sequence)
            command.member("occurredAt", occurredAt)
            command.member("receivedAt", at)
            command.object("origin") {
                $0.member("topic", "test")
                $0.member("partition", Int64(0))
                $0.member("offset", index)
            }
            guard let member = Self.member(of: action) else { return }
            command.key(member)
            if let details {
                details.write(to: &command, defaults: action == "report" ? defaults : nil)
            } else if action == "report", let defaults {
                defaults.write(to: &command)
            } else {
                command.object { _ in }
            }
        }
    }

    /// What the command does not have any more when it is written again, nobody has read.
    private func check(_ command: Command, _ action: String, _ defaults: YAMLNode?) {
        guard let member = Self.member(of: action) else {
            details?.error("\(action) takes nothing with it")
            return
        }
        let parser = JSONParser()
        defer { withExtendedLifetime(parser) {} }
        guard let json = try? parser.parse(command.bytes), let read = json[member] else { return }
        details?.checkRead(as: read)
        if action == "report" { defaults?.checkRead(as: read) }
    }

    /// The command's member that holds what goes with the action; nil: nothing does.
    private static func member(of action: String) -> String? {
        switch action {
        case "report", "update": "report"
        case "note": "note"
        case "log-call": "call"
        case "acknowledge", "start-work": nil
        default: "details"
        }
    }
}

extension IncidentID {
    /// The incident of a test that names none.
    fileprivate static let ofTests: IncidentID = {
        guard let id = IncidentID(system: "itsm", number: "TEST1") else {
            preconditionFailure("TEST1 is a number")
        }
        return id
    }()
}

extension YAMLShape where Value == Timestamp {
    static var moment: YAMLShape<Timestamp> {
        YAMLShape<String>.string.checked("a moment such as 2026-11-23T08:00:00+01:00") {
            Timestamp(rfc3339: $0)
        }
    }
}

extension YAMLShape where Value == Party {
    fileprivate static var party: YAMLShape<Party> {
        YAMLShape<String>.text.checked("a party: itsm, portal, spoc, register:CODE or broker") {
            Party(name: $0)
        }
    }
}

extension YAMLShape where Value == IncidentID {
    fileprivate static var incident: YAMLShape<IncidentID> {
        YAMLShape<String>.text.checked("an incident's id such as itsm-INC1") { IncidentID($0) }
    }
}
