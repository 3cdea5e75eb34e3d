import Console
import Fanout
import Logging
import Messaging
import ServiceLifecycle
import Synchronization

/// The server on a free port of the loopback, for as long as a test takes.
func withServer<Value: Sendable>(
    _ fixture: ConsoleFixture,
    logs: LogLines = LogLines(),
    _ body: @escaping @Sendable (Int) async throws -> Value
) async throws -> Value {
    let (ports, port) = AsyncStream<Int>.makeStream()
    let server = ConsoleServer(
        settings: fixture.settings,
        backend: fixture.backend,
        vitals: fixture.vitals,
        logger: logs.logger,
        now: { ConsoleFixture.now },
        random: ConsoleFixture.random(),
        onListening: { port.yield($0) }
    )
    let group = ServiceGroup(
        configuration: ServiceGroupConfiguration(services: [server], logger: logs.logger)
    )
    return try await withThrowingTaskGroup(of: Void.self) { tasks in
        tasks.addTask { try await group.run() }
        var listening = ports.makeAsyncIterator()
        let value = try await body(await listening.next() ?? 0)
        // Every test sees that it comes to an end when it is told to.
        await group.triggerGracefulShutdown()
        try await tasks.waitForAll()
        return value
    }
}

/// Everything that is logged, at every level.
final class LogLines: Sendable {
    private let lines = Mutex<[String]>([])

    var all: [String] { lines.withLock { $0 } }

    var logger: Logger {
        Logger(label: "test") { _ in Collector(lines: self) }
    }

    private struct Collector: LogHandler {
        let lines: LogLines
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let all = metadata.merging(event.metadata ?? [:]) { $1 }
            let told = all.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            lines.lines.withLock {
                $0.append("\(event.level) \(event.message) \(told.joined(separator: " "))")
            }
        }
    }
}
