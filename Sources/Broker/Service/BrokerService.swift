package import KafkaChannel
package import Logging
internal import ServiceLifecycle
package import Streaming

package import Messaging

/// The stages of one process, each on its own thread, until they are told to stop.
package struct BrokerService: Service {
    /// Another process took our seat in the group; to go on would mean two writers.
    package struct Fenced: Error {
        package let stage: String
    }

    package let threads: [StageThread]
    private let fanout: FanoutParts?
    private let logger: Logger

    /// - Parameters:
    ///   - stages: Names of `StageName`, the ones to run here; the fan-out needs `fanout`.
    ///   - fanout: Its sender and its subscriptions, run and stopped with the stages.
    ///   - time: What decisions are made at; the system's clock but in a demo.
    package init(
        material: BrokerMaterial,
        kafka: KafkaSettings,
        instance: String,
        stages: [String],
        fanout: FanoutParts? = nil,
        logger: Logger,
        time: @escaping @Sendable () -> Timestamp = { .fromSystemClock() },
        observe: (@Sendable (String, StreamEvent) -> Void)? = nil
    ) {
        if !Allocation.isTold { logger.notice("the allocator keeps its defaults") }
        let log = StreamLog(logger: logger, stages: stages)
        let reporter = KafkaLog.reporter(logger)
        precondition(
            fanout != nil || !stages.contains(StageName.fanout),
            "the fan-out has nothing to send with"
        )
        self.logger = logger
        self.fanout = fanout
        self.threads = stages.map { stage in
            let logging = log.observer(stage: stage)
            return StageThread(
                settings: material.workerSettings(stage: stage, instance: instance),
                seed: Self.seed(instance, stage),
                makeChannel: { KafkaChannel(kafka, reporter: reporter) },
                makeStage: {
                    if stage == StageName.fanout, let fanout { return fanout.stage() }
                    return material.stage(stage)
                },
                time: time,
                observe: { event in
                    logging(event)
                    observe?(stage, event)
                }
            )
        }
    }

    package func run() async throws {
        try await withGracefulShutdownHandler {
            try await withThrowingTaskGroup(of: Void.self) { group in
                if let fanout { group.addTask { await fanout.run() } }
                group.addTask { try await runStages() }
                try await group.waitForAll()
            }
        } onGracefulShutdown: {
            stopStages()
        }
        logger.notice("stopped")
    }

    /// The sender goes on until the last stage has stopped.
    private func runStages() async throws {
        defer { fanout?.stop() }
        try await withThrowingTaskGroup(of: (String, StageThread.Ending).self) { group in
            for thread in threads {
                group.addTask { (thread.settings.stage, await thread.run()) }
            }
            for try await (stage, ending) in group where ending == .fenced {
                logger.error("fenced: our seat has gone to another process")
                stopStages()
                try await group.waitForAll()
                throw Fenced(stage: stage)
            }
        }
    }

    private func stopStages() {
        // First: a stage may be waiting for it.
        fanout?.feed.stop()
        for thread in threads { thread.stop() }
    }

    /// Jitter differs between instances and is the same in every run of one.
    private static func seed(_ instance: String, _ stage: String) -> UInt64 {
        "\(instance) \(stage)".utf8.reduce(14_695_981_039_346_656_037) {
            ($0 ^ UInt64($1)) &* 1_099_511_628_211
        }
    }
}

/// Kafka clients' own reports as log lines.
package enum KafkaLog {
    package static func reporter(_ logger: Logger) -> KafkaReporter {
        { report in
            var logger = logger
            logger[metadataKey: "client"] = .string(report.client)
            switch report.content {
            case .line(let level, let facility, let text):
                logger.log(
                    level: level <= 3 ? .warning : .debug,
                    "kafka client",
                    metadata: ["facility": "\(facility)", "text": "\(text)"]
                )
            case .condition(let code, let reason):
                logger.warning(
                    "kafka condition",
                    metadata: ["code": "\(code)", "reason": "\(reason)"]
                )
            case .failure(let call, let code, let reason):
                logger.debug(
                    "kafka call failed",
                    metadata: ["call": "\(call)", "code": "\(code)", "reason": "\(reason)"]
                )
            case .statistics(let text):
                logger.trace("kafka statistics", metadata: ["text": "\(text)"])
            }
        }
    }
}
