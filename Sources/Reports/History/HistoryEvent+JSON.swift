internal import Incidents
internal import JSON
internal import Messaging

// Reads events leniently: a member of another shape than known is as if it were not there, since
// a report over years must not stop at one event of a newer version.

extension HistoryEvent {
    /// Nil when the envelope is not whole.
    init?(_ node: JSONNode, _ incident: String, _ sequence: Int64, _ kind: EventKind) {
        guard let moment = node["at"]?.timestamp, let party = node["by"]?.string,
            let version = node["policyVersion"]?.string
        else { return nil }
        self.init(
            incident: incident,
            sequence: sequence,
            at: moment,
            by: party,
            cause: node["cause"]?.string ?? "",
            policyVersion: version,
            rules: node["rules"]?.list(FiredRule.init) ?? [],
            marks: node["marks"]?.list(\.string) ?? [],
            kind: kind,
            told: EventMembers(node)
        )
    }
}

extension JSONNode {
    fileprivate func list<Element>(_ read: (JSONNode) -> Element?) -> [Element] {
        kind == .array ? elements.compactMap(read) : []
    }

    fileprivate func word<Word: RawRepresentable<String>>(_ name: String) -> Word? {
        self[name]?.string.flatMap(Word.init(rawValue:))
    }
}

extension FiredRule {
    fileprivate init?(_ node: JSONNode) {
        guard let id = node["id"]?.string,
            let principle = node["principle"]?.string.flatMap(Principle.init(text:))
        else { return nil }
        self.init(id: id, principle: principle)
    }
}

extension Principle {
    /// From `P5`, `P05` or the first part of a deviation's code.
    package init?(text: some StringProtocol) {
        guard text.first == "P", let number = Int(text.dropFirst().prefix { $0 != "." }),
            (1...99).contains(number)
        else { return nil }
        self.init(number)
    }
}

extension EventMembers {
    fileprivate init(_ node: JSONNode) {
        self.init()
        readIncident(node)
        readSteps(node)
        readResolving(node)
        readClocks(node)
    }

    private mutating func readIncident(_ node: JSONNode) {
        status = node.word("status")
        if let member = node["priority"], member.kind == .object {
            priority = Priority(
                category: member.word("category"),
                expedited: member["expedited"]?.bool ?? false
            )
        }
        environment = node["environment"]?.string
        kind = node["kind"]?.string
        registers = node["registers"]?.list(\.string)
        services = node["services"]?.list(\.string)
        responsible = node.word("responsible")
        processes = node["processes"]?.list(\.string)
        if let security = node["security"] {
            itSecurity = security.word("it")
            dataSecurity = security.word("data")
        }
        impact = node["impact"]?.word("level") ?? node.word("level")
        deadlines = node["deadlines"]?.list(DeadlineShown.init)
        system = node["system"]?.string
        reporterKind = node["reporter"]?["kind"]?.string
        channel = node["channel"]?.string
        reportedAt = node["reportedAt"]?.timestamp
        calls = node["calls"]?.list(CallShown.init) ?? []
        if let call = node["call"].flatMap(CallShown.init) { calls.append(call) }
    }

    private mutating func readSteps(_ node: JSONNode) {
        changed = node["changed"]?.list(\.string) ?? []
        startedAt = node["startedAt"]?.timestamp
        deadline = node["deadline"].flatMap(DeadlineShown.init)
        deviation = DeviationShown(node)
        to = node["to"]?.string
        line = node["line"]?.string
        handOvers = node["handOvers"]?.integer
        plannedFor = node["when"]?.timestamp
        wanted = node["wanted"]?.bool
        problem = node["problem"]?.string
        visibility = node["note"]?["visibility"]?.string ?? node["visibility"]?.string
        isSuperseded = node["superseded"]?.bool ?? false
        candidates = node["candidates"]?.list { $0["id"] }.count
    }

    private mutating func readResolving(_ node: JSONNode) {
        resolution = node["resolution"]?.integer ?? node["resolution"]?["number"]?.integer
        resolutionType = node["resolution"]?.word("type") ?? node.word("type")
        deliveredAt = node["deliveredAt"]?.timestamp
        closesAt = node["closesAt"]?.timestamp
        approved = node["approved"]?.bool
        release = node["release"]?.string
        plannedAt = node["plannedAt"]?.timestamp
        noticedAt = node["noticedAt"]?.timestamp
        releasedAt = node["releasedAt"]?.timestamp
        closure = node["closure"]?.word("reason")
        closedAt = node["closure"]?["at"]?.timestamp
    }

    private mutating func readClocks(_ node: JSONNode) {
        clocks = node["clocks"]?.list(ClockShown.init) ?? []
        clock = node["clock"]?.string
        subject = node["subject"]?.string ?? node["register"]?.string
        party = node["party"]?.string
        due = node["due"]?.timestamp ?? node["answerDue"]?.timestamp
        percent = node["percent"]?.integer
        awareAt = node["awareAt"]?.timestamp
        regime = node["regime"]?.string
        stage = node["stage"]?.string
        master = node["master"]?.string
        child = node["child"]?.string
        outcome = node["outcome"]?.string
        parts = node["parts"]?.list(\.string) ?? []
    }
}

extension EventMembers.DeadlineShown {
    fileprivate init?(_ node: JSONNode) {
        guard let role: ResponsibleRole = node.word("role"), let due = node["due"]?.timestamp
        else { return nil }
        self.init(
            role: role,
            due: due,
            isAdvisory: node["advisory"]?.bool ?? false,
            outcome: node["outcome"]?.string ?? "running",
            isPaused: node["pausedAt"]?.timestamp != nil
        )
    }
}

extension EventMembers.ClockShown {
    fileprivate init?(_ node: JSONNode) {
        guard let kind = node["clock"]?.string, let due = node["due"]?.timestamp else {
            return nil
        }
        self.init(
            kind: kind,
            subject: node["subject"]?.string ?? "",
            party: node["party"]?.string,
            due: due,
            from: node["from"]?.timestamp
        )
    }
}

extension EventMembers.CallShown {
    fileprivate init?(_ node: JSONNode) {
        guard let callee = node["to"]?.string, let moment = node["occurredAt"]?.timestamp
        else { return nil }
        self.init(to: callee, at: moment, outcome: node["outcome"]?.string ?? "answered")
    }
}

extension EventMembers.DeviationShown {
    fileprivate init?(_ node: JSONNode) {
        guard let code = node["deviation"]?.string, let since = node["since"]?.timestamp
        else { return nil }
        self.init(
            code: code,
            since: since,
            principle: node["principle"]?.string.flatMap(Principle.init(text:)),
            party: node["party"]?.string,
            evidence: node["evidence"].map(EventMembers.EvidenceShown.all) ?? []
        )
    }
}

extension EventMembers.EvidenceShown {
    /// A list of names and values, or an object of them.
    fileprivate static func all(_ node: JSONNode) -> [EventMembers.EvidenceShown] {
        if node.kind == .object { return node.members.map { Self($0.key, $0.value) } }
        return node.list { element in
            guard let name = element["name"]?.string, let value = element["value"] else {
                return nil
            }
            return Self(name, value)
        }
    }

    private init(_ name: String, _ value: JSONNode) {
        let words = value.string.map { [$0] } ?? value.list(\.string)
        let text = value.integer.map(String.init) ?? words.joined(separator: ", ")
        self.init(name, text)
    }
}
