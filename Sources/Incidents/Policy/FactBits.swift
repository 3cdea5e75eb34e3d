/// A byte for each closed fact, a bit for each of its values.
///
/// Three words and not a vector: comparing vectors lane by lane costs ten times as much.
struct FactBits: Equatable, Sendable {
    private var words: (UInt64, UInt64, UInt64) = (0, 0, 0)

    static let empty = FactBits()

    /// The values of one fact.
    subscript(lane: Int) -> UInt8 {
        get { UInt8(truncatingIfNeeded: word(lane / 8) >> UInt64(lane % 8 * 8)) }
        set {
            let shift = UInt64(lane % 8 * 8)
            let value = UInt64(newValue) << shift
            let others = ~(UInt64(0xff) << shift)
            switch lane / 8 {
            case 0: words.0 = words.0 & others | value
            case 1: words.1 = words.1 & others | value
            default: words.2 = words.2 & others | value
            }
        }
    }

    /// Whether each fact that `allowed` has values for has one of them here.
    func satisfies(_ allowed: FactBits) -> Bool {
        Self.satisfies(words.0, allowed.words.0)
            && Self.satisfies(words.1, allowed.words.1)
            && Self.satisfies(words.2, allowed.words.2)
    }

    static func == (left: FactBits, right: FactBits) -> Bool { left.words == right.words }

    private static func satisfies(_ found: UInt64, _ allowed: UInt64) -> Bool {
        let asked = nonzeroBytes(allowed)
        return nonzeroBytes(found & allowed) & asked == asked
    }

    /// The top bit of each byte that is not zero.
    private static func nonzeroBytes(_ word: UInt64) -> UInt64 {
        let low: UInt64 = 0x7f7f_7f7f_7f7f_7f7f
        return ((word & low) &+ low | word) & ~low
    }

    private func word(_ index: Int) -> UInt64 {
        switch index {
        case 0: words.0
        case 1: words.1
        default: words.2
        }
    }
}
