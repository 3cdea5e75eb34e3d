internal import Messaging

/// One partition of a stage's input: its state, its timers and a producer of its own.
///
/// Life: `open` (the assignment sequence) → `transact` repeatedly → dropped. Whatever goes wrong
/// ends the task; what it knew is read again from Kafka. (design: crash-only)
final class StreamTask {
    /// Name of the changelog header that holds a key's due time, in milliseconds as text.
    static let dueHeader = "due"
    /// The same, for a key that is due only when it is restored.
    static let restartHeader = "restart"

    let position: TopicPartition
    private let settings: WorkerSettings
    private let channel: any Channel
    private let observe: (StreamEvent) -> Void
    private var sink: (any TransactionalSink)?
    private var state = TaskState()
    private var burst = Burst()
    /// The last commit was in doubt for a while: a late duplicate of it could end the next
    /// transaction, so the task must be opened again, under a new epoch, before it goes on.
    ///
    /// All of it, state included: a new epoch alone would let a zombie write its old state.
    private(set) var isSpent = false
    /// A transaction is open; only what writes something opens one.
    private var isBegun = false
    /// Where a failure happened, for the one who drops the task.
    private(set) var step = TaskStep.open

    init(
        position: TopicPartition,
        settings: WorkerSettings,
        channel: any Channel,
        observe: @escaping (StreamEvent) -> Void
    ) {
        self.position = position
        self.settings = settings
        self.channel = channel
        self.observe = observe
    }

    /// Makes the producer, so that it connects while others are opened; blocks for nothing.
    func prepare() throws(ChannelFailure) {
        step = .initialise
        sink = try channel.sink(transactionalID: settings.transactionalID(position))
    }

    /// The assignment sequence, in the one order that is safe: fence, then ask for the offset
    /// (a zombie could still move it before), then read the state up to its end.
    func open(source: any RecordSource, clock: () -> Timestamp) throws(ChannelFailure)
        -> PartitionStart
    {
        try openSink(clock: clock)
        step = .open
        let committed = try resuming(clock) { () throws(ChannelFailure) in
            try source.committed([position])
        }
        let restored = try restore()
        let start = committed[position].map(PartitionStart.Start.offset) ?? .earliest
        observe(.taskOpened(position, restored: restored, start: start))
        return PartitionStart(position, start)
    }

    func nextDue() -> Timestamp? {
        state.nextDue()
    }

    func close() {
        sink?.close()
        sink = nil
    }

    /// Decides records or due timers in one transaction, and folds the state after the commit.
    ///
    /// - Parameters:
    ///   - records: In offset order, following what was decided before; may be empty, then due
    ///     timers and signals are decided.
    ///   - outward: The stage again, when it has signals for this partition.
    ///   - now: What the stage decides at.
    ///   - clock: What calls are timed by.
    func transact(
        _ records: ArraySlice<ConsumedRecord>,
        stage: any Stage,
        signals outward: (any OutwardStage)? = nil,
        source: any RecordSource,
        at now: Timestamp,
        clock: () -> Timestamp
    ) throws(ChannelFailure) {
        let due = records.isEmpty ? state.takeDue(at: now, max: settings.batchMax) : []
        guard !records.isEmpty || !due.isEmpty || outward != nil else { return }
        guard let sink, !isSpent else { throw .fatal(code: "_NO_SINK") }

        burst.clear()
        var outputs = 0
        for (key, dueTime) in due {
            outputs += try fire(key, dueTime, stage: stage, now: now, into: sink)
        }
        let signals = try take(outward, now: now, outputs: &outputs, into: sink)
        if !records.isEmpty { try begin(sink) }
        outputs += try decide(records, stage: stage, now: now, into: sink)
        outputs += try writeChangelog(into: sink)
        try release(into: sink)
        if let last = records.last {
            step = .sendOffsets
            try sink.sendOffsets([position: last.offset + 1], membership: source)
        }
        guard isBegun else { return }
        try commit(sink, clock: clock)
        isBegun = false
        state.fold()
        observe(
            .transactionCommitted(
                position,
                records: records.count,
                outputs: outputs,
                timers: due.count + signals
            )
        )
    }

    // MARK: - Within a transaction

    private func begin(_ sink: any TransactionalSink) throws(ChannelFailure) {
        guard !isBegun else { return }
        step = .begin
        try sink.begin()
        isBegun = true
        step = .produce
    }

    private func decide(
        _ records: ArraySlice<ConsumedRecord>,
        stage: any Stage,
        now: Timestamp,
        into sink: any TransactionalSink
    ) throws(ChannelFailure) -> Int {
        guard let first = records.first else { return 0 }
        var ledger = LedgerEntry(stage: settings.stage, first: first)
        var outputs = 0
        for record in records {
            var context = StageContext(now: now, partition: position.partition) { [self] in
                state.entry($0)
            }
            var disposition = stage.process(record, &context)
            if let bytes = oversized(context) {
                observe(.recordOversized(position, offset: record.offset, bytes: bytes))
                context.reset()
                disposition = stage.refuseOversized(record, bytes: bytes, &context)
            }
            ledger.account(record.offset, disposition)
            outputs += try produce(&context, into: sink)
        }
        if let topic = settings.ledger {
            try handOver(ledger.record(topic: topic), to: sink)
            outputs += 1
        }
        return outputs
    }

