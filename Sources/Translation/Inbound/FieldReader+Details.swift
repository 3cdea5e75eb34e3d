internal import Incidents
internal import JSON
internal import Messaging

/// The details of a verb, by name: whatever there is of them, in whatever shape they came.
extension FieldReader {
    fileprivate enum Detail {
        case text(String)
        case truth(Bool)
        case integer(Int64)
        case moment(Timestamp)
        case list([String])
        case node(JSONNode)
    }

    /// The details become the canonical message's own members, which the commands' codec reads:
    /// nothing here knows what a verb means.
    mutating func details() throws(Rejection) -> Command.Action {
        var said: [(name: String, value: Detail)] = []
        for field in program.details {
            guard let detail = field.detail else { continue }
            if let value = try value(of: detail, field) {
                said.append((detail.name, value))
            } else if detail.isRequired || field.isRequired {
                throw missing(field)
            }
        }
        var writer = JSONWriter(capacity: 512)
        writer.object { writer in
            for (name, value) in said {
                writer.key(name)
                value.write(to: &writer)
            }
        }
        do throws(Rejection) {
            return try Self.action(program.action, of: writer.bytes)
        } catch {
            throw located(error)
        }
    }

    /// The incidents of a message that is about several, each once and in the message's order;
    /// empty for a message about one.
    mutating func incidents() throws(Rejection) -> [IncidentID] {
        guard let field = program.details.first(where: { $0.name == "incidents" }),
            says(field), let named = try list(field)
        else { return [] }
        guard !marks.contains(ArrivalMark.textShortened.rawValue) else {
            throw Rejection(
                .contentInvalid,
                "The message names more than \(field.countMax) incidents, or not by their ids.",
                remedy: "Send several messages.",
                pointer: pointer(field)
            )
        }
        let own = try text(.incident)
        var ids: [IncidentID] = []
        for text in (own.map { [$0] } ?? []) + named {
            guard let id = IncidentID(text) else { throw malformed(text, field) }
            if !ids.contains(id) { ids.append(id) }
        }
        return ids
    }

    private func malformed(_ id: String, _ field: FieldProgram) -> Rejection {
        Rejection(
            .numberMalformed,
            "'\(id.excerpt)' is not an incident id.",
            remedy: "Use the ids the broker gave the incidents, such as itsm-INC0012345.",
            pointer: pointer(field)
        )
    }

    // MARK: Values

    private mutating func value(
        of detail: DetailField,
        _ field: FieldProgram
    ) throws(Rejection) -> Detail? {
        switch detail.kind {
        case .text, .code, .choice:
            guard let text = try text(field), !text.trimmed.isEmpty else { return nil }
            return .text(text)
        case .truth: return try text(field).map { .truth($0 == "true") }
        case .integer: return integer(field).map { .integer($0) }
        case .moment: return plannedTime(field).map { .moment($0) }
        case .pastMoment: return try pastTime(detail, field).map { .moment($0) }
        case .list: return try list(field).map { .list($0) }
        case .objects:
            return field.sources.compactMap { meant($0) }.first.map { .node($0) }
        }
    }

    /// What is planned may lie ahead.
    private mutating func plannedTime(_ field: FieldProgram) -> Timestamp? {
        for source in field.sources {
            guard let node = meant(source) else { continue }
            if let moment = moment(node, field.timeFormat) { return moment }
            refuse(node, .timeUnreadable)
        }
        return nil
    }

    /// What lies ahead is no evidence: refused where it is the point of the message, else left out.
    private mutating func pastTime(
        _ detail: DetailField,
        _ field: FieldProgram
    ) throws(Rejection) -> Timestamp? {
        if let moment = time(field) { return moment }
        guard detail.isRequired, says(field) else { return nil }
        let isEarly = marks.contains(ArrivalMark.timeInFuture.rawValue)
        throw Rejection(
            .contentInvalid,
            "\(detail.name) \(isEarly ? "lies ahead" : "cannot be read").",
            remedy: "Send the moment it happened.",
            pointer: pointer(field)
        )
    }

    // MARK: The codec

    private static func action(
        _ action: InboundAction,
        of details: [UInt8]
    ) throws(Rejection) -> Command.Action {
        let parser = JSONParser()
        do {
            let node = try parser.parse(details)
            return try Command.Action(name: action.rawValue, details: node)
        } catch let rejection as Rejection {
            throw rejection
        } catch {
            preconditionFailure("what was just written can be read: \(error)")
        }
    }

    /// The codec's complaint, with the place in the message itself.
    private func located(_ rejection: Rejection) -> Rejection {
        let steps = JSONPointer(rejection.pointer)?.tokens ?? []
        guard let name = steps.first, let field = program.details.first(where: { $0.name == name })
        else { return rejection }
        let rest = JSONPointer(Array(steps.dropFirst())).text
        return Rejection(
            rejection.code,
            rejection.detail,
            remedy: rejection.remedy,
            pointer: pointer(field) + rest
        )
    }

    private func missing(_ field: FieldProgram) -> Rejection {
        let pointer = pointer(field)
        return Rejection(
            .contentInvalid,
            "The message has no \(field.name).",
            remedy: pointer.isEmpty ? "Send it." : "Send it at \(pointer).",
            pointer: pointer
        )
    }
}

extension FieldReader.Detail {
    fileprivate func write(to writer: inout JSONWriter) {
        switch self {
        case .text(let text): writer.string(text)
        case .truth(let truth): writer.bool(truth)
        case .integer(let number): writer.integer(number)
        case .moment(let moment): writer.string(moment.rfc3339)
        case .node(let node): writer.node(node)
        case .list(let texts):
            writer.array { writer in
                for text in texts { writer.string(text) }
            }
        }
    }
}
