/// Writing families out, line by line.
extension ExpositionFormat {
    package func text(of families: [FamilySnapshot]) -> String {
        var text = ""
        for family in families {
            text += header(family)
            for series in family.series { text += lines(family, series) }
        }
        if self == .openMetrics { text += "# EOF\n" }
        return text
    }

    private func header(_ family: FamilySnapshot) -> String {
        switch self {
        case .prometheus:
            let (name, kind) =
                switch family.kind {
                case .counter: (family.name + "_total", "counter")
                case .info: (family.name + "_info", "gauge")
                case .gauge, .histogram: (family.name, family.kind.rawValue)
                }
            return "# HELP \(name) \(escaped(family.help, quotes: false))\n"
                + "# TYPE \(name) \(kind)\n"
        case .openMetrics:
            let unit = family.unit.map { "# UNIT \(family.name) \($0)\n" } ?? ""
            return "# TYPE \(family.name) \(family.kind.rawValue)\n" + unit
                + "# HELP \(family.name) \(escaped(family.help, quotes: true))\n"
        }
    }

    private func lines(_ family: FamilySnapshot, _ series: SeriesSnapshot) -> String {
        let labels = series.labels
        switch series.value {
        case .count(let count):
            let ending = family.kind == .info ? "_info" : "_total"
            return "\(family.name)\(ending)\(self.labels(labels)) \(count)\n"
        case .number(let number):
            return "\(family.name)\(self.labels(labels)) \(plain(number))\n"
        case .histogram(let value):
            var text = ""
            for (bound, count) in zip(value.bounds.map(self.bound) + ["+Inf"], value.counts) {
                let pairs = labels + [LabelPair(name: "le", value: bound)]
                text += "\(family.name)_bucket\(self.labels(pairs)) \(count)\n"
            }
            text += "\(family.name)_sum\(self.labels(labels)) \(plain(value.sum))\n"
            text += "\(family.name)_count\(self.labels(labels)) \(value.count)\n"
            return text
        }
    }

    private func labels(_ pairs: [LabelPair]) -> String {
        guard !pairs.isEmpty else { return "" }
        let inside = pairs.map { "\($0.name)=\"\(escaped($0.value, quotes: true))\"" }
        return "{\(inside.joined(separator: ","))}"
    }

    private func escaped(_ text: String, quotes: Bool) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\"" where quotes: out += "\\\""
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    /// OpenMetrics wants bounds as it would write the numbers itself: `1.0`.
    private func bound(_ number: Double) -> String {
        self == .openMetrics ? "\(number)" : plain(number)
    }

    private func plain(_ number: Double) -> String {
        if number.isNaN { return "NaN" }
        if number.isInfinite { return number > 0 ? "+Inf" : "-Inf" }
        return Int64(exactly: number).map { "\($0)" } ?? "\(number)"
    }
}
