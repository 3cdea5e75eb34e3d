internal import JSON
internal import StrictYAML

/// What is wrong with one verb's rules as a whole.
struct InboundLint {
    let action: InboundAction
    let section: InboundSection

    func check(_ place: YAMLNode, node: (InboundField) -> YAMLNode?) {
        checkReachable(place)
        checkNotes(place, node)
        checkPointers(place, node)
    }

    private func checkReachable(_ place: YAMLNode) {
        let given = Set(section.fields.map(\.field))
        let told = Set(section.details.compactMap(\.detail))
        for detail in action.details where detail.isRequired && !told.contains(detail) {
            place.error("\(action.rawValue): nothing gives '\(detail.name)', which it needs")
        }
        for field in action.requiredFields where !given.contains(field) {
            place.error("\(action.rawValue): nothing gives '\(field.name)', which it needs")
        }
        if action != .report, !given.contains(.incident), !given.contains(.number) {
            place.error("\(action.rawValue): neither 'incident' nor 'number' says which incident")
        }
    }

    /// An internal note must never become public because a tool left out a flag or has a new one.
    private func checkNotes(_ place: YAMLNode, _ node: (InboundField) -> YAMLNode?) {
        guard let rule = section.fields.first(where: { $0.field == .noteVisibility }) else {
            return
        }
        let place = node(.noteVisibility) ?? place
        if rule.constant == nil, rule.fallback != "internal" {
            place.error("say 'default: internal': a note without a flag is not public")
        }
        let maps = rule.sources.compactMap { $0.map ?? rule.map }
        for map in maps where map.otherwise != .refuse && map.otherwise != .value("internal") {
            place.error("'otherwise' must be internal or refuse: an unknown flag is not public")
        }
    }

    /// A walk that takes a value whole does not look into it.
    private func checkPointers(_ place: YAMLNode, _ node: (InboundField) -> YAMLNode?) {
        let calls = section.calls.flatMap { call in
            call.each == nil ? [call.to, call.occurredAt, call.outcome] : []
        }
        var sources = (section.fields + section.details + calls).flatMap { rule in
            rule.sources.compactMap { source in
                source.pointer.map { (pointer: $0, isOpen: source.selection != nil, rule.field) }
            }
        }
        sources += section.calls.compactMap { call in
            call.each.map { ($0, true, InboundField.callTo) }
        }
        for outer in sources {
            for inner in sources where inner.pointer.isWithin(outer.pointer) {
                (node(inner.2) ?? place).error(
                    "\(inner.pointer.text) lies within \(outer.pointer.text), which "
                        + "'\(outer.2.name)' takes whole; use 'where' and 'item' there"
                )
            }
            let same = sources.filter { $0.pointer == outer.pointer }
            if outer.isOpen, same.contains(where: { !$0.isOpen }) {
                place.error("\(outer.pointer.text) is read both whole and by its elements")
            }
            if same.count > UInt64.bitWidth {
                place.error("\(outer.pointer.text) is read by more than \(UInt64.bitWidth) rules")
            }
        }
    }
}

extension JSONPointer {
    /// Whether it leads further down than the other on the same path.
    func isWithin(_ other: JSONPointer) -> Bool {
        tokens.count > other.tokens.count && tokens.starts(with: other.tokens)
    }
}
