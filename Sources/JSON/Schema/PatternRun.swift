/// So many characters of one ASCII class, one after another: `[a-z0-9]{1,64}`.
struct PatternRun: Sendable {
    var characters: ByteSet
    var countMin = 1
    var countMax = 1

    /// Whether taking as many characters as possible for each run is always right.
    ///
    /// It is when no character could as well belong to a run behind: a run of variable length
    /// must have nothing in common with those that follow it, up to the first that must be there.
    static func areUnambiguous(_ runs: [PatternRun]) -> Bool {
        runs.indices.allSatisfy { position in
            let run = runs[position]
            if run.countMin == run.countMax { return true }
            for follower in runs[(position + 1)...] {
                if !run.characters.isDisjoint(with: follower.characters) { return false }
                if follower.countMin > 0 { return true }
            }
            return true
        }
    }

    /// Whether the runs, one after another, are the whole text.
    static func matches(_ runs: [PatternRun], _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var position = 0
        for run in runs {
            let start = position
            let end = min(text.count, run.countMax < text.count ? start + run.countMax : text.count)
            while position < end, run.characters.contains(text[position]) { position &+= 1 }
            if position - start < run.countMin { return false }
        }
        return position == text.count
    }
}
