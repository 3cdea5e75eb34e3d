import Foundation
import Testing

/// W4: order and completeness of the fan-out, whatever fails.
@Suite("W4 sim-fanout")
struct FanoutSimulationTests {
    /// `SIM_SEEDS` runs more of them; `SIM_SEED` replays one.
    private static var seeds: Range<UInt64> {
        let environment = ProcessInfo.processInfo.environment
        if let one = environment["SIM_SEED"].flatMap(UInt64.init) { return one..<one + 1 }
        #if DEBUG
            let usual: UInt64 = 15
        #else
            let usual: UInt64 = 500
        #endif
        return 0..<(environment["SIM_SEEDS"].flatMap(UInt64.init) ?? usual)
    }

    @Test func `everything arrives in order or is told not to have`() throws {
        var faults: [String: Int] = [:]
        var checks = 0
        for seed in Self.seeds {
            let findings = try FanoutSimulation(seed: seed, steps: 300).run()
            #expect(findings.isClean, "SIM_SEED=\(seed) replays this: \(findings)")
            checks += findings.checks
            faults.merge(findings.faults) { $0 + $1 }
        }
        print("W4 sim-fanout: seeds=\(Self.seeds.count) steps=300 checks=\(checks) \(faults)")
        guard Self.seeds.count >= 15 else { return }
        for fault in [
            "crash", "abort", "lostAnswer", "zombie", "stall", "aborted-hidden", "parked",
            "attempt-failed", "attempt-repeated", "confirmed", "event-repeated",
        ] {
            #expect(faults[fault, default: 0] >= 10, "\(fault) fired too rarely to prove much")
        }
    }

    @Test func `the same seed is the same run`() throws {
        let first = try FanoutSimulation(seed: 4711, steps: 200).run()
        let second = try FanoutSimulation(seed: 4711, steps: 200).run()
        #expect(first.faults == second.faults)
    }
}
