internal import Fanout
package import Messaging
package import Streaming

// Between two transactions: attempts handed over, ends taken in, waiting lanes let through.

extension FanoutStage {
    /// Lanes let through, and ends taken in, in one turn.
    private static let turnMax = 512
    /// How often ends are asked for while attempts are under way.
    private static let glance: Duration = .milliseconds(5)

    package func opened(_ position: TopicPartition, at now: Timestamp) {
        var work = PartitionWork()
        for subscription in table.all where !subscription.requests.isEmpty {
            work.signals.append(.changed(subscription.id))
        }
        works[position.partition] = work
    }

    package func committed(_ position: TopicPartition, at now: Timestamp) {
        guard let staged = works[position.partition]?.staged, !staged.isEmpty else { return }
        works[position.partition]?.staged = []
        works[position.partition]?.mark = 0
        var requests: [AttemptRequest] = []
        for flight in staged {
            do throws(AttemptBuilder.AttemptFault) {
                requests.append(try builder.request(flight, at: now))
                flights[flight.number] = flight
            } catch {
                end(
                    flight,
                    AttemptResult(
                        number: flight.number,
                        outcome: .failed(error.failure),
                        duration: .zero
                    ),
                    at: now
                )
            }
        }
        desk.submit(requests)
    }

    package func dropped(_ position: TopicPartition) {
        let partition = position.partition
        let mine = flights.values.filter { $0.partition == partition }
        desk.abandon(mine.map(\.number).sorted())
        for flight in mine + (works[partition]?.staged ?? []) { forget(flight) }
        while let signal = works[partition]?.signals.popFirst() {
            switch signal {
            case .ended(let flight, _, _): flying[flight.lane.text] = nil
            case .released(let release) where release.isAdmitted:
                board.forget(release.endpoint, at: lastTurn)
            default: continue
            }
        }
        works[partition] = nil
        board.forget(partition: partition)
        // What was not committed was never said.
        verdicts = [:]
    }

    /// Its end will not be heard of here.
    func forget(_ flight: Flight) {
        flights[flight.number] = nil
        flying[flight.lane.text] = nil
        board.forget(flight.endpoint, at: lastTurn)
    }

    package func signalled(at now: Timestamp) -> Set<Int32> {
        lastTurn = now
        takeChanges(at: now)
        for result in desk.ended() {
            guard let flight = flights.removeValue(forKey: result.number) else { continue }
            end(flight, result, at: now)
        }
        for release in board.released(at: now, max: Self.turnMax) {
            if works[release.lane.partition] == nil {
                if release.isAdmitted { board.forget(release.endpoint, at: now) }
            } else {
                works[release.lane.partition]?.signals.append(.released(release))
            }
        }
        return Set(works.lazy.filter { !$0.value.signals.isEmpty }.map(\.key))
    }

    package func takeSignal(of partition: Int32, _ context: inout StageContext) -> Bool {
        guard let signal = works[partition]?.signals.popFirst() else { return false }
        switch signal {
        case .ended(let flight, let result, let verdict):
            settle(flight, result, verdict, &context)
        case .released(let release): resume(release, &context)
        case .changed(let id): consider(id, &context)
        case .forget(let key): context.remove(key.text)
        case .recover(let key, let request): recover(key, request, &context)
        case .done(let id, let number): finish(id, number, &context)
        }
        return true
    }

    package func patience(at now: Timestamp) -> Duration? {
        if board.hasReleases || works.values.contains(where: { !$0.signals.isEmpty }) {
            return .zero
        }
        var patience = flights.isEmpty ? nil : Optional(Self.glance)
        if let wake = board.nextWake {
            let wait = Duration.milliseconds(max(0, wake.milliseconds - now.milliseconds))
            patience = min(patience ?? wait, wait)
        }
        return patience
    }

    /// Attempts this stage has asked for and not heard the end of, as the board should count.
    package var underWay: Int {
        works.values.reduce(flights.count) { count, work in
            var signals = work.signals
            var admitted = 0
            while let signal = signals.popFirst() {
                if case .released(let release) = signal, release.isAdmitted { admitted += 1 }
            }
            return count + work.staged.count + admitted
        }
    }

    private func end(_ flight: Flight, _ result: AttemptResult, at now: Timestamp) {
        let verdict = AttemptVerdict.of(result.outcome, isMail: flight.way.isMail, at: now)
        board.end(flight.endpoint, verdict, at: now)
        works[flight.partition]?.signals.append(.ended(flight, result, verdict))
    }
}
