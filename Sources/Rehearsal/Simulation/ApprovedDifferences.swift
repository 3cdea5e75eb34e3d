package import StrictYAML

/// Differences that somebody has looked at and wants, from a YAML file.
///
/// ```yaml
/// approved:
///   - incident: "itsm-*"
///     kind: [deadlines, deviations]
///     rule: P05.NO_CALL_SPOC
///     reason: The night shift no longer has to phone.
/// ```
package struct ApprovedDifferences {
    package struct Approval {
        /// `*` for any run of characters, `?` for one.
        package var incident: String
        /// Empty: every kind.
        package var kinds: Set<Difference.Kind>
        /// A rule that fired on one side only; nil: any or none.
        package var rule: String?
        package var reason: String
        package var position: YAMLPosition
        package var uses = 0

        package func covers(_ difference: Difference) -> Bool {
            (kinds.isEmpty || kinds.contains(difference.kind))
                && (rule.map { wanted in
                    (difference.rulesBefore + difference.rulesAfter).contains {
                        Pattern.matches(wanted, $0)
                    }
                } ?? true)
                && Pattern.matches(incident, difference.incident)
        }
    }

    package private(set) var approvals: [Approval] = []

    /// Approves nothing.
    package init() {}

    /// The approvals, or nil when there is an error among the diagnostics.
    package static func load(
        text: String,
        file: String
    ) -> (ApprovedDifferences?, [Diagnostic]) {
        let reader = YAMLReader(file: file, text: text)
        let approvals = reader.read(
            YAMLShape<[Approval]>.mapping { $0.required("approved", .list(of: .approval)) }
        )
        guard !reader.hasErrors, let approvals else { return (nil, reader.diagnostics) }
        var approved = ApprovedDifferences()
        approved.approvals = approvals
        return (approved, reader.diagnostics)
    }

    /// The reason a difference is approved for, and marks its approval as used; nil: it is not.
    package mutating func approve(_ difference: Difference) -> String? {
        guard let index = approvals.firstIndex(where: { $0.covers(difference) }) else {
            return nil
        }
        approvals[index].uses += 1
        return approvals[index].reason
    }

    /// Approvals that nothing needed: they should go from the file.
    package var unused: [Approval] { approvals.filter { $0.uses == 0 } }
}

extension YAMLShape where Value == ApprovedDifferences.Approval {
    fileprivate static var approval: YAMLShape<ApprovedDifferences.Approval> {
        .mapping("an approval") { mapping in
            let incident = mapping.optional("incident", .text, default: "*")
            let kinds = mapping.optional(
                "kind",
                .oneOrMore(of: .oneOf(Difference.Kind.self)),
                default: []
            )
            let rule = mapping.optional("rule", .text)
            guard let reason = mapping.required("reason", .text) else { return nil }
            return ApprovedDifferences.Approval(
                incident: incident,
                kinds: Set(kinds),
                rule: rule,
                reason: reason,
                position: mapping.node.position
            )
        }
    }
}

/// Patterns of ids: `*` stands for any run of characters, `?` for one.
enum Pattern {
    static func matches(_ pattern: String, _ text: String) -> Bool {
        let (wanted, given) = (Array(pattern.utf8), Array(text.utf8))
        var (place, position) = (0, 0)
        var star: (place: Int, position: Int)?
        while position < given.count {
            if place < wanted.count, wanted[place] == UInt8(ascii: "*") {
                star = (place, position)
                place += 1
            } else if place < wanted.count,
                wanted[place] == given[position] || wanted[place] == UInt8(ascii: "?")
            {
                place += 1
                position += 1
            } else if let last = star {
                star = (last.place, last.position + 1)
                place = last.place + 1
                position = last.position + 1
            } else {
                return false
            }
        }
        return wanted[place...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
