internal import Incidents

extension MonthlyReport {
    /// The report as a document.
    package func markdown(_ language: Language) -> String {
        let words = MonthlyWords(language)
        var lines = [
            "# \(words.title) \(month)", "",
            "\(words.basis) (\(zone)). \(words.policy): "
                + (policyVersions.isEmpty ? "–" : policyVersions.joined(separator: ", ")) + ".",
            "", "## \(words.overview)", "",
        ]
        lines += table([words.what, words.count], overview(words))
        lines += section(words.byCategory, byCategory, words)
        lines += section(words.byKind, byKind, words)
        lines += section(words.byRegister, byRegister, words)
        lines += section(words.byParty, byParty, words)
        lines += section(words.byResponsible, byResponsible, words)
        lines += startLines(words, language)
        lines += distributions(words.toProposed, toProposed, words, language)
        lines += distributions(words.toClosed, toClosed, words, language)
        lines += distributions(
            words.silence,
            [NamedDistribution(name: words.all, distribution: silence)],
            words,
            language
        )
        lines += section(words.closedByReason, closedByReason, words)
        lines += deviationLines(words)
        return lines.joined(separator: "\n") + "\n"
    }

    private func overview(_ words: MonthlyWords) -> [[String]] {
        [
            [words.registered, "\(registered)"],
            [words.openAtEnd, "\(openAtEnd)"],
            [words.closed, "\(closed)"],
            [words.autoClosed, counted(autoClosed, of: closed)],
            [words.expedited, counted(expedited, of: registered)],
            [words.major, "\(major)"],
            [words.itSecurity, "\(itSecurity)"],
            [words.dataSecurity, "\(dataSecurity)"],
            [words.objections, "\(objections)"],
            [words.reopenings, "\(reopenings)"],
            [words.noticed, counted(releasesNoticed, of: releases)],
            [words.silenceDeviations, "\(silenceDeviations)"],
        ]
    }

    private func startLines(_ words: MonthlyWords, _ language: Language) -> [String] {
        let heading =
            [words.category, words.responsible, words.count] + Self.percentiles
            + [words.inTime]
        return ["", "## \(words.starts)", ""]
            + table(
                heading,
                starts.map { line in
                    [
                        line.category,
                        line.role.rawValue + (line.isAdvisory ? " (\(words.advisory))" : ""),
                        "\(line.judged)",
                    ] + figures(line.distribution, language)
                        + [counted(line.inTime, of: line.judged)]
                }
            )
    }

    private func distributions(
        _ title: String,
        _ named: [NamedDistribution],
        _ words: MonthlyWords,
        _ language: Language
    ) -> [String] {
        ["", "## \(title)", ""]
            + table(
                [words.category, words.count] + Self.percentiles,
                named.map {
                    [$0.name, "\($0.distribution.count)"] + figures($0.distribution, language)
                }
            )
    }

    private func deviationLines(_ words: MonthlyWords) -> [String] {
        ["", "## \(words.deviations)", ""]
            + table(
                [
                    words.principle, words.party, words.incidents, words.of, words.share,
                    words.codes,
                ],
                deviations.lines.filter { $0.open + $0.withdrawn > 0 }.map { line in
                    [
                        line.principle.description, line.party, "\(line.incidents)",
                        "\(line.of)", Self.percent(line.share),
                        line.codes.sorted { $0.key < $1.key }
                            .map { "\($0.key) × \($0.value)" }.joined(separator: ", ")
                            + (line.withdrawn > 0
                                ? " (\(words.withdrawn): \(line.withdrawn))" : ""),
                    ]
                }
            )
    }

    private func section(
        _ title: String,
        _ counts: [Count],
        _ words: MonthlyWords
    ) -> [String] {
        ["", "## \(title)", ""]
            + table([words.what, words.count], counts.map { [$0.name, "\($0.count)"] })
    }

    private static let percentiles = ["p50", "p75", "p90", "p95", "max"]

    private func figures(_ distribution: Distribution, _ language: Language) -> [String] {
        ([50, 75, 90, 95].map(distribution.percentile) + [distribution.max]).map { value in
            value.map { Elapsed.text(milliseconds: $0, language) } ?? "–"
        }
    }

    private func counted(_ part: Int, of whole: Int) -> String {
        guard let share = Self.share(part, of: whole) else { return "\(part)" }
        return "\(part) / \(whole) (\(Self.percent(share)))"
    }

    static func percent(_ share: Double) -> String {
        let tenths = Int((share * 1000).rounded())
        return "\(tenths / 10).\(tenths % 10) %"
    }

    /// An empty table says so, since a missing one would be read as forgotten.
    private func table(_ heading: [String], _ rows: [[String]]) -> [String] {
        guard !rows.isEmpty else { return ["–"] }
        let lines = [heading, heading.map { _ in "---" }] + rows
        return lines.map { "| " + $0.joined(separator: " | ") + " |" }
    }
}
