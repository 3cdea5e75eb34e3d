// What the incident is by the word of those who handle it, and by its report where they are
// silent.

extension Incident {
    /// The report as it counts: a tool that sends its old fields again undoes nobody's ruling.
    package var effectiveReport: Report { report.ruled(by: handling.ruling) }
}

extension Report {
    func ruled(by ruling: Ruling) -> Report {
        guard ruling != .none else { return self }
        var report = self
        report.kind = ruling.kind ?? kind
        report.registers = ruling.registers ?? registers
        report.security = ruling.security ?? security
        if let level = ruling.impact {
            var impact = report.impact ?? BusinessImpact()
            impact.level = level
            report.impact = impact
        }
        return report
    }

    func category(ruledBy ruling: Ruling) -> Category? {
        ruling.category ?? category.flatMap(Category.init(rawValue:))
    }
}

extension SecurityFlags {
    /// The graver of both, each breach for itself.
    func raised(to other: SecurityFlags) -> SecurityFlags {
        SecurityFlags(
            itSecurity: max(itSecurity, other.itSecurity),
            dataSecurity: max(dataSecurity, other.dataSecurity)
        )
    }

    func isBelow(_ other: SecurityFlags) -> Bool {
        itSecurity < other.itSecurity || dataSecurity < other.dataSecurity
    }
}
