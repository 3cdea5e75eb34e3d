/// One run of a compiled schema over a value.
struct SchemaCheck {
    /// A violation whose sentence is still a clause, so that it can become part of another one.
    struct Finding {
        let pointer: String
        let keyword: String
        let clause: String

        var violation: JSONSchema.Violation {
            JSONSchema.Violation(
                pointer: pointer,
                keyword: keyword,
                detail: clause.prefix(1).uppercased() + clause.dropFirst() + "."
            )
        }
    }

    let definitions: [SchemaRule]
    let root: JSONNode
    let limit: Int
    /// Only counts, and never puts a sentence together.
    let isTerse: Bool
    private(set) var findings: [Finding] = []
    private var count = 0

    init(definitions: [SchemaRule], root: JSONNode, limit: Int, isTerse: Bool = false) {
        self.definitions = definitions
        self.root = root
        self.limit = limit
        self.isTerse = isTerse
    }

    var isClean: Bool { count == 0 }

    mutating func check(_ node: JSONNode, _ rule: SchemaRule) {
        guard count < limit else { return }
        guard rule.allowsAnything else {
            return add(node, "false", "no value is allowed here, not even \(node.textForPeople)")
        }
        if rule.types != .any, rule.types.isDisjoint(with: SchemaTypes(of: node)) {
            return add(
                node,
                "type",
                "the value must be \(rule.types.text), but it is \(node.typeForPeople)"
            )
        }
        if let values = rule.values { check(node, values) }
        switch node.tape.tag(node.index) {
        case .object: if let object = rule.object { check(node, object) }
        case .array: if let array = rule.array { check(node, array) }
        case .string: if let string = rule.string { check(node, string) }
        case .signed, .unsigned, .double: if let number = rule.number { check(node, number) }
        default: break
        }
        if let reference = rule.reference { check(node, definitions[reference]) }
        if let combination = rule.combination { check(node, combination) }
    }

    mutating func add(_ node: JSONNode, _ keyword: String, _ clause: @autoclosure () -> String) {
        guard count < limit else { return }
        count += 1
        guard !isTerse else { return }
        let pointer = root.pointer(to: node).textForReports
        findings.append(Finding(pointer: pointer, keyword: keyword, clause: clause()))
    }

    private mutating func check(_ node: JSONNode, _ values: ValueRule) {
        if let text = node.utf8, values.strings.position(of: text) != nil { return }
        if values.others.contains(where: { $0.isValue(of: node) }) { return }
        add(
            node,
            values.keyword,
            "the value must be \(values.text), but it is \(node.textForPeople)"
        )
    }

    private mutating func check(_ node: JSONNode, _ rule: NumberRule) {
        guard let number = JSONNumber(node) else { return }
        if let minimum = rule.minimum, number < minimum {
            add(node, "minimum", "the number must be at least \(minimum), but it is \(number)")
        }
        if let maximum = rule.maximum, number > maximum {
            add(node, "maximum", "the number must be at most \(maximum), but it is \(number)")
        }
        if let minimum = rule.exclusiveMinimum, number <= minimum {
            add(
                node,
                "exclusiveMinimum",
                "the number must be greater than \(minimum), but it is \(number)"
            )
        }
        if let maximum = rule.exclusiveMaximum, number >= maximum {
            add(
                node,
                "exclusiveMaximum",
                "the number must be less than \(maximum), but it is \(number)"
            )
        }
    }

    // MARK: Strings

    private mutating func check(_ node: JSONNode, _ rule: StringRule) {
        guard let text = node.utf8 else { return }
        checkLength(node, text, rule)
        if let pattern = rule.pattern, !pattern.matches(text) {
            add(
                node,
                "pattern",
                "the text must match the pattern \(pattern.text), but it is \(node.textForPeople)"
            )
        }
        switch rule.format {
        case .dateTime where RFC3339.milliseconds(text) == nil:
            add(
                node,
                "format",
                "the text must be a date and time like \"2026-11-23T08:00:00+01:00\" (RFC 3339), "
                    + "but it is \(node.textForPeople)"
            )
        case .date where RFC3339.days(text) == nil:
            add(
                node,
                "format",
                "the text must be a date like \"2026-11-23\", but it is \(node.textForPeople)"
            )
        case .dateTime, .date, nil: break
        }
    }

    private mutating func checkLength(
        _ node: JSONNode,
        _ text: UnsafeBufferPointer<UInt8>,
        _ rule: StringRule
    ) {
        // A scalar takes one to four bytes, so the bytes nearly always decide.
        if text.count <= rule.lengthMax, text.count / 4 >= rule.lengthMin { return }
        let length = text.scalarCount
        if length < rule.lengthMin {
            add(
                node,
                "minLength",
                "the text must have \(rule.lengthMin.characters) or more, but it has \(length)"
            )
        }
        if length > rule.lengthMax {
            add(
                node,
                "maxLength",
                "the text must have at most \(rule.lengthMax.characters), but it has \(length)"
            )
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// How many Unicode scalars the valid UTF-8 here encodes.
    fileprivate var scalarCount: Int {
        // Every byte but a continuation byte starts a scalar.
        reduce(0) { $0 &+ ($1 & 0xC0 != 0x80 ? 1 : 0) }
    }
}

extension Int {
    fileprivate var characters: String { self == 1 ? "1 character" : "\(self) characters" }
}
