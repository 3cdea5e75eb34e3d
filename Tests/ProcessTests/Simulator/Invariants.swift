import Incidents
import JSON
import Messaging

/// What must hold after every step, whatever the parties do.
///
/// Collects what does not, in words; a seed with any is a failure.
final class Invariants {
    private(set) var checks = 0
    private(set) var failures: [String] = []
    private var forwarded: [IncidentID: Int] = [:]
    private let zone: CivilZone
    private let parser = JSONParser()

    init(zone: CivilZone) { self.zone = zone }

    func look(at step: ProcessWorld.Step, policy: Policy) {
        let settlement = step.settlement
        guard let id = settlement.incident?.id ?? step.command?.incident else { return }
        let events = settlement.outbound.compactMap { message in
            if case .event(let published) = message.content { published.event } else { nil }
        }
        checkSequence(id, step, events)
        checkReplay(id, step, events)
        checkRefusal(id, step, events)
        checkRepeat(id, step, policy)
        checkForwarding(id, settlement)
        checkVisibility(id, step)
        checkDeviations(id, settlement)
        checkDays(id, settlement.incident, policy)
        for event in events { checkClosing(id, event, step) }
    }

    /// Something that must hold at the end of time.
    func add(_ failure: String) { failures.append(failure) }

    private func expect(_ holds: Bool, _ id: IncidentID, _ claim: @autoclosure () -> String) {
        checks += 1
        if !holds { failures.append("\(id): \(claim())") }
    }

    // MARK: Nothing lost, nothing twice

    private func checkSequence(_ id: IncidentID, _ step: ProcessWorld.Step, _ events: [Event]) {
        var next = (step.before?.revision ?? 0) + 1
        for event in events where event.incident == id {
            expect(event.sequence == next, id, "event \(event.sequence) follows \(next - 1)")
            next = event.sequence + 1
        }
        let revision = step.settlement.incident?.revision ?? 0
        expect(revision == next - 1, id, "revision \(revision), but \(next - 1) events")
    }

    private func checkReplay(_ id: IncidentID, _ step: ProcessWorld.Step, _ events: [Event]) {
        var replayed = step.before
        for event in events where event.incident == id {
            if replayed == nil { replayed = Incident(event) } else { replayed?.apply(event) }
        }
        expect(replayed == step.settlement.incident, id, "the events do not lead to the state")
        guard let incident = step.settlement.incident else { return }
        let kept = try? Incident(json: parser.parse(incident.bytes))
        expect(kept == incident, id, "the changelog does not give back what was put in")
    }

    private func checkRefusal(_ id: IncidentID, _ step: ProcessWorld.Step, _ events: [Event]) {
        guard let rejection = step.settlement.verdict.rejection else { return }
        expect(!rejection.detail.isEmpty && !rejection.remedy.isEmpty, id, "a bare refusal")
        for event in events {
            if case .deviationRecorded = event.payload { continue }
            expect(false, id, "a refused command led to \(event.payload.name)")
        }
        expect(
            step.settlement.incident?.status == step.before?.status,
            id,
            "a refused command moved the incident"
        )
    }

    /// The broker dies before the commit and decides again: the same, byte for byte.
    private func checkRepeat(_ id: IncidentID, _ step: ProcessWorld.Step, _ policy: Policy) {
        let again: Settlement
        if let command = step.command {
            again = settle(step.before, command, policy: policy)
        } else if let before = step.before, let due = step.due {
            again = settleDue(before, due: due, policy: policy)
        } else {
            return
        }
        let same =
            again.outbound.map(\.id) == step.settlement.outbound.map(\.id)
            && zip(again.outbound, step.settlement.outbound).allSatisfy { $0.bytes == $1.bytes }
        expect(same, id, "a repetition says something else")
    }

    private func checkForwarding(_ id: IncidentID, _ settlement: Settlement) {
        for message in settlement.outbound where message.recipient == .spoc {
            guard case .forwarded = message.content else { continue }
            forwarded[id, default: 0] += 1
        }
        guard settlement.incident != nil else { return }
        expect(forwarded[id] == 1, id, "forwarded to the SPOC \(forwarded[id] ?? 0) times")
    }

