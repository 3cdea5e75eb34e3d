import Foundation
import Synchronization

/// A real Kafka broker for tests: noida-db on a free loopback port, its data thrown away.
///
/// The program is named by the environment variable `NOIDA_DB`; suites that need it say
/// `.enabled(if: NoidaServer.isAvailable, NoidaServer.hint)`. It never times out sessions or
/// transactions: give every member a group.instance.id and come back with the same one.
package final class NoidaServer: Sendable {
    package struct Fault: Error {
        package let reason: String
    }

    package static let program = ProcessInfo.processInfo.environment["NOIDA_DB"]
    package static var isAvailable: Bool { program != nil }
    package static let hint = "set NOIDA_DB to the noida-db program (pip install noida-db==0.2.3)"

    package let port: UInt16
    package let directory: String
    private let process: Mutex<ProcessGroup?>

    package var bootstrapServers: String { "127.0.0.1:\(port)" }

    /// Returns when the broker answers; `port` and `directory` are those of an earlier one to
    /// start it again.
    package init(port: UInt16? = nil, directory: String? = nil) throws {
        guard let program = Self.program else { throw Fault(reason: Self.hint) }
        self.port = try port ?? LoopbackPort.free()
        self.directory = directory ?? NSTemporaryDirectory() + "noida-" + UUID().uuidString
        let group = try ProcessGroup(
            program: program,
            arguments: [
                "start", "--only", "kafka", "--kafka-port", "\(self.port)",
                "--data-dir", self.directory,
            ]
        )
        // Its last line of greeting, printed when it listens.
        guard group.waitForOutput("press Ctrl-C", within: .seconds(20)) else {
            group.kill()
            throw Fault(reason: "noida-db has not become ready")
        }
        self.process = Mutex(group)
    }

    /// Ends it at once and removes its data. Idempotent.
    package func stop() {
        process.withLock { group in
            group?.kill()
            group = nil
        }
        try? FileManager.default.removeItem(atPath: directory)
    }

    /// Ends it as an operator would, keeping its data for `init(port:directory:)`.
    package func shutDown() {
        process.withLock { group in
            group?.terminate()
            group = nil
        }
    }

    /// Freezes the broker; connections stay open and nothing answers.
    package func freeze() {
        process.withLock { $0?.signal(SIGSTOP) }
    }

    package func thaw() {
        process.withLock { $0?.signal(SIGCONT) }
    }
}
