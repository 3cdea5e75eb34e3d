extension StringProtocol {
    /// The text in quotes, on one line, cut where a person stops reading.
    package var quotedForPeople: String {
        let scalarsMax = 60
        var quoted = "\""
        for scalar in unicodeScalars.prefix(scalarsMax) {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate:
                quoted += "\\u{\(String(scalar.value, radix: 16))}"
            default:
                quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + (unicodeScalars.dropFirst(scalarsMax).isEmpty ? "\"" : "…\"")
    }
}
