import Foundation
import Testing

/// Thousands of small worlds; one that goes wrong prints its seed, and replays by it.
///
/// `SIM_SEED=n` replays one, `SIM_SEEDS=n` runs as many.
@Suite("Simulated parties")
struct SimulationTests {
    @Test func `nothing is lost, leaked or closed too early, whatever the parties do`() {
        let environment = ProcessInfo.processInfo.environment
        if let seed = environment["SIM_SEED"].flatMap(UInt64.init) { return replay(seed) }
        let seeds = environment["SIM_SEEDS"].flatMap(UInt64.init) ?? 2_000
        var count = MisbehaviourCount()
        var checks = 0
        var years = 0.0
        let clock = ContinuousClock()
        let began = clock.now
        for seed in 1...seeds {
            var simulation = Simulation(seed: seed)
            simulation.run()
            count.add(simulation.count)
            checks += simulation.checks
            years += simulation.incidentYears
            guard simulation.failures.isEmpty else { return tell(simulation) }
        }
        let seconds = (clock.now - began) / .seconds(1)
        print("process simulation: \(seeds) seeds, \(checks) checks in \(Int(seconds)) s,")
        print("  \(Int(Double(seeds) * 3_600 / seconds)) seeds an hour,", terminator: " ")
        print("\(Int(years / seconds)) incident-years a second")
        for kind in Misbehaviour.allCases {
            #expect(count[kind] >= 100, "\(kind.rawValue) happened \(count[kind]) times only")
        }
    }

    private func replay(_ seed: UInt64) {
        var simulation = Simulation(seed: seed)
        simulation.run()
        for line in simulation.trace { print(line) }
        if !simulation.failures.isEmpty { tell(simulation) }
    }

    private func tell(_ simulation: Simulation) {
        let last = simulation.trace.suffix(30).joined(separator: "\n")
        Issue.record(
            """
            seed \(simulation.seed): \(simulation.failures.joined(separator: "; "))
            replay it by SIM_SEED=\(simulation.seed)
            \(last)
            """
        )
    }
}
