import PolicyFile
import StrictYAML
import Testing

/// Whatever is in the file, reading it ends, and a policy is never made of a wrong one.
@Suite("Spoilt policies")
struct SpoiltPolicyTests {
    /// Lines dropped, doubled, swapped, indented; characters replaced.
    @Test(arguments: 0..<40 as Range<UInt64>)
    func `a spoilt file gives a policy or an error, never a crash`(seed: UInt64) {
        var random = SplitMix64(state: seed)
        for _ in 0..<10 {
            var lines = SmallPolicy.text.split(separator: "\n").map(String.init)
            for _ in 0..<Int.random(in: 1...3, using: &random) { spoil(&lines, using: &random) }
            let text = lines.joined(separator: "\n")
            let (policy, diagnostics) = PolicyFile.load(text: text, file: "p")
            let hasErrors = diagnostics.contains { $0.severity == .error }
            #expect((policy == nil) == hasErrors, "seed \(seed):\n\(text)")
            let lineCount = lines.count + 1
            #expect(diagnostics.allSatisfy { (1...lineCount).contains($0.position.line) })
        }
    }

    private func spoil(_ lines: inout [String], using random: inout SplitMix64) {
        let index = Int.random(in: lines.indices, using: &random)
        let other = Int.random(in: lines.indices, using: &random)
        switch Int.random(in: 0..<6, using: &random) {
        case 0: lines.remove(at: index)
        case 1: lines.insert(lines[index], at: other)
        case 2: lines.swapAt(index, other)
        case 3: lines[index] = "  " + lines[index]
        case 4:
            var words = lines[index].split(separator: " ", omittingEmptySubsequences: false)
            let word = Int.random(in: words.indices, using: &random)
            words[word] =
                ["-", "null", "{}", "[]", "99999999999999999999", "*a", "&a", "'", "P1Y"][
                    Int.random(in: 0..<9, using: &random)
                ]
            lines[index] = words.joined(separator: " ")
        default:
            var characters = Array(lines[index])
            guard let place = characters.indices.randomElement(using: &random) else { return }
            characters[place] =
                ["x", ":", "\u{E000}", "é", "\"", "#", "\t", "0"][
                    Int.random(in: 0..<8, using: &random)
                ]
            lines[index] = String(characters)
        }
    }
}

/// A small generator whose every walk can be had again by its seed.
private struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
