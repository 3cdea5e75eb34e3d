/// Reads the part of regular expressions that ECMA-262 and POSIX have in common.
///
/// Schemas are read by others too, who take patterns for ECMA-262. What POSIX would read in
/// another way is either written over (`.` and escapes) or refused.
struct PatternSyntax {
    struct Pattern {
        /// The same pattern for POSIX.
        var posix = ""
        /// The whole pattern as runs of characters, if it is anchored and that simple.
        var runs: [PatternRun]?
    }

    private let text: String
    private let scalars: [Unicode.Scalar]
    private var position = 0
    private var pattern = Pattern()
    private var runs: [PatternRun] = []
    /// Nothing seen yet that runs cannot express.
    private var isSimple = true
    private var startsAtStart = false
    private var endsAtEnd = false
    private var depth = 0

    init(_ text: String) {
        self.text = text
        self.scalars = Array(text.unicodeScalars)
    }

    mutating func parse() throws(PatternFault) -> Pattern {
        guard !scalars.contains("\0") else { throw fault("holds a NUL") }
        while let scalar = next() { try read(scalar) }
        guard depth == 0 else { throw fault("has an open group") }
        if isSimple, startsAtStart, endsAtEnd { pattern.runs = runs }
        return pattern
    }

    private mutating func read(_ scalar: Unicode.Scalar) throws(PatternFault) {
        switch scalar {
        case "^":
            startsAtStart = startsAtStart || position == 1
            isSimple = isSimple && position == 1
            pattern.posix += "^"
        case "$":
            endsAtEnd = position == scalars.count
            isSimple = isSimple && endsAtEnd
            pattern.posix += "$"
        case "|":
            isSimple = false
            pattern.posix += "|"
        case "(": try openGroup()
        case ")": try closeGroup()
        case "[": try append(try readClass())
        case ".": try append(PatternClass(isNegated: true, scalars: ["\n"..."\n", "\r"..."\r"]))
        case "\\": try append(PatternClass(scalars: [try readEscape()]))
        case "*", "+", "?", "{", "}", "]": throw fault("has \"\(scalar)\" where nothing repeats")
        default: try append(PatternClass(scalars: [scalar...scalar]))
        }
    }

    private mutating func openGroup() throws(PatternFault) {
        isSimple = false
        depth += 1
        if peek == "?" {
            guard position + 1 < scalars.count, scalars[position + 1] == ":" else {
                throw fault("has a group other than (…) and (?:…)")
            }
            position += 2
        }
        pattern.posix += "("
    }

    private mutating func closeGroup() throws(PatternFault) {
        guard depth > 0 else { throw fault("closes a group that is not open") }
        depth -= 1
        pattern.posix += ")"
        pattern.posix += try readCount()?.posix ?? ""
    }

    private mutating func append(_ characters: PatternClass) throws(PatternFault) {
        pattern.posix += characters.posix
        let count = try readCount()
        pattern.posix += count?.posix ?? ""
        guard let set = characters.asciiSet else {
            isSimple = false
            return
        }
        runs.append(
            PatternRun(characters: set, countMin: count?.min ?? 1, countMax: count?.max ?? 1)
        )
    }

    // MARK: Counts

    private struct Count {
        var min: Int
        var max: Int
        var posix: String
    }

    /// The C library takes no more.
    private static let countMax = 32_767

    private mutating func readCount() throws(PatternFault) -> Count? {
        let count: Count
        switch peek {
        case "*": count = Count(min: 0, max: .max, posix: "*")
        case "+": count = Count(min: 1, max: .max, posix: "+")
        case "?": count = Count(min: 0, max: 1, posix: "?")
        case "{": return try readBraces()
        default: return nil
        }
        position += 1
        try refuseSecondCount()
        return count
    }

    private mutating func readBraces() throws(PatternFault) -> Count {
        position += 1
        guard let least = readNumber() else { throw fault("has a brace without a number") }
        var most: Int? = least
        if peek == "," {
            position += 1
            most = peek == "}" ? nil : readNumber()
            if most == nil, peek != "}" { throw fault("has a brace without a number") }
        }
        guard next() == "}" else { throw fault("has an open brace") }
        guard least <= most ?? .max, most ?? least <= Self.countMax else {
            throw fault("repeats more than \(Self.countMax) times, or the wrong way round")
        }
        try refuseSecondCount()
        let upper = most.map { $0 == least ? "" : ",\($0)" } ?? ","
        return Count(min: least, max: most ?? .max, posix: "{\(least)\(upper)}")
    }

    private func refuseSecondCount() throws(PatternFault) {
        switch peek {
        case "*", "+", "?", "{": throw fault("repeats what repeats, or repeats lazily")
        default: return
        }
    }

    private mutating func readNumber() -> Int? {
        let start = position
        while let scalar = peek, ("0"..."9").contains(scalar) { position += 1 }
        return Int(String(String.UnicodeScalarView(scalars[start..<position])))
    }

    // MARK: Characters

    /// Only escapes of punctuation: `\d` and its kin mean different sets to different readers.
    private mutating func readEscape() throws(PatternFault) -> ClosedRange<Unicode.Scalar> {
        guard let scalar = next(), "^$\\.*+?()[]{}|/-".unicodeScalars.contains(scalar) else {
            throw fault("escapes something other than punctuation; write a class like [0-9]")
        }
        return scalar...scalar
    }

    private mutating func readClass() throws(PatternFault) -> PatternClass {
        var characters = PatternClass()
        if peek == "^" {
            characters.isNegated = true
            position += 1
        }
        while let scalar = next(), scalar != "]" {
            let lower = try readMember(scalar)
            guard peek == "-", position + 1 < scalars.count, scalars[position + 1] != "]" else {
                characters.scalars.append(lower...lower)
                continue
            }
            position += 1
            guard let last = next() else { break }
            let upper = try readMember(last)
            try check(lower, upper)
            characters.scalars.append(lower...upper)
        }
        guard scalars[position - 1] == "]", !characters.scalars.isEmpty else {
            throw fault("has a class that is empty or open")
        }
        return characters
    }

    private func check(
        _ lower: Unicode.Scalar,
        _ upper: Unicode.Scalar
    ) throws(PatternFault) {
        guard lower <= upper, !"[]^-".unicodeScalars.contains(lower),
            !"[]^-".unicodeScalars.contains(upper)
        else { throw fault("has a range the wrong way round, or between special characters") }
        guard upper.isASCII || upper.value - lower.value < PatternClass.rangeMax else {
            throw fault("has a range of more than \(PatternClass.rangeMax) characters")
        }
    }

    private mutating func readMember(
        _ scalar: Unicode.Scalar
    ) throws(PatternFault) -> Unicode.Scalar {
        switch scalar {
        case "\\": return try readEscape().lowerBound
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

    private func fault(_ what: String) -> PatternFault {
        PatternFault(detail: "The pattern \(text.quotedForPeople) \(what).")
    }
}
