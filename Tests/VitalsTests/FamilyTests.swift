import Testing
import Vitals

@Suite struct FamilyTests {
    @Test func `an unknown value is folded and never makes a series`() {
        let family = Family(
            "broker_things",
            "Things.",
            labels: [.open("code", ["a", "b"])],
            series: Counter.init
        )
        #expect(family.snapshot.series.map(\.value) == [.count(0), .count(0), .count(0)])
        for number in 0..<1_000 { family["\(number)"].add() }
        family["a"].add()
        #expect(family.snapshot.series.map(\.value) == [.count(1), .count(0), .count(1_000)])
        #expect(family.snapshot.series.map(\.labels[0].value) == ["a", "b", "other"])
    }

    @Test func `other among the known values stands once`() {
        #expect(Label.open("code", ["other", "a"]).values == ["other", "a"])
    }

    @Test func `every combination is a series of its own`() {
        let stages = ["intake", "case", "other"]
        let outcomes = ["good", "bad"]
        let family = Family(
            "broker_things",
            "Things.",
            labels: [.open("stage", stages), .closed("outcome", outcomes)],
            series: Gauge.init
        )
        var number = 0.0
        for stage in stages {
            for outcome in outcomes {
                number += 1
                family[stage, outcome].set(number)
            }
        }
        let written = family.snapshot.series
        #expect(written.map(\.value) == (1...6).map { .number(Double($0)) })
        #expect(written[3].labels.map(\.value) == ["case", "bad"])
    }

    @Test func `a bucket takes its own bound and the sums agree`() {
        let histogram = Histogram(bounds: [1, 2, 4])
        for value in [0, 1, 1.5, 2, 3, 4, 5, .infinity, .nan] { histogram.observe(value) }
        #expect(histogram.value.counts == [2, 4, 6, 7])
        #expect(histogram.value.count == 7)
        #expect(histogram.value.sum == 16.5)
        histogram.observe(.milliseconds(500))
        #expect(histogram.value.counts == [3, 5, 7, 8])
    }

    @Test func `nothing is lost between threads`() async {
        let counter = Counter()
        let histogram = Histogram(bounds: [10])
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    for _ in 0..<5_000 {
                        counter.add()
                        histogram.observe(2)
                    }
                }
            }
        }
        #expect(counter.value == 40_000)
        #expect(histogram.value.counts == [40_000, 40_000])
        #expect(histogram.value.sum == 80_000)
    }

    @Test func `a name the formats could not write stops the program`() async {
        await #expect(processExitsWith: .failure) {
            _ = Family("broker_things_total", "Things.", series: Counter.init)
        }
        await #expect(processExitsWith: .failure) {
            _ = Family("broker_age", "Age.", unit: "seconds", series: Gauge.init)
        }
        await #expect(processExitsWith: .failure) {
            _ = Family("broker_x", "X.", labels: [.open("le", ["1"])], series: Counter.init)
        }
        await #expect(processExitsWith: .failure) {
            let words = (0..<80).map { "v\($0)" }
            let labels = [Label.open("a", words), .open("b", words)]
            _ = Family("broker_x", "X.", labels: labels, series: Counter.init)
        }
        await #expect(processExitsWith: .failure) {
            let family = Family("broker_x", "X.", labels: [.closed("a", ["1"])]) { Counter() }
            family["2"].add()
        }
    }
}
