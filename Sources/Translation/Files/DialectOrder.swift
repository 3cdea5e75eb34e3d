package import StrictYAML

/// What is wrong with the dialects a party may write in, taken together and in their order.
package enum DialectOrder {
    /// Dialects that are not meant for the party, and those a message can never reach.
    package static func diagnostics(
        of dialects: [Dialect],
        for party: PartyKind
    ) -> [Diagnostic] {
        dialects.enumerated().flatMap { position, dialect in
            var messages: [String] = []
            if !dialect.parties.contains(party) {
                messages.append("'\(dialect.name)' is not meant for \(party.rawValue)")
            }
            for earlier in dialects[..<position] {
                messages += faults(of: dialect, after: earlier)
            }
            return messages.map { message in
                Diagnostic(
                    severity: .error,
                    file: dialect.file,
                    position: dialect.recognisePosition,
                    path: "recognise",
                    message: message
                )
            }
        }
    }

    private static func faults(of dialect: Dialect, after earlier: Dialect) -> [String] {
        guard dialect.name != earlier.name else { return ["'\(dialect.name)' is there twice"] }
        var faults: [String] = []
        if !dialect.recognise.isEmpty, !earlier.recognise.isEmpty,
            earlier.recognise.allSatisfy({ known in
                dialect.recognise.contains { $0.implies(known) }
            })
        {
            faults.append(
                "never reached: whatever is '\(dialect.name)' is taken for '\(earlier.name)' first"
            )
        }
        for prefix in dialect.typePrefixes
        where earlier.typePrefixes.contains(where: prefix.hasPrefix) {
            faults.append("types \(prefix)… are taken for '\(earlier.name)' first")
        }
        return faults
    }
}

extension Recognition {
    /// Whether a message that holds this always holds the other.
    fileprivate func implies(_ other: Recognition) -> Bool {
        guard source == other.source, selection == other.selection else { return false }
        return other.equals.isEmpty || !equals.isEmpty && Set(equals).isSubset(of: other.equals)
    }
}
