/// A slow, plain reading of bytes that simdjson refused, to say what is wrong and where.
struct JSONDiagnosis {
    /// The first fault met, reading from the left.
    struct Finding: Error {
        let kind: JSONFault.Kind
        let sentence: String
    }

    private let bytes: [UInt8]
    private let depthMax: Int
    private var position = 0
    private var path: [String] = []

    init(_ bytes: [UInt8], depthMax: Int) {
        self.bytes = bytes
        self.depthMax = depthMax
    }

    /// Nil when this reading finds nothing wrong.
    mutating func fault() -> JSONFault? {
        do {
            try document()
            return nil
        } catch {
            return JSONFault(
                kind: error.kind,
                detail: bytes.isEmpty ? error.sentence + "." : "\(error.sentence), at \(place).",
                pointer: JSONPointer(path).textForReports
            )
        }
    }

    private var place: String {
        let before = bytes.prefix(position)
        let line = before.count { $0 == UInt8(ascii: "\n") } + 1
        let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        let column = String(decoding: before[start...], as: UTF8.self).unicodeScalars.count + 1
        return "line \(line), column \(column)"
    }

    private mutating func document() throws(Finding) {
        if let invalid = bytes.firstInvalidUTF8 {
            position = invalid
            throw Finding(kind: .invalidUTF8, sentence: "The text is not valid UTF-8")
        }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            throw syntax("The text starts with a byte order mark")
        }
        skipSpace()
        guard position < bytes.count else {
            throw Finding(kind: .empty, sentence: "There is no JSON in the message")
        }
        try value(depth: 1)
        skipSpace()
        guard position == bytes.count else {
            throw syntax("There is \(here) after the end of the document")
        }
    }

    private mutating func value(depth: Int) throws(Finding) {
        switch peek {
        case UInt8(ascii: "{"): try object(depth: depth)
        case UInt8(ascii: "["): try array(depth: depth)
        case UInt8(ascii: "\""): _ = try string()
        case UInt8(ascii: "-"): try number()
        case UInt8(ascii: "t"): try word("true")
        case UInt8(ascii: "f"): try word("false")
        case UInt8(ascii: "n"): try word("null")
        case let byte? where byte.isDigit: try number()
        default: throw syntax("A value was expected, not \(here)")
        }
    }

    private mutating func object(depth: Int) throws(Finding) {
        try enter(depth)
        if take("}") { return }
        repeat {
            skipSpace()
            guard peek == UInt8(ascii: "\"") else {
                throw syntax("A member name in quotes was expected, not \(here)")
            }
            let name = try string()
            skipSpace()
            guard take(":") else { throw syntax("A colon was expected, not \(here)") }
            skipSpace()
            path.append(name)
            try value(depth: depth + 1)
            path.removeLast()
            skipSpace()
        } while take(",")
        guard take("}") else { throw syntax("A comma or \"}\" was expected, not \(here)") }
    }

    private mutating func array(depth: Int) throws(Finding) {
        try enter(depth)
        if take("]") { return }
        var count = 0
        repeat {
            skipSpace()
            path.append(String(count))
            try value(depth: depth + 1)
            path.removeLast()
            count += 1
            skipSpace()
        } while take(",")
        guard take("]") else { throw syntax("A comma or \"]\" was expected, not \(here)") }
    }

    private mutating func enter(_ depth: Int) throws(Finding) {
        guard depth <= depthMax else {
            throw Finding(
                kind: .tooDeep,
                sentence: "Objects and arrays stand more than \(depthMax) deep in each other"
            )
        }
        position += 1
        skipSpace()
    }

    private mutating func word(_ word: StaticString) throws(Finding) {
        let expected = String(describing: word)
        guard bytes[position...].starts(with: expected.utf8) else {
            throw syntax("A value was expected, not \(here)")
        }
        position += expected.utf8.count
    }

    private mutating func string() throws(Finding) -> String {
        position += 1
        let start = position
        while let byte = peek {
            switch byte {
            case UInt8(ascii: "\""):
                defer { position += 1 }
                return String(decoding: bytes[start..<position], as: UTF8.self)
            case UInt8(ascii: "\\"):
                try escape()
            case 0..<0x20:
                throw syntax("A control character in a string must be escaped")
            default:
                position += 1
            }
        }
        throw syntax("The text ends within a string")
    }

    private mutating func escape() throws(Finding) {
        position += 1
        guard let byte = peek else { throw syntax("The text ends within a string") }
        guard byte == UInt8(ascii: "u") else {
            guard #""\/bfnrt"#.utf8.contains(byte) else {
                throw syntax("There is no escape with \(here)")
            }
            position += 1
            return
        }
        let unit = try codeUnit()
        switch unit {
        case 0xDC00...0xDFFF:
            throw syntax("Half of a surrogate pair stands alone")
        case 0xD800...0xDBFF:
            guard bytes[position...].starts(with: #"\u"#.utf8) else {
                throw syntax("Half of a surrogate pair stands alone")
            }
            position += 1
            guard try 0xDC00...0xDFFF ~= codeUnit() else {
                throw syntax("Half of a surrogate pair stands alone")
            }
        default:
            break
        }
    }

    /// Reads from the `u` of an escape to behind its fourth digit.
    private mutating func codeUnit() throws(Finding) -> UInt32 {
        position += 1
        let digits = bytes[position...].prefix(4)
        guard digits.count == 4, digits.allSatisfy(\.isHexadecimalDigit),
            let unit = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw syntax("Four hexadecimal digits were expected after \"\\u\"") }
        position += 4
        return unit
    }

    private mutating func number() throws(Finding) {
        let start = position
        _ = take("-")
        if take("0") {
            if let next = peek, next.isDigit { throw syntax("A number may not start with a zero") }
        } else {
            try digits()
        }
        var isInteger = true
        if take(".") {
            isInteger = false
            try digits()
        }
        if take("e") || take("E") {
            isInteger = false
            if !take("+") { _ = take("-") }
            try digits()
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        let isInRange =
            isInteger
            ? Int64(text) != nil || UInt64(text) != nil
            : Double(text).map(\.isFinite) ?? false
        guard isInRange else {
            throw Finding(
                kind: .numberOutOfRange,
                sentence: "The number \(text.quotedForPeople) does not fit in 64 bits"
            )
        }
    }

    private mutating func digits() throws(Finding) {
        guard let first = peek, first.isDigit else {
            throw syntax("A digit was expected, not \(here)")
        }
        while let byte = peek, byte.isDigit { position += 1 }
    }

    private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    /// The character here, as a sentence can name it.
    private var here: String {
        guard position < bytes.count else { return "the end of the text" }
        let rest = String(decoding: bytes[position...].prefix(4), as: UTF8.self)
        return String(rest.unicodeScalars.prefix(1)).quotedForPeople
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard peek == UInt8(ascii: scalar) else { return false }
        position += 1
        return true
    }

    private mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
            position += 1
        }
    }

    private func syntax(_ sentence: String) -> Finding {
        Finding(kind: .syntax, sentence: sentence)
    }
}

extension UInt8 {
    var isDigit: Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= self }

    fileprivate var isHexadecimalDigit: Bool {
        isDigit || UInt8(ascii: "a")...UInt8(ascii: "f") ~= self | 0x20
    }
}

extension [UInt8] {
    /// Where the first byte stands that starts no valid UTF-8 sequence.
    fileprivate var firstInvalidUTF8: Int? {
        var parser = Unicode.UTF8.ForwardParser()
        var rest = makeIterator()
        var position = 0
        while true {
            switch parser.parseScalar(from: &rest) {
            case .valid(let scalar): position += scalar.count
            case .error: return position
            case .emptyInput: return nil
            }
        }
    }
}
