/// One dimension of a family: a name and every value it can have.
package struct Label: Sendable {
    /// What stands for every value that is not among those known in advance.
    package static let other = "other"

    package let name: String
    package let values: [String]
    private let positions: [String: Int]
    private let fallback: Int?

    /// A set that our own types close: a value outside it is our mistake.
    package static func closed(_ name: String, _ values: [String]) -> Label {
        Label(name, values, fallback: nil)
    }

    /// Known values, and `other` for whatever else comes.
    package static func open(_ name: String, _ values: [String]) -> Label {
        let all = values.contains(other) ? values : values + [other]
        return Label(name, all, fallback: all.firstIndex(of: other))
    }

    private init(_ name: String, _ values: [String], fallback: Int?) {
        precondition(FamilyName.isLabel(name), "a label name: \(name)")
        precondition(!values.isEmpty && Set(values).count == values.count, "values of \(name)")
        self.name = name
        self.values = values
        self.positions = Dictionary(uniqueKeysWithValues: zip(values, values.indices))
        self.fallback = fallback
    }

    func position(of value: String) -> Int {
        guard let position = positions[value] ?? fallback else {
            preconditionFailure("\(name) cannot be \(value)")
        }
        return position
    }
}

/// What families and labels may be called.
enum FamilyName {
    static func isLabel(_ text: String) -> Bool {
        isName(text) && !text.hasPrefix("_") && text != "le" && text != "quantile"
    }

    /// Without the endings that the formats add themselves.
    static func isFamily(_ text: String) -> Bool {
        isName(text)
            && ["_total", "_bucket", "_sum", "_count", "_created", "_info"].allSatisfy {
                !text.hasSuffix($0)
            }
    }

    private static func isName(_ text: String) -> Bool {
        text.utf8.first.map { !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } == true
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                    UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }
}
