/// The parameters of a query: each name known, and once.
struct QueryParameters: Equatable, Sendable {
    private let values: [String: String]

    init(_ query: String?, known: [String]) throws(Problem) {
        var values: [String: String] = [:]
        for pair in (query ?? "").split(separator: "&", omittingEmptySubsequences: true) {
            let sides = pair.split(
                separator: "=",
                maxSplits: 1,
                omittingEmptySubsequences: false
            )
            guard let name = Self.decoded(sides[0]),
                let value = sides.count == 2 ? Self.decoded(sides[1]) : ""
            else {
                throw Problem(.queryInvalid, "The query is not well encoded.")
            }
            guard known.contains(name) else {
                let names = known.isEmpty ? "none" : known.joined(separator: ", ")
                throw Problem(
                    .queryInvalid,
                    "A parameter of the query is not known here; these are: \(names)."
                )
            }
            guard values.updateValue(value, forKey: name) == nil else {
                throw Problem(.queryInvalid, "The parameter \(name) stands more than once.")
            }
        }
        self.values = values
    }

    subscript(_ name: String) -> String? { values[name] }

    /// A whole number within a range, or the default.
    func integer(
        _ name: String,
        in range: ClosedRange<Int64>,
        default fallback: Int64
    ) throws(Problem) -> Int64 {
        guard let text = values[name] else { return fallback }
        guard let value = Int64(text), String(value) == text, range.contains(value) else {
            throw Problem(
                .queryInvalid,
                "\(name) is a whole number from \(range.lowerBound) to \(range.upperBound)."
            )
        }
        return value
    }

    /// An id, which is also the cursor of lists that are in the order of ids.
    func identifier(_ name: String) throws(Problem) -> String? {
        guard let text = values[name] else { return nil }
        guard RouteMatch.isIdentifier(text[...]) else {
            throw Problem(.queryInvalid, "\(name) is no id.")
        }
        return text
    }

    func text(_ name: String, max: Int) throws(Problem) -> String? {
        guard let text = values[name] else { return nil }
        guard (1...max).contains(text.unicodeScalars.count) else {
            throw Problem(.queryInvalid, "\(name) has 1 to \(max) characters.")
        }
        return text
    }

    func limit() throws(Problem) -> Int {
        Int(try integer("limit", in: Page.limits, default: Page.limitDefault))
    }

    private static func decoded(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8.makeIterator()
        while let byte = rest.next() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(0x20)
            case UInt8(ascii: "%"):
                guard let high = rest.next().flatMap(digit), let low = rest.next().flatMap(digit)
                else { return nil }
                bytes.append(high << 4 | low)
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        Character(UnicodeScalar(byte)).hexDigitValue.map(UInt8.init)
    }
}

/// Pages of lists.
enum Page {
    static let limits: ClosedRange<Int64> = 1...200
    static let limitDefault: Int64 = 50
}
