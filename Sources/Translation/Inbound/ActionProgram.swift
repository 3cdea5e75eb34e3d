internal import JSON

/// One verb's rules with their pointers compiled: what to look for, and in which slot it is.
final class ActionProgram: Sendable {
    final class Call: Sendable {
        /// The slot of the array's elements; nil: one call, fields are in slots of their own.
        let each: Int?
        let rule: CallRule
        let to: FieldProgram
        let occurredAt: FieldProgram
        let outcome: FieldProgram

        init(
            each: Int?,
            rule: CallRule,
            to: FieldProgram,
            occurredAt: FieldProgram,
            outcome: FieldProgram
        ) {
            self.each = each
            self.rule = rule
            self.to = to
            self.occurredAt = occurredAt
            self.outcome = outcome
        }
    }

    let action: InboundAction
    let trie: TrieTable
    let calls: [Call]
    /// Slots of the values that make the id of such a message together.
    let messageID: [[Int]]
    /// Fields the dialect cannot do without in a new incident, a note or a call.
    let required: [InboundField]
    private let fields: [FieldProgram?]
    /// The verb's own, in the order of `DetailTable`.
    let details: [FieldProgram]

    init(_ action: InboundAction, _ section: InboundSection, _ dialect: Dialect) {
        let rules = section.fields.filter {
            action.fields.contains($0.field) || $0.field.isOfEveryCommand
        }
        var compiler = SourceCompiler(rules: rules + section.details, calls: section.calls)
        var fields = [FieldProgram?](repeating: nil, count: InboundField.allCases.count)
        // A report's id is made of its number and nothing else.
        for rule in rules where action != .report || rule.field != .incident {
            fields[rule.field.rawValue] = compiler.field(rule)
        }
        self.action = action
        self.fields = fields
        self.details = section.details.map { compiler.field($0) }
        self.required = fields.compactMap { $0 }.filter(\.isRequired).map(\.field)
        self.calls = section.calls.map { compiler.call($0) }
        self.messageID = (section.messageID ?? dialect.messageID).map { pointers in
            pointers.map { compiler.trie.add($0) }
        }
        for pointer in dialect.decidingPointers(of: action) { compiler.trie.consume(pointer) }
        self.trie = TrieTable(compiler.trie)
    }

    subscript(_ field: InboundField) -> FieldProgram? { fields[field.rawValue] }
}

/// Gives every source of one verb's rules its slot.
private struct SourceCompiler {
    var trie = PointerTrie()
    /// What a source takes, whatever is done with it.
    private struct Taken: Hashable {
        let place: FieldSource.Place
        let selection: ArraySelection?

        init(_ source: FieldSource) {
            self.place = source.place
            self.selection = source.selection
        }
    }

    private var identities: [Taken: Int] = [:]
    /// By how many rules each is taken.
    private var uses: [Taken: Int] = [:]

    init(rules: [FieldRule], calls: [CallRule]) {
        let calls = calls.filter { $0.each == nil }.flatMap { [$0.to, $0.occurredAt, $0.outcome] }
        for rule in rules + calls {
            for taken in Set(rule.sources.map(Taken.init)) {
                uses[taken, default: 0] += 1
                identities[taken] = identities[taken] ?? identities.count
            }
        }
    }

    mutating func field(_ rule: FieldRule) -> FieldProgram {
        FieldProgram(rule, rule.sources.map { source($0) })
    }

    mutating func call(_ rule: CallRule) -> ActionProgram.Call {
        guard let each = rule.each else {
            return ActionProgram.Call(
                each: nil,
                rule: rule,
                to: field(rule.to),
                occurredAt: field(rule.occurredAt),
                outcome: field(rule.outcome)
            )
        }
        let fields = [rule.to, rule.occurredAt, rule.outcome]
        let pointers = fields.flatMap(\.sources).compactMap(\.pointer)
        let slot = trie.addEach(each, reading: pointers)
        return ActionProgram.Call(
            each: slot,
            rule: rule,
            to: FieldProgram(rule.to, []),
            occurredAt: FieldProgram(rule.occurredAt, []),
            outcome: FieldProgram(rule.outcome, [])
        )
    }

    private mutating func source(_ source: FieldSource) -> SourceProgram {
        let place: SourceProgram.Place =
            switch source.place {
            case .event(let attribute): .event(attribute)
            case .pointer(let pointer):
                if source.selection?.pick == .all {
                    .elements(trie.add(pointer, source.selection))
                } else {
                    .slot(trie.add(pointer, source.selection))
                }
            }
        let taken = Taken(source)
        return SourceProgram(
            source,
            at: place,
            identity: identities[taken, default: -1],
            isShared: uses[taken, default: 0] > 1
        )
    }
}

extension Dialect {
    /// Pointers whose values are used up by choosing the verb or the dialect.
    ///
    /// Only those where the value itself decides: that something is merely there says nothing
    /// about what it holds. What would have led to a verb with details is used up by that verb
    /// alone: a row's state says something even where it is not what the message is about.
    func decidingPointers(of action: InboundAction) -> [JSONPointer] {
        var pointers = recognise.compactMap(\.decidingPointer)
        for rule in inbound.actions
        where rule.actions.contains(where: { $0 == action || $0.details.isEmpty }) {
            pointers += rule.conditions.compactMap(\.decidingPointer)
            guard case .mapped(let map) = rule.choice, map.source.selection == nil,
                let pointer = map.source.pointer
            else { continue }
            pointers.append(pointer)
        }
        return pointers
    }
}

extension Recognition {
    var decidingPointer: JSONPointer? {
        guard !equals.isEmpty, selection == nil, case .pointer(let pointer) = source else {
            return nil
        }
        return pointer
    }
}

extension FieldSource {
    var pointer: JSONPointer? {
        if case .pointer(let pointer) = place { pointer } else { nil }
    }
}