    private func checkDeviations(_ id: IncidentID, _ settlement: Settlement) {
        var seen: Set<String> = []
        for deviation in settlement.incident?.deviations ?? [] where deviation.isRecorded {
            let name = "\(deviation.rule) \(deviation.code) \(deviation.since.milliseconds)"
            expect(seen.insert(name).inserted, id, "\(name) is on record twice")
        }
    }

    // MARK: Who sees what

    private func checkVisibility(_ id: IncidentID, _ step: ProcessWorld.Step) {
        guard let after = step.settlement.incident else { return }
        let before = step.before ?? after
        let isRestricted = after.isTextRestricted
        for message in step.settlement.outbound {
            switch message.recipient {
            case .spoc, .incident: continue
            case .register(let code):
                let party = Party.register(code)
                let isConcerned =
                    after.recipients.contains(code) || before.recipients.contains(code)
                    || after.reportedBy == party || step.command?.party == party
                expect(isConcerned, id, "\(code) is told and is not concerned")
                continue
            case .authority, .reporterTool, .events: break
            }
            let text = message.text
            if isRestricted {
                expect(!text.contains(Canary.secret), id, "a restricted text in \(message.type)")
            }
            for number in Canary.persons {
                expect(!text.contains(number), id, "\(number) in \(message.type)")
            }
            if case .reporterTool = message.recipient {
                expect(!text.contains(Canary.within), id, "an internal note at the reporter")
            }
        }
    }

    // MARK: Closing

    /// Nobody waits for days that nothing counts: the closing, or what keeps it up, has its clock.
    private func checkDays(_ id: IncidentID, _ incident: Incident?, _ policy: Policy) {
        guard let incident, incident.status == .resolved,
            let proposal = incident.handling.openProposal,
            case .delivered(_, let closesAt) = proposal.standing
        else { return }
        if let closesAt {
            let clock = incident.handling.clock(.closing)
            expect(clock?.due == closesAt, id, "nothing closes it at \(closesAt.rfc3339)")
        } else if proposal.isApproved == nil, policy.closesInSilence(proposal.type, incident) {
            expect(incident.handling.clock(.approval) != nil, id, "nobody is waited for")
        }
    }

    private func checkClosing(_ id: IncidentID, _ event: Event, _ step: ProcessWorld.Step) {
        guard case .closed(let closure) = event.payload,
            let proposal = step.settlement.incident?.handling.proposals.last
        else { return }
        switch closure.reason {
        case .withdrawn, .retyped, .duplicate, .override: return
        case .accepted:
            // Not always the last: who accepts a workaround is through, whatever came after it.
            let proposals = step.settlement.incident?.handling.proposals ?? []
            let isAccepted = proposals.contains { proposal in
                if case .accepted = proposal.standing { true } else { false }
            }
            expect(isAccepted, id, "closed as accepted, and nobody accepted")
        case .tenDays:
            guard case .delivered(let moment, _)? = step.before?.handling.openProposal?.standing
            else { return expect(false, id, "ten days of nothing delivered") }
            // Counted here by days of the calendar, apart from the core's own counting.
            let last = zone.date(at: moment).adding(days: 10)
            expect(zone.date(at: event.at) > last, id, "closed before the tenth day was over")
        }
        let text = proposal.text
        for part in [text?.description, text?.meaning, text?.nextSteps] {
            expect((part ?? "").split(separator: " ").count > 1, id, "closed without its texts")
        }
    }
}

extension Policy {
    /// By the settings alone, apart from the core's own reading of them.
    fileprivate func closesInSilence(_ type: ResolutionType, _ incident: Incident) -> Bool {
        (type == .solution || settings.closing.closesOnWorkaround)
            && incident.processes.isDisjoint(with: settings.closing.excludedProcesses)
    }
}
