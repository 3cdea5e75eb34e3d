package import JSON
package import Messaging

/// "Who has not been told?": read from the fan-out's own state, incident by incident.
package struct Untold: Sendable {
    /// One who is to be told of an incident, by one way.
    package struct Row: Equatable, Sendable {
        package let incident: String
        package let number: String
        /// A subscription's id, or `reporter`.
        package let recipient: String
        /// `webhook`, `mail`, or `subscription` where its record says which.
        package let channel: String
        /// The last event that reached them; nil: none has.
        package let reached: Lane.Reached?
        /// What has not, oldest first.
        package let outstanding: [Outstanding]
    }

    package struct Outstanding: Equatable, Sendable {
        package enum State: String, CaseIterable, Sendable {
            /// An attempt is being made.
            case underWay = "under-way"
            /// Waits for its next attempt, or for its endpoint.
            case retrying
            /// Waits behind an earlier one.
            case queued
            /// Given up until somebody asks for it again.
            case parked
        }

        package let delivery: String
        package let sequence: Int64
        package let event: String
        package let at: Timestamp
        package let state: State
        package let attempts: Int
        package let due: Timestamp?
        /// Why, where something is known.
        package let failure: String?
    }

    private var views: [String: IncidentView] = [:]
    private var lanes: [LaneKey: Lane] = [:]
    /// Records that could not be read; the answer is incomplete by so many.
    package private(set) var unreadable = 0

    package init() {}

    /// Takes in a record of `broker.deliveries`, in the topic's order.
    package mutating func take(key: [UInt8]?, value: [UInt8]?, using parser: JSONParser) {
        guard let key = key.map({ String(decoding: $0, as: UTF8.self) }) else { return }
        let json = value.flatMap { try? parser.parse($0) }
        if key.hasPrefix(IncidentView.keyPrefix) {
            let incident = String(key.dropFirst(IncidentView.keyPrefix.count))
            views[incident] = json.flatMap(IncidentView.init(json:))
            if value != nil, views[incident] == nil { unreadable += 1 }
        } else if let lane = LaneKey(key) {
            lanes[lane] = json.flatMap(Lane.init(json:))
            if value != nil, lanes[lane] == nil { unreadable += 1 }
        }
    }

    package mutating func set(_ view: IncidentView) {
        views[view.incident] = view
    }

    package mutating func set(_ lane: Lane, _ key: LaneKey) {
        lanes[key] = lane
    }

    /// In the order of incidents and recipients.
    ///
    /// - Parameter isComplete: Those too to whom nothing is outstanding.
    package func rows(
        incident: String? = nil,
        release: String? = nil,
        isComplete: Bool = false
    ) -> [Row] {
        lanes.keys.filter { key in
            (incident.map { $0 == key.incident } ?? true)
                && (release.map { $0 == views[key.incident]?.release } ?? true)
        }
        .sorted { ($0.incident, $0.target) < ($1.incident, $1.target) }
        .compactMap(row)
        .filter { isComplete || !$0.outstanding.isEmpty }
    }

    /// Every lane to one recipient, in the order of incidents.
    package func lanes(of target: String) -> [(key: LaneKey, lane: Lane)] {
        lanes.filter { $0.key.target == target }
            .map { (key: $0.key, lane: $0.value) }
            .sorted { $0.key.incident < $1.key.incident }
    }

    private func row(_ key: LaneKey) -> Row? {
        guard let lane = lanes[key] else { return nil }
        return Row(
            incident: key.incident,
            number: views[key.incident]?.number ?? "",
            recipient: key.isCallback || key.isMail ? "reporter" : key.target,
            channel: key.isCallback ? "webhook" : key.isMail ? "mail" : "subscription",
            reached: lane.reached,
            outstanding: Self.outstanding(in: lane, key)
        )
    }

    /// What of a lane has not reached its endpoint, oldest first.
    package static func outstanding(in lane: Lane, _ key: LaneKey) -> [Outstanding] {
        let parked = lane.parked.map { outstanding($0, key, .parked, lane) }
        let waiting = lane.waiting.enumerated().map { position, delivery in
            let state: Outstanding.State =
                position > 0 ? .queued : lane.isUnderWay ? .underWay : .retrying
            return outstanding(delivery, key, state, lane)
        }
        return (parked + waiting).sorted { $0.sequence < $1.sequence }
    }

    private static func outstanding(
        _ delivery: Delivery,
        _ key: LaneKey,
        _ state: Outstanding.State,
        _ lane: Lane
    ) -> Outstanding {
        let isHead = state == .underWay || state == .retrying
        return Outstanding(
            delivery: delivery.id(lane: key),
            sequence: delivery.sequence,
            event: delivery.name,
            at: delivery.at,
            state: state,
            attempts: isHead ? lane.attempts : 0,
            due: state == .retrying ? lane.due : nil,
            failure: state == .queued ? nil : lane.failure
        )
    }
}
