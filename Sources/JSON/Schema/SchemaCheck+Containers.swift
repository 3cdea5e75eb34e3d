/// Objects and arrays.
extension SchemaCheck {
    /// One pass over the members: each is looked up among the names the schema knows.
    mutating func check(_ node: JSONNode, _ rule: ObjectRule) {
        let tape = node.tape
        let end = tape.containerEnd(node.index) - 1
        var key = node.index + 1
        var seen: UInt64 = 0
        var count = 0
        while key < end {
            let member = JSONNode(tape: tape, index: key + 1)
            let position = rule.names.position(of: tape.string(key))
            if let position { seen |= rule.requiredBits[position] }
            if let position, let property = rule.properties[position] {
                check(member, property)
            } else if let additional = rule.additional {
                checkAdditional(member, key, additional, rule)
            }
            if let names = rule.propertyNames {
                checkName(JSONNode(tape: tape, index: key), names)
            }
            count += 1
            key = tape.next(after: key + 1)
        }
        if seen != rule.required { reportMissing(node, rule, seen) }
        if count < rule.countMin || count > rule.countMax { reportCount(node, rule, count) }
    }

    private mutating func checkAdditional(
        _ member: JSONNode,
        _ key: Int,
        _ additional: SchemaRule,
        _ rule: ObjectRule
    ) {
        guard !additional.allowsAnything else { return check(member, additional) }
        add(
            member,
            "additionalProperties",
            "the member \(JSONNode(tape: member.tape, index: key).textForPeople) is not allowed "
                + "here, only \(rule.knownNames) may be there"
        )
    }

    private mutating func checkName(_ key: JSONNode, _ names: SchemaRule) {
        var check = SchemaCheck(definitions: definitions, root: key, limit: 1, isTerse: isTerse)
        check.check(key, names)
        guard !check.isClean else { return }
        let reason = check.findings.first?.clause ?? ""
        add(key, "propertyNames", "the member's name does not fit: \(reason)")
    }

    private mutating func reportMissing(_ node: JSONNode, _ rule: ObjectRule, _ seen: UInt64) {
        for (position, bit) in rule.requiredBits.enumerated() where bit & ~seen != 0 {
            let name = rule.names.names[position].quotedForPeople
            add(node, "required", "the member \(name) is missing")
        }
    }

    private mutating func reportCount(_ node: JSONNode, _ rule: ObjectRule, _ count: Int) {
        if count < rule.countMin {
            add(
                node,
                "minProperties",
                "the object must have at least \(rule.countMin) members, but it has \(count)"
            )
        } else {
            add(
                node,
                "maxProperties",
                "the object must have at most \(rule.countMax) members, but it has \(count)"
            )
        }
    }

    mutating func check(_ node: JSONNode, _ rule: ArrayRule) {
        var count = 0
        for element in node.elements {
            count += 1
            if let items = rule.items { check(element, items) }
        }
        if count < rule.countMin {
            add(
                node,
                "minItems",
                "the array must have at least \(rule.countMin) elements, but it has \(count)"
            )
        }
        if count > rule.countMax {
            add(
                node,
                "maxItems",
                "the array must have at most \(rule.countMax) elements, but it has \(count)"
            )
        }
        if rule.mustDiffer, let (element, position, earlier) = node.firstRepetition {
            add(
                element,
                "uniqueItems",
                "the elements must all differ, but number \(position) repeats number \(earlier)"
            )
        }
    }
}

extension ObjectRule {
    /// The names with a schema of their own, as a sentence can list them.
    fileprivate var knownNames: String {
        let known = zip(names.names, properties).filter { $0.1 != nil }.map(\.0.quotedForPeople)
        let shownMax = 12
        guard !known.isEmpty else { return "no members" }
        return known.prefix(shownMax).joined(separator: ", ")
            + (known.count > shownMax ? " and \(known.count - shownMax) more" : "")
    }
}
