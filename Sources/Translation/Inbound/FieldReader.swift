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

    /// What an idempotent receiver remembers: the event's source and id, or else the first set of
    /// values that is there as a whole; nil when none is.
    var messageID: String? {
        if let event = context.event { return event.source + " " + event.id }
        for slots in program.messageID {
            var id = ""
            var count = 0
            for slot in slots {
                guard let text = walk.slots[slot]?.scalarText, !text.isEmpty else { break }
                if count > 0 { id += " " }
                id += text
                count += 1
            }
            if count == slots.count { return id }
        }
        return nil
    }

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
        program[field].flatMap { integer($0) }
    }

    mutating func integer(_ field: FieldProgram) -> Int64? {
        first(field) { reader, node in
            let number = node.integer ?? node.string.flatMap { Int64($0.trimmed) }
            if let number, field.range.contains(number) { return number }
            reader.refuse(node, .contentUnreadable)
            return nil
        }
    }

    mutating func time(_ field: InboundField) -> Timestamp? {
        program[field].flatMap { time($0) }
    }

    /// The first moment that can be read, if it can be believed: a sender whose clock is wrong is
    /// not asked again.
    ///
    /// The event's own time stands in only for one that was not sent.
    mutating func time(_ field: FieldProgram) -> Timestamp? {
        for source in field.sources {
            guard let node = meant(source) else { continue }
            guard let moment = moment(node, field.timeFormat) else {
                refuse(node, .timeUnreadable)
                continue
            }
            if field.sources.count > 1 { keepOthers(than: source, in: field) }
            return believed(moment, node)
        }
        guard field.asksEventTime, !says(field, besidesEvent: true),
            let moment = context.event?.time
        else {
            return nil
        }
        return believed(moment, nil)
    }

    mutating func time(_ node: JSONNode, _ format: TimeFormat) -> Timestamp? {
        guard let moment = moment(node, format) else {
            refuse(node, .timeUnreadable)
            return nil
        }
        return believed(moment, node)
    }

    func moment(_ node: JSONNode, _ format: TimeFormat) -> Timestamp? {
        if let number = node.integer { return format.read(number) }
        return node.utf8.flatMap { format.read($0) }
    }

    mutating func date(_ field: InboundField) -> String? {
        guard let field = program[field] else { return nil }
        return first(field) { reader, node in
            if let day = node.utf8.flatMap({ field.dateFormat.read($0) }) { return day }
            reader.refuse(node, .timeUnreadable)
            return nil
        }
    }

    mutating func list(_ field: InboundField) throws(Rejection) -> [String]? {
        guard let field = program[field] else { return nil }
        return try list(field)
    }

    mutating func list(_ field: FieldProgram) throws(Rejection) -> [String]? {
        var values: [String] = []
        for source in field.sources {
            guard let value = meant(source) else {
                keepUnused(source)
                continue
            }
            if case .elements(let slot) = source.place {
                for node in elements(slot) { try add(node, source, field, to: &values) }
            } else if value.kind == .array {
                for node in value.elements { try add(node, source, field, to: &values) }
            } else {
                try add(value, source, field, to: &values)
            }
        }
        guard values.isEmpty else { return values }
        return fillsIn(field) ? field.fallback.map { [$0] } : nil
    }

    private mutating func add(
        _ node: JSONNode,
        _ source: SourceProgram,
        _ field: FieldProgram,
        to values: inout [String]
    ) throws(Rejection) {
        guard !node.saysNothing else { return }
        guard let text = node.scalarText else { return refuse(node, .contentUnreadable) }
        guard field.split != nil else { return try add(text, node, source, field, to: &values) }
        for part in text.parts(between: field.split) {
            try add(part, node, source, field, to: &values)
        }
    }

    private mutating func add(
        _ text: String,
        _ node: JSONNode,
        _ source: SourceProgram,
        _ field: FieldProgram,
        to values: inout [String]
    ) throws(Rejection) {
        if let value = try mapped(text, node, source, field) {
            if value.unicodeScalars.count > field.lengthMax || values.count == field.countMax {
                refuse(node, .textShortened)
            } else if !values.contains(value) {
                values.append(value)
            }
        }
    }

    /// The elements an array of calls has.
    func elements(_ slot: Int) -> [JSONNode] {
        var nodes: [JSONNode] = []
        for element in walk.elements where element.slot == slot { nodes.append(element.node) }
        return nodes
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
        program[field].map { says($0) } ?? false
    }

    func says(_ field: FieldProgram, besidesEvent: Bool = false) -> Bool {
        field.sources.contains { source in
            if case .event(let attribute) = source.place {
                return !besidesEvent && context.attribute(attribute) != nil
            }
            return meant(source) != nil
        }
    }

    /// Where the field is, or else should be.
    func pointer(_ field: InboundField) -> String {
        program[field].map { pointer($0) } ?? ""
    }

    func pointer(_ field: FieldProgram) -> String {
        let sources = field.sources.filter(isMeant)
        let node = sources.lazy.compactMap { self.value($0) }.first { !$0.saysNothing }
        return node.map { message.pointer(to: $0).text }
            ?? sources.first { !$0.pointer.isEmpty }?.pointer ?? ""
    }

    /// Keeps a value that says more than what was made of it.
    mutating func keep(_ node: JSONNode) {
        walk.keep(node, of: message)
    }

    /// What the first source that can be read as this gives; what others have is kept.
    mutating func first<Value>(
        _ field: FieldProgram,
        _ read: (inout FieldReader, JSONNode) -> Value?
    ) -> Value? {
        for source in field.sources {
            guard let node = meant(source), let value = read(&self, node) else { continue }
            if field.sources.count > 1 { keepOthers(than: source, in: field) }
            return value
        }
        if field.sources.count > 1 { keepOthers(than: nil, in: field) }
        return nil
    }

    /// The value, if there is one and its conditions hold.
    func meant(_ source: SourceProgram) -> JSONNode? {
        guard let node = value(source), !node.saysNothing else { return nil }
        return isMeant(source) ? node : nil
    }

    func isMeant(_ source: SourceProgram) -> Bool {
        guard source.hasConditions else { return true }
        return source.source.conditions.allSatisfy { pointer, text in
            message.at(pointer)?.isText(text) ?? false
        }
    }

    /// Keeps what a rule's other sources have, unless another rule takes it.
    mutating func keepOthers(than used: SourceProgram?, in field: FieldProgram) {
        for source in field.sources where source.identity != used?.identity { keepUnused(source) }
    }

    /// Keeps what a source has and nobody reads.
    mutating func keepUnused(_ source: SourceProgram) {
        guard !source.isShared else { return }
        for node in taken(by: source) where !node.saysNothing { keep(node) }
    }

    func value(_ source: SourceProgram) -> JSONNode? {
        switch source.place {
        case .slot(let slot), .elements(let slot): walk.slots[slot]
        case .event: nil
        }
    }

    private func taken(by source: SourceProgram) -> [JSONNode] {
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
