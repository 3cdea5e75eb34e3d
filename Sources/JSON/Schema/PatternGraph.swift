/// A pattern as states and the ways between them: by a byte, or by nothing at all.
struct PatternGraph {
    /// When a way that takes no byte is open.
    enum Condition {
        case always
        case atStart
        case atEnd
    }

    struct Step {
        let bytes: ClosedRange<UInt8>
        let target: Int
    }

    static let start = 0
    private static let statesMax = 50_000

    /// Beside each other, by state.
    private(set) var steps: [[Step]] = [[]]
    private(set) var jumps: [[(target: Int, condition: Condition)]] = [[]]
    private(set) var accepting = 0

    /// Nil when there would be too many states.
    init?(_ node: PatternNode) {
        guard let last = add(node, from: Self.start) else { return nil }
        self.accepting = last
    }

    /// Adds the node's ways from a state and returns where they lead.
    private mutating func add(_ node: PatternNode, from state: Int) -> Int? {
        guard steps.count < Self.statesMax else { return nil }
        switch node {
        case .characters(let characters): return add(characters, from: state)
        case .start: return jump(from: state, .atStart)
        case .end: return jump(from: state, .atEnd)
        case .sequence(let parts):
            var state = state
            for part in parts {
                guard let next = add(part, from: state) else { return nil }
                state = next
            }
            return state
        case .choice(let parts):
            let end = newState()
            for part in parts {
                guard let last = add(part, from: jump(from: state)) else { return nil }
                jumps[last].append((end, .always))
            }
            return end
        case .repeated(let part, let least, let most):
            return add(part, from: state, min: least, max: most)
        }
    }

    private mutating func add(
        _ part: PatternNode,
        from start: Int,
        min least: Int,
        max most: Int?
    ) -> Int? {
        var state = start
        for _ in 0..<least {
            guard let next = add(part, from: state) else { return nil }
            state = next
        }
        guard let most else {
            let hub = jump(from: state)
            guard let last = add(part, from: hub) else { return nil }
            jumps[last].append((hub, .always))
            return jump(from: hub)
        }
        let end = newState()
        for _ in least..<most {
            jumps[state].append((end, .always))
            guard let next = add(part, from: jump(from: state)) else { return nil }
            state = next
        }
        jumps[state].append((end, .always))
        return end
    }

    private mutating func add(_ characters: PatternClass, from state: Int) -> Int {
        let end = newState()
        for sequence in characters.members.flatMap(PatternBytes.sequences) {
            var state = state
            for bytes in sequence.dropLast() {
                let next = newState()
                steps[state].append(Step(bytes: bytes, target: next))
                state = next
            }
            if let last = sequence.last { steps[state].append(Step(bytes: last, target: end)) }
        }
        return end
    }

    private mutating func jump(from state: Int, _ condition: Condition = .always) -> Int {
        let target = newState()
        jumps[state].append((target, condition))
        return target
    }

    private mutating func newState() -> Int {
        steps.append([])
        jumps.append([])
        return steps.count - 1
    }
}
