package import JSON

/// All subscriptions as the topic says them: a value, so that whoever reads it sees one moment.
package struct SubscriptionTable: Sendable {
    private var written: [String: Subscription] = [:]
    private var verdicts: [String: EndpointVerdict] = [:]
    /// Ids of those that follow one incident, by it; and of all others.
    private var byIncident: [String: Set<String>] = [:]
    private var broad: [String] = []
    /// Records that could not be read: a newer version's, or somebody else's.
    package private(set) var unreadable: Set<String> = []

    package init() {}

    package var count: Int { written.count }

    /// As it holds now, the verdict on its endpoint included; nil when there is none.
    package subscript(_ id: String) -> Subscription? {
        guard var subscription = written[id] else { return nil }
        if let verdict = verdicts[id], verdict.revision >= subscription.revision {
            subscription.status = .disabled(reason: verdict.reason)
        }
        return subscription
    }

    /// In the order of their ids.
    package var all: [Subscription] {
        written.keys.sorted().compactMap { self[$0] }
    }

    /// Those that may want to hear of an incident, in the order of their ids.
    ///
    /// All but the subscriptions to one other incident: those grow with the incidents and must
    /// not be looked at for each event.
    package func candidates(for view: IncidentView) -> [Subscription] {
        var ids = broad
        if let more = byIncident[view.incident] { ids = (broad + more).sorted() }
        return ids.compactMap { self[$0] }
    }

    /// As the owner last wrote it, whatever has been said of its endpoint since.
    package func asWritten(_ id: String) -> Subscription? { written[id] }

    /// Takes over one record; the records of a key come in the topic's order.
    package mutating func apply(key: [UInt8]?, value: [UInt8]?, using parser: JSONParser) {
        guard let key = key.map({ String(decoding: $0, as: UTF8.self) }) else { return }
        unreadable.remove(key)
        let json = value.flatMap { try? parser.parse($0) }
        if key.hasPrefix(EndpointVerdict.keyPrefix) {
            let id = String(key.dropFirst(EndpointVerdict.keyPrefix.count))
            verdicts[id] = json.flatMap(EndpointVerdict.init(json:))
            if value != nil, verdicts[id] == nil { unreadable.insert(key) }
        } else {
            let subscription = json.flatMap(Subscription.init(json:)).flatMap {
                $0.id == key ? $0 : nil
            }
            if value != nil, subscription == nil { unreadable.insert(key) }
            replace(key, subscription)
        }
    }

    package mutating func set(_ subscription: Subscription) {
        replace(subscription.id, subscription)
    }

    package mutating func pass(_ verdict: EndpointVerdict) {
        verdicts[verdict.subscription] = verdict
    }

    private mutating func replace(_ id: String, _ subscription: Subscription?) {
        if let old = written[id]?.filter.incident { byIncident[old]?.remove(id) }
        let place = broad.firstIndex { $0 >= id } ?? broad.endIndex
        if place < broad.endIndex, broad[place] == id { broad.remove(at: place) }
        written[id] = subscription
        guard let subscription else { return }
        if let incident = subscription.filter.incident {
            byIncident[incident, default: []].insert(id)
        } else {
            broad.insert(id, at: place)
        }
    }
}
