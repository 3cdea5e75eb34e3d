internal import Incidents
internal import StrictYAML

// Known errors, as the file writes them.

extension YAMLShape where Value == KnownErrorDraft {
    static var knownError: YAMLShape<KnownErrorDraft> {
        .mapping("a known error") { mapping in
            let id = mapping.required("id", .located(.text))
            let services = mapping.optional("services", .list(of: .text), default: [])
            let registers = mapping.optional(
                "registers",
                .list(of: .located(.text)),
                default: []
            )
            let kind = mapping.optional("kind", .oneOf(IncidentKind.self))
            let words = mapping.optional("words", .list(of: .text), default: [])
            let workaround = mapping.required("workaround", .text)
            let from = mapping.optional("from", .date)
            let until = mapping.optional("until", .date)
            guard let id, let workaround else { return nil }
            let error = KnownError(
                id: id.value,
                services: Set(services),
                registers: Set(registers.map(\.value)),
                kind: kind,
                words: words.map { $0.lowercased() },
                workaround: workaround
            )
            return KnownErrorDraft(
                id: id,
                error: error,
                registers: registers,
                from: from,
                until: until
            )
        }
    }
}

extension PolicyLint {
    /// Every known error can be found, and is told from the others.
    func checkKnownErrors() {
        let registers = Set(draft.registers.map(\.key.text))
        var seen: Set<String> = []
        for known in draft.knownErrors {
            if !seen.insert(known.id.value).inserted {
                known.id.node.error("the known error \(known.id.value) stands twice")
            }
            if known.error.services.isEmpty, known.registers.isEmpty {
                known.id.node.error(
                    "\(known.id.value) names neither a service nor a register: it is never offered"
                )
            }
            for code in known.registers where !registers.contains(code.value) {
                code.node.error("unknown register '\(code.value)'")
            }
            if let from = known.from, let until = known.until, until <= from {
                known.id.node.error("\(known.id.value) ends before it begins")
            }
        }
    }
}
