import KafkaChannel
import Synchronization

/// Keeps what clients report, to be looked into when a test fails.
final class ReportBook: Sendable {
    private let reports = Mutex<[KafkaReport]>([])

    var reporter: KafkaReporter {
        { report in self.reports.withLock { $0.append(report) } }
    }

    var all: [KafkaReport] { reports.withLock { $0 } }

    /// The reasons of failed calls.
    var failures: [(call: String, code: String)] {
        all.compactMap { report in
            guard case .failure(let call, let code, _) = report.content else { return nil }
            return (call, code)
        }
    }
}
