import Broker
import Foundation
import Logging
import Streaming
import Synchronization

/// Both stages, running, as the program runs them.
struct RunningPipeline {
    let progress: Progress
    private let service: BrokerService

    init(_ material: BrokerMaterial) throws {
        let progress = Progress()
        self.progress = progress
        self.service = BrokerService(
            material: material,
            kafka: try material.configuration.kafkaSettings(),
            instance: "bench",
            stages: StageName.pipeline,
            logger: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() },
            observe: { stage, event in progress.take(stage, event) }
        )
    }

    /// Runs the block while the stages do their work, from their assignment on.
    func run<Answer>(_ body: (Progress) throws -> Answer) async throws -> Answer {
        let threads = service.threads
        return try await withThrowingTaskGroup(of: Void.self) { group in
            for thread in threads { group.addTask { _ = await thread.run() } }
            defer { for thread in threads { thread.stop() } }
            progress.waitUntil { $0.assigned == StageName.pipeline.count }
            return try body(progress)
        }
    }
}

/// What the stages say of their progress, counted.
final class Progress: Sendable {
    struct Counts {
        var assigned = 0
        var decided = 0
        var transactions = 0
    }

    private let counts = Mutex(Counts())

    func take(_ stage: String, _ event: StreamEvent) {
        counts.withLock { counts in
            switch event {
            case .partitionsAssigned: counts.assigned += 1
            case .transactionCommitted(_, let records, _, _):
                counts.transactions += 1
                if stage == StageName.case { counts.decided += records }
            default: break
            }
        }
    }

    var transactions: Int { counts.withLock(\.transactions) }

    func waitUntil(_ holds: (Counts) -> Bool) {
        while !counts.withLock({ holds($0) }) { usleep(1000) }
    }
}
