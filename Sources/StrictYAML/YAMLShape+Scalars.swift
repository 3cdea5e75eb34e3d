extension YAMLShape where Value == String {
    /// Text; may be empty if quoted.
    ///
    /// What reads as a number, a boolean or null must be quoted.
    package static var string: YAMLShape<String> {
        YAMLShape(wanted: "a string") { node in
            if let string = node.scalar?.string { return string }
            guard let scalar = node.scalar, !scalar.isNull else {
                return node.mismatch(wanted: "a string")
            }
            node.error("wanted a string, got \(scalar); write '\(scalar.text)' in quotes")
            return nil
        }
    }

    /// Text that is not empty and not only spaces.
    package static var text: YAMLShape<String> {
        YAMLShape.string.checked("a text that is not empty") { text in
            text.allSatisfy(\.isWhitespace) ? nil : text
        }
    }
}

extension YAMLShape where Value == Int {
    package static var integer: YAMLShape<Int> {
        YAMLShape(wanted: "an integer") { node in
            node.scalar?.integer ?? node.mismatch(wanted: "an integer")
        }
    }

    package static func integer(in range: ClosedRange<Int>) -> YAMLShape<Int> {
        let wanted = "an integer in \(range.lowerBound)...\(range.upperBound)"
        return YAMLShape(wanted: wanted) { node in
            guard let integer = node.scalar?.integer, range.contains(integer) else {
                return node.mismatch(wanted: wanted)
            }
            return integer
        }
    }
}

extension YAMLShape where Value == Double {
    package static var number: YAMLShape<Double> {
        YAMLShape(wanted: "a number") { node in
            node.scalar?.number ?? node.mismatch(wanted: "a number")
        }
    }
}

extension YAMLShape where Value == Bool {
    /// `true` or `false`; not `yes`, not `on`.
    package static var bool: YAMLShape<Bool> {
        YAMLShape(wanted: "true or false") { node in
            node.scalar?.bool ?? node.mismatch(wanted: "true or false")
        }
    }
}

extension YAMLShape where Value == ISOPeriod {
    /// Days and a time, kept apart: `P10D`, `PT5M`.
    package static var period: YAMLShape<ISOPeriod> {
        YAMLShape<String>.string.checked("an ISO 8601 duration such as PT5M or P10D") {
            ISOPeriod($0)
        }
    }
}

extension YAMLShape where Value == Duration {
    /// A length that is the same everywhere: hours, minutes, seconds; days are refused.
    package static var duration: YAMLShape<Duration> {
        YAMLShape<String>.string.checked(
            "an ISO 8601 duration of hours, minutes or seconds such as PT5M"
        ) { text in
            guard let period = ISOPeriod(text), period.days == 0 else { return nil }
            return .seconds(period.seconds)
        }
    }
}

extension YAMLShape where Value == YAMLNode {
    /// Whatever stands there, to be read by the caller.
    package static var any: YAMLShape<YAMLNode> {
        YAMLShape(wanted: "a value") { $0 }
    }
}

extension YAMLShape {
    /// One of a closed set, by its raw value; the fault lists what is allowed.
    package static func oneOf(_ type: Value.Type) -> YAMLShape<Value>
    where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
        let words = YAMLShape<String>.oneOf(Value.allCases.map(\.rawValue))
        return words.checked(words.wanted) { Value(rawValue: $0) }
    }

    /// One of these words.
    ///
    /// `true`, `false` and numbers may be given without quotes.
    package static func oneOf(_ allowed: [String]) -> YAMLShape<String> where Value == String {
        let wanted = "one of " + allowed.joined(separator: ", ")
        return YAMLShape<String>(wanted: wanted) { node in
            guard let text = node.scalar?.text, let found = node.found else {
                return node.mismatch(wanted: wanted)
            }
            if allowed.contains(text) { return text }
            let nearest = Spelling.nearest(to: text, among: allowed)
            let hint = nearest.map { "; did you mean '\($0)'?" } ?? ""
            node.error("wanted \(wanted), got \(found)\(hint)")
            return nil
        }
    }
}
