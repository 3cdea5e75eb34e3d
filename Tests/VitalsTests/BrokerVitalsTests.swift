import Foundation
import Testing
import Vitals

@Suite struct BrokerVitalsTests {
    private let vitals = BrokerVitals(
        labels: BrokerVitals.Labels(
            stages: ["intake", "case", "fanout"],
            deadLetterCodes: ["json.invalid", "type.unknown"],
            attemptFailures: ["timeout", "connection-reset"],
            endpointStates: ["healthy", "slowed", "open", "probing"],
            routes: ["subscription-list"]
        ),
        build: BrokerVitals.Build(version: "0.5.0", commit: "abc", swift: "6.3.1")
    )

    @Test func `every series stands at zero before anything happens`() {
        var series = 0
        for family in vitals.registry.snapshots where family.kind != .info {
            for one in family.series {
                series += 1
                switch one.value {
                case .count(let count): #expect(count == 0)
                case .number(let number): #expect(number == 0)
                case .histogram(let value): #expect(value.count == 0 && value.sum == 0)
                }
            }
        }
        #expect(series > 100)
    }

    @Test func `what the issue asks for is there by name`() {
        let names = vitals.registry.snapshots.map(\.name)
        #expect(
            names == [
                "broker_build", "broker_records_in", "broker_records_out",
                "broker_records_rejected", "broker_lag_records", "broker_lag_seconds",
                "broker_stage_duration_seconds", "broker_transactions", "broker_tasks_dropped",
                "broker_dead_letters", "broker_deliveries", "broker_delivery_duration_seconds",
                "broker_deliveries_waiting", "broker_deliveries_parked",
                "broker_oldest_undelivered_seconds", "broker_attempts", "broker_attempts_failed",
                "broker_endpoints", "broker_deadlines", "broker_deviations_open",
                "broker_requests", "broker_request_duration_seconds",
            ]
        )
    }

    @Test func `the number of series cannot grow`() {
        let before = vitals.registry.exposition(.prometheus).split(separator: "\n").count
        for number in 0..<100 {
            vitals.recordsIn["stage-\(number)"].add()
            vitals.deadLetters["code-\(number)"].add()
            vitals.attemptsFailed["http-\(600 + number)"].add()
            vitals.deviationsOpen["P\(number)"].set(1)
            vitals.endpoints["state-\(number)"].set(1)
        }
        let after = vitals.registry.exposition(.prometheus)
        #expect(after.split(separator: "\n").count == before)
        #expect(after.contains("broker_records_in_total{stage=\"other\"} 100\n"))
    }

    /// Writes the texts where a scraper's own tools can be let at them.
    @Test(.enabled(if: folder != nil, "set VITALS_TEXTS to a folder to get the texts written"))
    func `the texts can be written out`() throws {
        let folder = try #require(Self.folder)
        vitals.recordsIn["intake"].add(5)
        vitals.stageDuration["case"].observe(0.02)
        for (format, name) in [(ExpositionFormat.prometheus, "prom"), (.openMetrics, "om")] {
            try vitals.registry.exposition(format)
                .write(toFile: "\(folder)/vitals.\(name)", atomically: true, encoding: .utf8)
        }
    }

    private static let folder = ProcessInfo.processInfo.environment["VITALS_TEXTS"]
}
