internal import Incidents
internal import JSON
internal import Messaging

/// Reads one message's fields by one verb's program, noting on the way what could not be used.
struct FieldReader {
    let message: JSONNode
    let program: ActionProgram
    let context: InboundContext
    private(set) var marks: [String] = []
    private var walk: MessageWalk

    init(_ message: JSONNode, _ program: ActionProgram, _ context: InboundContext) {
        self.message = message
        self.program = program
        self.context = context
        walk = MessageWalk(message, program.trie)
    }

    /// What nobody could use, so far; asked for last.
    var unmapped: [UInt8]? { walk.unmapped.json }

    // MARK: Values by kind

    mutating func text(_ field: InboundField) throws(Rejection) -> String? {
        guard let field = program[field] else { return nil }
        return try text(field)
    }

    /// One of a closed set, checked to be of it when the dialect was loaded.
    mutating func choice<Choice: RawRepresentable<String>>(
        _ field: InboundField,
        _: Choice.Type
    ) throws(Rejection) -> Choice? {
        guard let field = program[field] else { return nil }
        return try text(field).flatMap(Choice.init(rawValue:))
    }

    mutating func integer(_ field: InboundField) -> Int64? {
        guard let field = program[field], case .integer(let range) = field.rule.field.valueKind
        else { return nil }
        return first(field) { reader, node in
            let number = node.integer ?? node.string.flatMap { Int64($0.trimmed) }
            if let number, range.contains(number) { return number }
            reader.refuse(node, .contentUnreadable)
            return nil
        }
    }

    mutating func time(_ field: InboundField) -> Timestamp? {
        program[field].flatMap { time($0) }
    }

    /// A moment that can be believed: neither unreadable nor in the future.
    mutating func time(_ field: ActionProgram.Field) -> Timestamp? {
        if let said = first(field, { $0.time($1, field.rule.timeFormat) }) { return said }
        let asksEvent = field.sources.contains { source in
            if case .event(.time) = source.place { true } else { false }
        }
        guard asksEvent, let moment = context.event?.time else { return nil }
        return believed(moment, nil)
    }

    mutating func time(_ node: JSONNode, _ format: TimeFormat) -> Timestamp? {
        let moment = node.integer.flatMap(format.read) ?? node.string.flatMap { format.read($0) }
        guard let moment else {
            refuse(node, .timeUnreadable)
            return nil
        }
        return believed(moment, node)
    }

    mutating func date(_ field: InboundField) -> String? {
        guard let field = program[field] else { return nil }
        return first(field) { reader, node in
            if let day = node.string.flatMap({ field.rule.dateFormat.read($0.trimmed) }) {
                return day
            }
            reader.refuse(node, .timeUnreadable)
            return nil
        }
    }

    mutating func list(_ field: InboundField) throws(Rejection) -> [String]? {
        guard let field = program[field],
            case .list(let lengthMax, let countMax) = field.rule.field.valueKind
        else { return nil }
        var values: [String] = []
        let sources = field.sources.filter { meant($0) != nil }
        keepOthers(than: sources, in: field)
        for source in sources {
            for node in nodes(source) where !node.saysNothing {
                guard let text = node.scalarText else {
                    refuse(node, .contentUnreadable)
                    continue
                }
                for part in field.rule.parts(of: text) {
                    guard let value = try mapped(part, node, source, field.rule) else { continue }
                    if value.unicodeScalars.count > lengthMax || values.count == countMax {
                        refuse(node, .textShortened)
                    } else if !values.contains(value) {
                        values.append(value)
                    }
                }
            }
        }
        guard values.isEmpty else { return values }
        return fillsIn(field.rule) ? field.rule.fallback.map { [$0] } : nil
    }

    /// The elements an array of calls has.
    func elements(_ slot: Int) -> [JSONNode] {
        walk.elements.filter { $0.slot == slot }.map(\.node)
    }

    /// The value was not used: it stays with the command, and the timeline will say why.
    mutating func refuse(_ node: JSONNode, _ mark: ArrivalMark) {
        walk.keep(node, of: message)
        self.mark(mark)
    }

    mutating func mark(_ mark: ArrivalMark) {
        if !marks.contains(mark.rawValue) { marks.append(mark.rawValue) }
    }

    // MARK: Nodes

    /// Whether the message itself has a value for the field.
    func says(_ field: InboundField) -> Bool {
        guard let sources = program[field]?.sources else { return false }
        return sources.contains { source in
            if case .event(let attribute) = source.place {
                return context.attribute(attribute) != nil
            }
            return value(source).map { !$0.saysNothing } ?? false
        }
    }

    /// Where the field is, or else should be.
    func pointer(_ field: InboundField) -> String {
        let sources = program[field]?.sources ?? []
        let node = sources.lazy.compactMap { self.value($0) }.first { !$0.saysNothing }
        return node.map { message.pointer(to: $0).text }
            ?? sources.first { !$0.pointer.isEmpty }?.pointer ?? ""
    }

    /// Keeps a value that says more than what was made of it.
    mutating func keep(_ node: JSONNode) {
        walk.keep(node, of: message)
    }

    /// What the first source that can be read as this gives; what others have is kept.
    private mutating func first<Value>(
        _ field: ActionProgram.Field,
        _ read: (inout FieldReader, JSONNode) -> Value?
    ) -> Value? {
        for source in field.sources {
            guard let node = meant(source), let value = read(&self, node) else { continue }
            keepOthers(than: [source], in: field)
            return value
        }
        keepOthers(than: [], in: field)
        return nil
    }

    /// The value, if there is one and its conditions hold.
    func meant(_ source: ActionProgram.Source) -> JSONNode? {
        guard let node = value(source), !node.saysNothing else { return nil }
        let holds = source.conditions.allSatisfy { message.at($0)?.scalarText == $1 }
        return holds ? node : nil
    }

    /// Keeps what a rule's other sources have, unless another rule takes it.
    mutating func keepOthers(
        than used: [ActionProgram.Source],
        in field: ActionProgram.Field
    ) {
        guard field.sources.count > used.count else { return }
        for source in field.sources where !source.isShared {
            if used.contains(where: { $0.identity == source.identity }) { continue }
            for node in taken(by: source) where !node.saysNothing { keep(node) }
        }
    }

    func value(_ source: ActionProgram.Source) -> JSONNode? {
        switch source.place {
        case .slot(let slot), .elements(let slot): walk.slots[slot]
        case .event: nil
        }
    }

    /// The values of a list: what a selection took, or the array's own elements.
    private func nodes(_ source: ActionProgram.Source) -> [JSONNode] {
        let taken = taken(by: source)
        if case .slot = source.place, let array = taken.first, array.kind == .array {
            return Array(array.elements)
        }
        return taken
    }

    private func taken(by source: ActionProgram.Source) -> [JSONNode] {
        if case .elements(let slot) = source.place { return elements(slot) }
        return value(source).map { [$0] } ?? []
    }

    private mutating func believed(_ moment: Timestamp, _ node: JSONNode?) -> Timestamp? {
        let limit = context.receivedAt.adding(seconds: context.clockSkewSeconds)
        guard moment > limit else { return moment }
        mark(.timeInFuture)
        if let node { walk.keep(node, of: message) }
        return nil
    }
}
