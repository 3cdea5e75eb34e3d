/// Reads the regular expressions of ECMA-262, as far as everybody reads them alike.
///
/// Schemas are read by others too, with the regular expressions of their languages. What some of
/// them know and others do not, or take for something else, is refused.
struct PatternSyntax {
    private static let depthMax = 32
    private static let countMax = 4096

    private let text: String
    private let scalars: [Unicode.Scalar]
    private var position = 0

    init(_ text: String) {
        self.text = text
        self.scalars = Array(text.unicodeScalars)
    }

    mutating func parse() throws(PatternFault) -> PatternNode {
        let node = try choice(depth: 0)
        guard position == scalars.count else { throw fault("closes a group that is not open") }
        return node
    }

    private mutating func choice(depth: Int) throws(PatternFault) -> PatternNode {
        guard depth <= Self.depthMax else { throw fault("nests too many groups") }
        var parts = [try sequence(depth: depth)]
        while take("|") { parts.append(try sequence(depth: depth)) }
        return parts.count == 1 ? parts[0] : .choice(parts)
    }

    private mutating func sequence(depth: Int) throws(PatternFault) -> PatternNode {
        var parts: [PatternNode] = []
        while let scalar = peek, scalar != "|", scalar != ")" {
            position += 1
            parts.append(try term(scalar, depth: depth))
        }
        return .sequence(parts)
    }

    private mutating func term(
        _ scalar: Unicode.Scalar,
        depth: Int
    ) throws(PatternFault) -> PatternNode {
        switch scalar {
        case "^": return .start
        case "$": return .end
        case "(": return try repeated(try group(depth: depth))
        case "[": return try repeated(.characters(try readClass()))
        case ".": return try repeated(.characters(.anyButLineEnds))
        case "\\": return try repeated(.characters(one(try readEscape())))
        case "*", "+", "?", "{", "}", "]":
            throw fault("has \"\(scalar)\" where it means nothing; escape it")
        default: return try repeated(.characters(one(scalar)))
        }
    }

    private mutating func group(depth: Int) throws(PatternFault) -> PatternNode {
        if take("?") {
            guard take(":") else { throw fault("has a group other than (…) and (?:…)") }
        }
        let node = try choice(depth: depth + 1)
        guard take(")") else { throw fault("has an open group") }
        return node
    }

    // MARK: Counts

    private mutating func repeated(_ node: PatternNode) throws(PatternFault) -> PatternNode {
        let repeated: PatternNode
        if take("*") {
            repeated = .repeated(node, min: 0, max: nil)
        } else if take("+") {
            repeated = .repeated(node, min: 1, max: nil)
        } else if take("?") {
            repeated = .repeated(node, min: 0, max: 1)
        } else if take("{") {
            repeated = try braces(node)
        } else {
            return node
        }
        if let next = peek, "*+?{".unicodeScalars.contains(next) {
            throw fault("repeats what repeats, or repeats lazily")
        }
        return repeated
    }

    private mutating func braces(_ node: PatternNode) throws(PatternFault) -> PatternNode {
        let least = try readNumber()
        var most: Int? = least
        if take(",") { most = peek == "}" ? nil : try readNumber() }
        guard take("}") else { throw fault("has an open brace") }
        guard least <= most ?? .max else { throw fault("has a count the wrong way round") }
        return .repeated(node, min: least, max: most)
    }

    private mutating func readNumber() throws(PatternFault) -> Int {
        let start = position
        while let scalar = peek, ("0"..."9").contains(scalar) { position += 1 }
        let digits = String(String.UnicodeScalarView(scalars[start..<position]))
        guard let number = Int(digits), number <= Self.countMax else {
            throw fault("has a brace without a number of at most \(Self.countMax)")
        }
        return number
    }

    // MARK: Characters

    private func one(_ scalar: Unicode.Scalar) -> PatternClass {
        PatternClass(ranges: [scalar.value...scalar.value])
    }

    /// Only escapes of punctuation: `\d` and its kin mean different sets to different readers.
    private mutating func readEscape() throws(PatternFault) -> Unicode.Scalar {
        guard let scalar = next(), "^$\\.*+?()[]{}|/-".unicodeScalars.contains(scalar) else {
            throw fault("escapes something other than punctuation; write a class like [0-9]")
        }
        return scalar
    }

    private mutating func readClass() throws(PatternFault) -> PatternClass {
        var characters = PatternClass(isNegated: take("^"))
        while let scalar = next(), scalar != "]" {
            let lower = try readMember(scalar)
            guard peek == "-", position + 1 < scalars.count, scalars[position + 1] != "]" else {
                characters.ranges.append(lower.value...lower.value)
                continue
            }
            position += 1
            guard let last = next() else { break }
            let upper = try readMember(last)
            guard lower <= upper else { throw fault("has a range the wrong way round") }
            characters.ranges.append(lower.value...upper.value)
        }
        guard scalars[position - 1] == "]", !characters.ranges.isEmpty else {
            throw fault("has a class that is empty or open")
        }
        return characters
    }

    private mutating func readMember(
        _ scalar: Unicode.Scalar
    ) throws(PatternFault) -> Unicode.Scalar {
        switch scalar {
        case "\\": return try readEscape()
        case "[": throw fault("has \"[\" within a class; escape it")
        default: return scalar
        }
    }

    private var peek: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    private mutating func next() -> Unicode.Scalar? {
        guard let scalar = peek else { return nil }
        position += 1
        return scalar
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard peek == scalar else { return false }
        position += 1
        return true
    }

    private func fault(_ what: String) -> PatternFault {
        PatternFault(detail: "The pattern \(text.quotedForPeople) \(what).")
    }
}
