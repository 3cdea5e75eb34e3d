import Reports
import Testing

@Suite("Distributions")
struct DistributionTests {
    @Test func `percentiles are values that were, at or above so many of the others`() {
        let distribution = Distribution((1...100).reversed().map(Int64.init))
        #expect(distribution.percentile(50) == 50)
        #expect(distribution.percentile(90) == 90)
        #expect(distribution.percentile(95) == 95)
        #expect(distribution.max == 100)
        #expect(Distribution([7]).percentile(50) == 7)
        #expect(Distribution([]).percentile(50) == nil)
    }

    @Test(arguments: 0..<50 as Range<UInt64>)
    func `by definition, whatever the values`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let count = Int.random(in: 1...40, using: &random)
        let values = (0..<count).map { _ in Int64.random(in: 0...20, using: &random) }
        let distribution = Distribution(values)
        for percent in [1, 50, 75, 90, 95, 100] {
            let value = distribution.percentile(percent)!
            let below = values.count { $0 <= value }
            let less = values.count { $0 < value }
            #expect(below * 100 >= percent * count)
            #expect(less * 100 < percent * count)
        }
    }

    @Test(
        "lengths of time as people say them",
        arguments: [
            (40, "40 ms"), (40_000, "40 s"), (61_000, "1 min 1 s"), (12_000_000, "3 h 20 min"),
            (-12_000_000, "3 h 20 min"), (187_200_000, "2 d 4 h"), (172_800_000, "2 d"),
        ] as [(Int64, String)]
    )
    func elapsed(milliseconds: Int64, text: String) {
        #expect(Elapsed.text(milliseconds: milliseconds, .english) == text)
        #expect(
            Elapsed.text(milliseconds: milliseconds, .danish)
                == text.replacing(" h", with: " t")
        )
    }
}
