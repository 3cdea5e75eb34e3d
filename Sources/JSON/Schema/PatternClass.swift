/// A set of characters in a pattern: one character, a class or its complement.
struct PatternClass {
    /// What ECMA-262's `.` leaves out.
    static let anyButLineEnds = PatternClass(
        isNegated: true,
        ranges: [0x0A...0x0A, 0x0D...0x0D, 0x2028...0x2029]
    )

    var isNegated = false
    /// In any order; they may overlap.
    var ranges: [ClosedRange<UInt32>] = []

    /// The characters of the set, in order and without overlaps.
    var members: [ClosedRange<UInt32>] {
        let merged = merged
        guard isNegated else { return merged }
        let last: UInt32 = 0x10FFFF
        var members: [ClosedRange<UInt32>] = []
        var next: UInt32 = 0
        for range in merged {
            if next < range.lowerBound { members.append(next...range.lowerBound - 1) }
            next = range.upperBound + 1
        }
        if next <= last { members.append(next...last) }
        return members
    }

    private var merged: [ClosedRange<UInt32>] {
        var merged: [ClosedRange<UInt32>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = merged.last, range.lowerBound <= last.upperBound + 1 {
                let upper = max(last.upperBound, range.upperBound)
                merged[merged.count - 1] = last.lowerBound...upper
            } else {
                merged.append(range)
            }
        }
        return merged
    }
}
