package import Messaging

/// One stage's member of its consumer group: the loop of design section 4, one step at a time.
///
/// Runs straight through on whichever thread calls `step`; nothing in it waits but the ports.
/// The real program gives it a thread of its own, the simulation steps it by hand.
package final class StreamWorker {
    /// What the caller of `step` does next.
    package enum Progress: Equatable, Sendable {
        /// Step again at once.
        case worked
        /// Nothing was there; step again.
        case idle
    }

    private enum Seat {
        case open(StreamTask)
        /// Stateless stages open at the first record, so that idle topics cost no producer.
        case lazy
        /// Dropped; starts again at this time.
        case waiting(until: Timestamp)
    }

    private let settings: WorkerSettings
    private let channel: any Channel
    private let stage: any Stage
    /// The same, where its work ends outside Kafka.
    private let outward: (any OutwardStage)?
    private let clock: () -> Timestamp
    /// What decisions are made at; runs with the clock unless a demo lets it run fast.
    private let time: () -> Timestamp
    private let observe: (StreamEvent) -> Void
    private let source: any RecordSource
    private var seats: [TopicPartition: Seat] = [:]
    private var schedules: [TopicPartition: RestartSchedule] = [:]
    private var random: SplitMix64

    /// Joins the group; the tasks come with the first assignment.
    package init(
        settings: WorkerSettings,
        channel: any Channel,
        stage: any Stage,
        seed: UInt64,
        clock: @escaping () -> Timestamp,
        time: (() -> Timestamp)? = nil,
        observe: @escaping (StreamEvent) -> Void
    ) throws(ChannelFailure) {
        self.settings = settings
        self.channel = channel
        self.stage = stage
        self.outward = stage as? any OutwardStage
        self.clock = clock
        self.time = time ?? clock
        self.observe = observe
        self.random = SplitMix64(seed: seed)
        self.source = try channel.source(
            group: settings.group,
            instance: settings.instance,
            topics: settings.topics
        )
    }

    package var positions: [TopicPartition] { seats.keys.sorted() }

    /// Records behind, per partition of ours, where known.
    package func lags() -> [TopicPartition: Int64] {
        seats.keys.reduce(into: [:]) { $0[$1] = source.lag($1) }
    }

    /// One turn: restart what waits, fire what is due, take what came and commit it.
    ///
    /// - Throws: Only what makes the whole worker useless (its source is gone); the caller
    ///   closes it and makes a new one.
    package func step() throws(ChannelFailure) -> Progress {
        try reopenWaiting()
        let fired = try fireDue()
        switch try poll() {
        case .idle:
            return fired ? .worked : .idle
        case .records(let records):
            try take(records)
        case .assigned(let positions):
            try assign(positions)
        case .revoked:
            try revoke()
        }
        return .worked
    }

    /// Ends between two transactions: frees every producer, leaves the group; bounded.
    package func close() {
        dropTasks()
        source.close()
    }

    // MARK: - The group

    private func poll() throws(ChannelFailure) -> SourceEvent {
        do {
            return try source.poll(recordsMax: settings.batchMax, timeout: pollTimeout())
        } catch {
            guard case .retriable = error else { throw error }
            observe(.sourceFailed(error))
            return .idle
        }
    }

    /// No longer than the next timer, signal or restart.
    private func pollTimeout() -> Duration {
        let (now, decided) = (clock().milliseconds, time().milliseconds)
        var wait = settings.pollTimeout.milliseconds
        if let patience = outward?.patience(at: time()) {
            wait = min(wait, max(0, patience.milliseconds))
        }
        for seat in seats.values {
            switch seat {
            case .open(let task):
                if let due = task.nextDue() {
                    wait = min(wait, max(0, due.milliseconds - decided))
                }
            case .lazy: continue
            case .waiting(let until): wait = min(wait, max(0, until.milliseconds - now))
            }
        }
        return .milliseconds(wait)
    }

    private func assign(_ positions: [TopicPartition]) throws(ChannelFailure) {
        dropTasks()
        observe(.partitionsAssigned(positions))
        var starts: [PartitionStart] = []
        var paused: [TopicPartition] = []
        let isLazy = settings.changelog == nil
        let committed = isLazy ? try committedOffsets(positions) : [:]
        // All producers connect at once; opening them one after the other would take as many
        // times as long, and nothing moves until the last is open.
        let prepared = isLazy ? [:] : prepare(positions)
        for position in positions {
            if isLazy {
                seats[position] = .lazy
                let start = committed[position].map(PartitionStart.Start.offset) ?? .earliest
                starts.append(PartitionStart(position, start))
            } else if let start = open(position, prepared[position]) {
                starts.append(start)
            } else {
                starts.append(PartitionStart(position, .earliest))
                paused.append(position)
            }
        }
        try source.assign(starts)
        if !paused.isEmpty { try source.pause(paused) }
    }

    private func committedOffsets(
        _ positions: [TopicPartition]
    ) throws(ChannelFailure) -> [TopicPartition: Int64] {
        let deadline = clock().adding(milliseconds: settings.retryDeadline.milliseconds)
        while true {
            do {
                return try source.committed(positions)
            } catch {
                guard case .retriable = error, clock() < deadline else { throw error }
            }
        }
    }

    private func revoke() throws(ChannelFailure) {
        observe(.partitionsRevoked(seats.keys.sorted()))
        dropTasks()
        try source.unassign()
    }

    private func dropTasks() {
        for case .open(let task) in seats.values {
            task.close()
            outward?.dropped(task.position)
        }
        seats.removeAll()
    }

    // MARK: - The tasks

    private func take(_ records: [ConsumedRecord]) throws(ChannelFailure) {
        for run in Self.runs(of: records) {
            guard let first = run.first else { continue }
            switch seats[first.position] {
            case .open(let task):
                try transact(task, run)
            case .lazy:
                // Fence first; the committed offset may have moved under a zombie until then.
                guard let start = open(first.position) else {
                    try source.pause([first.position])
                    continue
                }
                if start.start == .offset(first.offset) || start.start == .earliest,
                    case .open(let task) = seats[first.position]
                {
                    try transact(task, run)
                } else {
                    try source.seek(start)
                }
            case .waiting, nil:
                continue  // Forgotten with the task; read again from the committed offset.
            }
        }
    }

    /// The records by partition, each in its order; partitions in order of first appearance.
    private static func runs(of records: [ConsumedRecord]) -> [ArraySlice<ConsumedRecord>] {
        guard let first = records.first else { return [] }
        if records.allSatisfy({ $0.position == first.position }) { return [records[...]] }
        var order: [TopicPartition] = []
        var grouped: [TopicPartition: [ConsumedRecord]] = [:]
        for record in records {
            if grouped[record.position] == nil { order.append(record.position) }
            grouped[record.position, default: []].append(record)
        }
        return order.compactMap { grouped[$0]?[...] }
    }

    /// Decides timers whose time has come, and what has ended outside.
    private func fireDue() throws(ChannelFailure) -> Bool {
        var fired = false
        let signalled = outward?.signalled(at: time()) ?? []
        for position in seats.keys.sorted() {
            guard case .open(let task) = seats[position] else { continue }
            let isDue = task.nextDue().map { $0 <= time() } ?? false
            let signals = signalled.contains(position.partition) ? outward : nil
            guard isDue || signals != nil else { continue }
            try transact(task, [], signals)
            fired = true
        }
        return fired
    }

    private func transact(
        _ task: StreamTask,
        _ records: ArraySlice<ConsumedRecord>,
        _ signals: (any OutwardStage)? = nil
    ) throws(ChannelFailure) {
        do {
            try task.transact(
                records,
                stage: stage,
                signals: signals,
                source: source,
                at: time(),
                clock: clock
            )
            schedules[task.position] = nil
        } catch {
            drop(task, error)
            try source.pause([task.position])
            return
        }
        if task.isSpent {
            try renew(task)
        } else {
            outward?.committed(task.position, at: time())
        }
    }

    /// Opens a task again after a commit that was in doubt.
    private func renew(_ task: StreamTask) throws(ChannelFailure) {
        task.close()
        outward?.dropped(task.position)
        observe(.taskRenewed(task.position))
        if let start = open(task.position) {
            try source.seek(start)
        } else {
            try source.pause([task.position])
        }
    }

    private func task(_ position: TopicPartition) -> StreamTask {
        StreamTask(position: position, settings: settings, channel: channel, observe: observe)
    }

    /// Tasks whose producers have begun to connect; one that could not is left to `open`.
    private func prepare(_ positions: [TopicPartition]) -> [TopicPartition: StreamTask] {
        positions.reduce(into: [:]) { tasks, position in
            let task = task(position)
            if (try? task.prepare()) != nil { tasks[position] = task }
        }
    }

    /// Opens a task, or puts it in the waiting seat and answers nil.
    private func open(_ position: TopicPartition, _ prepared: StreamTask? = nil) -> PartitionStart?
    {
        let task = prepared ?? task(position)
        do {
            let start = try task.open(source: source, clock: clock)
            seats[position] = .open(task)
            outward?.opened(position, at: time())
            return start
        } catch {
            drop(task, error)
            return nil
        }
    }

    private func drop(_ task: StreamTask, _ failure: ChannelFailure) {
        observe(.taskDropped(task.position, during: task.step, failure: failure))
        task.close()
        outward?.dropped(task.position)
        var wait = schedules[task.position, default: RestartSchedule()].next(using: &random)
        // Somebody else initialised our transactional id. If the partition is ours no longer,
        // the group says so while we wait; to start at once would fence the rightful owner.
        if failure.isFenced { wait += settings.fenceGrace.milliseconds }
        seats[task.position] = .waiting(until: clock().adding(milliseconds: wait))
    }

    private func reopenWaiting() throws(ChannelFailure) {
        let now = clock()
        for position in seats.keys.sorted() {
            guard case .waiting(let until) = seats[position], until <= now,
                let start = open(position)
            else { continue }
            try source.seek(start)
            try source.resume([position])
        }
    }
}

extension ChannelFailure {
    /// A newer producer with the same id exists.
    package var isFenced: Bool {
        switch code {
        case "_FENCED", "PRODUCER_FENCED", "INVALID_PRODUCER_EPOCH", "FENCED_INSTANCE_ID": true
        default: false
        }
    }
}
