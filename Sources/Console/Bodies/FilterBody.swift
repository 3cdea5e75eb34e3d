internal import Fanout
internal import Messaging

/// Filters and limits in bodies: what is absent stays, what is null is no restriction.
enum FilterBody {
    private static let sizes = 0...100
    private static let types = EventWording.names.map(EventFilter.type(of:))

    static func read(_ value: BodyValue, onto filter: EventFilter) -> EventFilter? {
        var filter = filter
        return value.object { object in
            list("types", Self.type, &object, &filter.types)
            list("registers", Self.register, &object, &filter.registers)
            list("categories", Self.category, &object, &filter.categories)
            switch object.change("incident", Self.incident) {
            case .none: break
            case .removed: filter.incident = nil
            case .set(let incident): filter.incident = incident
            }
            return filter
        }
    }

    private static func list(
        _ name: String,
        _ read: (BodyValue) -> String?,
        _ object: inout BodyObject,
        _ list: inout [String]
    ) {
        switch object.change(name, { $0.list(sizes, read) }) {
        case .none: break
        case .removed: list = []
        case .set(let values): list = values
        }
    }

    /// A type there is, or a beginning of some: a misspelt one would never be told of anything.
    private static func type(_ value: BodyValue) -> String? {
        value.word("a type of event such as incident.resolved, or incident.*") { text in
            if types.contains(text) { return text }
            guard text.hasSuffix(".*") else { return nil }
            return types.contains { $0.hasPrefix(text.dropLast()) } ? text : nil
        }
    }

    private static func register(_ value: BodyValue) -> String? {
        value.word("a register's code in upper case") { text in
            (1...16).contains(text.utf8.count)
                && text.utf8.allSatisfy {
                    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0)
                        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                } ? text : nil
        }
    }

    private static func category(_ value: BodyValue) -> String? {
        value.word("a category from A to E, or - for none") { text in
            ["A", "B", "C", "D", "E", "-"].contains(text) ? text : nil
        }
    }

    private static func incident(_ value: BodyValue) -> String? {
        value.word("the id of an incident") { RouteMatch.isIdentifier($0[...]) ? $0 : nil }
    }
}

enum LimitsBody {
    static func read(_ value: BodyValue, onto limits: DeliveryLimits) -> DeliveryLimits? {
        var limits = limits
        return value.object { object in
            set(&limits.timeout, object.change("timeoutSeconds", timeout))
            set(&limits.retries, object.change("retrySeconds", retries))
            set(
                &limits.perSecond,
                object.change("perSecond") { integer($0, DeliveryLimits.perSecondRange) }
            )
            set(
                &limits.concurrency,
                object.change("concurrency") { integer($0, DeliveryLimits.concurrencyRange) }
            )
            return limits
        }
    }

    private static func set<Value>(_ place: inout Value?, _ change: Change<Value>) {
        switch change {
        case .none: break
        case .removed: place = nil
        case .set(let value): place = value
        }
    }

    private static func timeout(_ value: BodyValue) -> Duration? {
        let range = AttemptRequest.timeouts
        return value.integer(
            in: range.lowerBound.components.seconds...range.upperBound.components.seconds
        ).map { .seconds($0) }
    }

    private static func retries(_ value: BodyValue) -> [Duration]? {
        let waits = 0...DeliveryLimits.waitMax.components.seconds
        return value.list(1...DeliveryLimits.attemptsMax) { $0.integer(in: waits) }?
            .map { .seconds($0) }
    }

    private static func integer(_ value: BodyValue, _ range: ClosedRange<Int>) -> Int? {
        value.integer(in: Int64(range.lowerBound)...Int64(range.upperBound)).map { Int($0) }
    }
}
