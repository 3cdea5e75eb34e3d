import Foundation
import Testing

/// R1 `sim-eos`: exactly once over a Kafka that is true, with everything else going wrong.
@Suite("R1 sim-eos")
struct EOSSimulationTests {
    /// `SIM_SEEDS` runs more of them; `SIM_SEED` replays one.
    private static var seeds: Range<UInt64> {
        let environment = ProcessInfo.processInfo.environment
        if let one = environment["SIM_SEED"].flatMap(UInt64.init) { return one..<one + 1 }
        return 0..<(environment["SIM_SEEDS"].flatMap(UInt64.init) ?? 2_000)
    }

    @Test func `nothing is lost, doubled or reordered, whatever fails`() {
        var faults: [String: Int] = [:]
        var checks = 0
        for seed in Self.seeds {
            let simulation = EOSSimulation(seed: seed, steps: 500)
            let findings = simulation.run()
            #expect(findings.isClean, "SIM_SEED=\(seed) replays this: \(findings)")
            checks += findings.checks
            faults.merge(findings.faults) { $0 + $1 }
        }
        print("R1 sim-eos: seeds=\(Self.seeds.count) steps=500 checks=\(checks) \(faults)")
        guard Self.seeds.count >= 2_000 else { return }
        #expect(checks >= 1_000_000)
        for fault in [
            "crash", "abort", "lostAnswer", "zombie", "stall", "sender-repeat", "aborted-hidden",
        ] {
            #expect(faults[fault, default: 0] >= 100, "\(fault) fired too rarely to prove much")
        }
    }

    @Test func `the same seed is the same run`() {
        let first = EOSSimulation(seed: 4711, steps: 300)
        let second = EOSSimulation(seed: 4711, steps: 300)
        #expect(first.run().faults == second.run().faults)
    }
}
