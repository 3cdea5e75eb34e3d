package import Logging
package import Streaming

internal import Messaging
internal import Synchronization

/// What the runtime tells, as log lines: one constant message per kind, the rest is metadata.
///
/// Says `ready` once, when every stage has its assignment.
package final class StreamLog: Sendable {
    private let logger: Logger
    private let waiting: Mutex<Set<String>>

    package init(logger: Logger, stages: [String]) {
        self.logger = logger
        self.waiting = Mutex(Set(stages))
    }

    package func observer(stage: String) -> @Sendable (StreamEvent) -> Void {
        { [self] event in observe(event, stage: stage) }
    }

    private func observe(_ event: StreamEvent, stage: String) {
        var logger = logger
        logger[metadataKey: "stage"] = .string(stage)
        switch event {
        case .partitionsAssigned(let positions):
            logger.info("partitions assigned", metadata: ["count": "\(positions.count)"])
            becomeReady(stage)
        case .partitionsRevoked(let positions):
            logger.info("partitions revoked", metadata: ["count": "\(positions.count)"])
        case .taskOpened(let position, let restored, let start):
            logger.info(
                "task opened",
                metadata: [
                    "position": "\(position)", "restored": "\(restored)", "start": "\(start)",
                ]
            )
        case .transactionCommitted(let position, let records, let outputs, let timers):
            logger.debug(
                "transaction committed",
                metadata: [
                    "position": "\(position)", "records": "\(records)", "outputs": "\(outputs)",
                    "timers": "\(timers)",
                ]
            )
        case .taskDropped(let position, let step, let failure):
            logger.warning(
                "task dropped, it starts again from what is committed",
                metadata: [
                    "position": "\(position)", "during": "\(step.rawValue)",
                    "failure": "\(failure.code)",
                ]
            )
        case .taskRenewed(let position):
            logger.notice(
                "task opened anew after a commit in doubt",
                metadata: ["position": "\(position)"]
            )
        case .callResumed(let position, let step, let code):
            logger.debug(
                "call resumed",
                metadata: [
                    "position": "\(position)", "during": "\(step.rawValue)", "failure": "\(code)",
                ]
            )
        case .recordOversized(let position, let offset, let bytes):
            logger.warning(
                "record refused, what came of it is too large",
                metadata: [
                    "position": "\(position)", "offset": "\(offset)", "bytes": "\(bytes)",
                ]
            )
        case .sourceFailed(let failure):
            logger.warning("source failed", metadata: ["failure": "\(failure.code)"])
        }
    }

    private func becomeReady(_ stage: String) {
        let isLast = waiting.withLock { stages in
            stages.remove(stage) != nil && stages.isEmpty
        }
        if isLast { logger.notice("ready") }
    }
}
