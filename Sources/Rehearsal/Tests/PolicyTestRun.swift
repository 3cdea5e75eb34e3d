internal import Incidents
package import Messaging
package import PolicyFile
package import StrictYAML

/// Runs a policy test with its own clock.
package struct PolicyTestRun {
    /// An expectation that did not hold, with what was there instead.
    package struct Failure: Equatable, Sendable {
        package var position: YAMLPosition
        package var at: Timestamp
        package var subject: String
        package var wanted: [String]
        package var found: [String]
    }

    package private(set) var failures: [Failure] = []
    private let policies: PolicyBook
    private var treatments: [(id: IncidentID, treatment: Treatment)] = []
    private var verdict: Verdict?

    package init(_ test: PolicyTest, policies: PolicyBook) {
        self.policies = policies
        if test.expectationsCount == 0 {
            failures.append(
                Failure(
                    position: test.position,
                    at: test.steps.first?.at ?? Timestamp(milliseconds: 0),
                    subject: "test",
                    wanted: ["at least one expectation"],
                    found: []
                )
            )
        }
        for step in test.steps { run(step) }
    }

    private mutating func run(_ step: PolicyTest.Step) {
        verdict = nil
        if let command = step.command {
            advance(before: step.at)
            deliver(command)
        } else {
            advance(before: step.at.adding(milliseconds: 1))
        }
        let treatment = treatments.first { $0.id == step.incident }?.treatment ?? Treatment()
        for expectation in step.expectations {
            let check = ExpectationCheck(treatment, verdict)
            guard let (wanted, found) = check.mismatch(expectation) else { continue }
            failures.append(
                Failure(
                    position: step.position,
                    at: step.at,
                    subject: expectation.subject.rawValue,
                    wanted: wanted,
                    found: found
                )
            )
        }
    }

    private mutating func deliver(_ command: Command) {
        var waiting = [command][...]
        while let command = waiting.popFirst() {
            let index = self.index(of: command.incident)
            let incident = treatments[index].treatment.incident
            let settlement = settle(
                incident,
                command,
                policy: policies.judging(at: command.receivedAt)
            )
            if verdict == nil { verdict = settlement.verdict }
            waiting += treatments[index].treatment.take(settlement)
        }
    }

    /// Timers go off in their order; a test's incidents are few.
    private mutating func advance(before moment: Timestamp) {
        while true {
            let dues = treatments.indices.compactMap { index in
                treatments[index].treatment.incident?.nextDue.map { (due: $0, index: index) }
            }
            guard let next = dues.min(by: { $0.due < $1.due }), next.due < moment,
                let incident = treatments[next.index].treatment.incident
            else { return }
            let settlement = settleDue(
                incident,
                due: next.due,
                policy: policies.judging(at: next.due)
            )
            let commands = treatments[next.index].treatment.take(settlement)
            let after = treatments[next.index].treatment.incident?.nextDue
            precondition(after != next.due, "a timer that went off is no longer due")
            for command in commands { deliver(command) }
        }
    }

    private mutating func index(of id: IncidentID) -> Int {
        if let index = treatments.firstIndex(where: { $0.id == id }) { return index }
        treatments.append((id, Treatment()))
        return treatments.count - 1
    }
}