    private func fire(
        _ key: String,
        _ due: Timestamp,
        stage: any Stage,
        now: Timestamp,
        into sink: any TransactionalSink
    ) throws(ChannelFailure) -> Int {
        var context = StageContext(now: now, partition: position.partition) { [self] in
            state.entry($0)
        }
        stage.timerDue(key: key, due: due, &context)
        return try produce(&context, into: sink)
    }

    /// Decides what has ended outside, at most a batch of it; answers how much.
    private func take(
        _ stage: (any OutwardStage)?,
        now: Timestamp,
        outputs: inout Int,
        into sink: any TransactionalSink
    ) throws(ChannelFailure) -> Int {
        guard let stage else { return 0 }
        for count in 0..<settings.batchMax {
            var context = StageContext(
                now: now,
                partition: position.partition,
                keys: { [self] in Array(state.keys) },
                lookup: { [self] in state.entry($0) }
            )
            guard stage.takeSignal(of: position.partition, &context) else { return count }
            outputs += try produce(&context, into: sink)
        }
        return settings.batchMax
    }

    private func produce(
        _ context: inout StageContext,
        into sink: any TransactionalSink
    ) throws(ChannelFailure) -> Int {
        for output in context.outputs { try handOver(output, to: sink) }
        state.stage(context.writes)
        return context.outputs.count
    }

    /// Puts a record with those that go to the producer together.
    private func handOver(
        _ record: ProducedRecord,
        to sink: any TransactionalSink
    ) throws(ChannelFailure) {
        burst.add(record)
        if burst.isLarge { try release(into: sink) }
    }

    private func release(into sink: any TransactionalSink) throws(ChannelFailure) {
        guard !burst.isEmpty else { return }
        try begin(sink)
        try burst.release(into: sink)
    }

    private func writeChangelog(into sink: any TransactionalSink) throws(ChannelFailure) -> Int {
        guard let changelog = settings.changelog else { return 0 }
        let staged = state.staged
        for (key, entry) in staged {
            try handOver(
                ProducedRecord(
                    topic: changelog,
                    partition: position.partition,
                    key: Array(key.utf8),
                    value: entry?.value,
                    headers: Self.headers(entry)
                ),
                to: sink
            )
        }
        return staged.count
    }

    private static func headers(_ entry: StateEntry?) -> [Header] {
        guard let entry, let due = entry.due else { return [] }
        let name = entry.waking == .timer ? dueHeader : restartHeader
        return [Header(name, String(due.milliseconds))]
    }

    private func oversized(_ context: borrowing StageContext) -> Int? {
        let largest = max(
            context.outputs.lazy.map(\.size).max() ?? 0,
            context.writes.values.lazy.map { $0?.value.count ?? 0 }.max() ?? 0
        )
        return largest > settings.recordBytesMax ? largest : nil
    }

    /// Commits, resuming to the end; a commit in doubt costs the producer its epoch.
    private func commit(
        _ sink: any TransactionalSink,
        clock: () -> Timestamp
    ) throws(ChannelFailure) {
        step = .commit
        let started = clock()
        var resumed = false
        try resuming(clock, onResume: { resumed = true }) { () throws(ChannelFailure) in
            try sink.commit()
        }
        let slow = settings.commitSlow.milliseconds
        isSpent = resumed || clock().milliseconds - started.milliseconds > slow
    }

    // MARK: - Opening

    private func openSink(clock: () -> Timestamp) throws(ChannelFailure) {
        if sink == nil { try prepare() }
        guard let opened = sink else { throw .fatal(code: "_NO_SINK") }
        step = .initialise
        try resuming(clock) { () throws(ChannelFailure) in try opened.initialise() }
        let topics = settings.outputs + [settings.changelog, settings.ledger].compactMap(\.self)
        _ = try resuming(clock) { () throws(ChannelFailure) in try opened.prime(topics) }
    }

    private func restore() throws(ChannelFailure) -> Int {
        guard let changelog = settings.changelog else { return 0 }
        step = .restore
        state = TaskState()
        try channel.replay(TopicPartition(changelog, position.partition)) { record in
            guard let key = record.key else { return }
            let timer = record.header(Self.dueHeader)
            let due = (timer ?? record.header(Self.restartHeader))
                .flatMap { Int64(String(decoding: $0, as: UTF8.self)) }
                .map(Timestamp.init(milliseconds:))
            let waking = timer == nil && due != nil ? StateEntry.Waking.restored : .timer
            state.restore(
                String(decoding: key, as: UTF8.self),
                record.value.map { StateEntry(value: $0, due: due, waking: waking) }
            )
        }
        return state.count
    }

    /// Calls again while the answer is retriable, until the deadline.
    private func resuming<Answer>(
        _ clock: () -> Timestamp,
        onResume: () -> Void = {},
        _ call: () throws(ChannelFailure) -> Answer
    ) throws(ChannelFailure) -> Answer {
        let deadline = clock().adding(milliseconds: settings.retryDeadline.milliseconds)
        while true {
            do {
                return try call()
            } catch {
                guard case .retriable(let code) = error, clock() < deadline else { throw error }
                onResume()
                observe(.callResumed(position, during: step, code: code))
            }
        }
    }
}

extension Duration {
    /// Whole milliseconds.
    package var milliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }
}
