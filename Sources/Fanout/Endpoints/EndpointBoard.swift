import HeapModule
package import Messaging

/// All endpoints of one instance: their health, and the lanes that wait for one of them.
///
/// Lanes wait in the order they came, so that no incident's deliveries can starve another's; an
/// endpoint that is not asked costs nothing, however many wait for it.
package struct EndpointBoard {
    /// A lane of a partition of ours that waits for its endpoint.
    package struct HeldLane: Equatable, Sendable {
        package let partition: Int32
        package let key: String
        /// When it is parked without having been let through.
        package let expires: Timestamp

        package init(partition: Int32, key: String, expires: Timestamp) {
            self.partition = partition
            self.key = key
            self.expires = expires
        }
    }

    /// A lane that is to be looked at again.
    package struct Release: Equatable, Sendable {
        package let endpoint: String
        package let lane: HeldLane
        /// An attempt has been admitted for it already; whoever takes it must use it or give
        /// it back.
        package let isAdmitted: Bool
    }

    private struct Endpoint {
        var health: EndpointHealth
        var held = Fifo<HeldLane>()
        /// Lanes that failed and wait for their own time: looked at again when it recovers.
        var postponed: [HeldLane] = []
        var isPaused = false
    }

    private struct Wake: Comparable {
        let at: Timestamp
        let endpoint: String

        static func < (left: Wake, right: Wake) -> Bool {
            (left.at, left.endpoint) < (right.at, right.endpoint)
        }
    }

    /// More than these are left to their own due times.
    static let postponedMax = 1_000

    private var endpoints: [String: Endpoint] = [:]
    private var wakes = Heap<Wake>()
    /// Those at which something has changed while lanes wait.
    private var stirred: Set<String> = []
    private var freed = Fifo<Release>()
    package private(set) var held = 0
    /// Attempts admitted and not yet ended, of all endpoints.
    package private(set) var underWay = 0
    /// As many may be under way at once: sockets and memory are bounded.
    package let underWayMax: Int
    /// Of those who wait, the endpoint that was let through last: the next begins after it.
    private var lastServed = ""
    private var sweepAt = 1_024

    package init(underWayMax: Int = 1_024) {
        self.underWayMax = underWayMax
    }

    package func state(of endpoint: String) -> EndpointHealth.State? {
        endpoints[endpoint]?.health.state
    }

    /// How many endpoints are in each state; every state is named.
    package var states: [EndpointHealth.State: Int] {
        var counts = EndpointHealth.State.allCases.reduce(into: [:]) { $0[$1] = 0 }
        for endpoint in endpoints.values { counts[endpoint.health.state, default: 0] += 1 }
        return counts
    }

    /// Takes over an endpoint's limits, and whether its owner lets it rest.
    ///
    /// - Parameter expires: When those are parked who have waited through a rest that ends now.
    package mutating func configure(
        _ id: String,
        concurrency: Int,
        perSecond: Int,
        isPaused: Bool = false,
        expires: Timestamp? = nil
    ) {
        if var endpoint = endpoints[id] {
            endpoint.health.limit(concurrency: concurrency, perSecond: perSecond)
            if endpoint.isPaused, !isPaused {
                stirred.insert(id)
                if let expires {
                    endpoint.held.changeAll {
                        HeldLane(partition: $0.partition, key: $0.key, expires: expires)
                    }
                }
            }
            endpoint.isPaused = isPaused
            endpoints[id] = endpoint
        } else {
            sweep()
            endpoints[id] = Endpoint(
                health: EndpointHealth(concurrency: concurrency, perSecond: perSecond),
                isPaused: isPaused
            )
        }
    }

    package func isKnown(_ id: String) -> Bool { endpoints[id] != nil }

    /// Whether an attempt may begin, which then counts as begun; whoever waits goes first.
    package mutating func admit(_ id: String, at now: Timestamp) -> Bool {
        guard underWay < underWayMax, var endpoint = endpoints[id], !endpoint.isPaused,
            endpoint.held.isEmpty
        else { return false }
        let isAdmitted = endpoint.health.admit(at: now)
        endpoints[id] = endpoint
        if isAdmitted { underWay += 1 }
        return isAdmitted
    }

    package mutating func hold(_ id: String, _ lane: HeldLane, at now: Timestamp) {
        guard endpoints[id] != nil else { return }
        endpoints[id]?.held.append(lane)
        held += 1
        stir(id, at: now)
    }

    /// A lane's attempt has failed, and it waits for its own due time.
    package mutating func postpone(_ id: String, _ lane: HeldLane) {
        guard let count = endpoints[id]?.postponed.count, count < Self.postponedMax else { return }
        endpoints[id]?.postponed.append(lane)
    }

    package mutating func end(_ id: String, _ verdict: AttemptVerdict, at now: Timestamp) {
        underWay = max(0, underWay - 1)
        guard let recovered = endpoints[id]?.health.end(verdict, at: now) else { return }
        if recovered {
            for lane in endpoints[id]?.postponed ?? [] {
                freed.append(Release(endpoint: id, lane: lane, isAdmitted: false))
            }
        }
        if recovered || verdict.fate == .delivered { endpoints[id]?.postponed = [] }
        expire(id, at: now)
        stir(id, at: now)
    }

    /// Gives back an admission that was not used, or whose end will not be heard of.
    package mutating func forget(_ id: String, at now: Timestamp) {
        underWay = max(0, underWay - 1)
        endpoints[id]?.health.forget()
        stir(id, at: now)
    }

    /// Lets go of an endpoint; those who wait for it are looked at again.
    package mutating func remove(_ id: String) {
        guard var endpoint = endpoints.removeValue(forKey: id) else { return }
        let lanes = endpoint.held.takeAll()
        held -= lanes.count
        for lane in lanes + endpoint.postponed {
            freed.append(Release(endpoint: id, lane: lane, isAdmitted: false))
        }
    }

    /// The partition is no longer ours: its lanes wait elsewhere.
    package mutating func forget(partition: Int32) {
        held = 0
        freed.removeAll { $0.lane.partition == partition }
        for id in endpoints.keys {
            endpoints[id]?.held.removeAll { $0.partition == partition }
            endpoints[id]?.postponed.removeAll { $0.partition == partition }
            held += endpoints[id]?.held.count ?? 0
        }
    }

    /// Lanes whose turn it is now, at most `max`.
    package mutating func released(at now: Timestamp, max: Int) -> [Release] {
        while let wake = wakes.min, wake.at <= now {
            wakes.removeMin()
            stirred.insert(wake.endpoint)
        }
        var released: [Release] = []
        while released.count < max, let release = freed.popFirst() { released.append(release) }
        for id in inTurn() {
            guard released.count < max, underWay < underWayMax else { break }
            lastServed = id
            if release(id, at: now, max: max, into: &released) { stirred.remove(id) }
        }
        return released
    }

    /// When somebody who waits may be let through without anything else happening first.
    package var nextWake: Timestamp? { wakes.min?.at }

    package var hasReleases: Bool {
        !freed.isEmpty || (!stirred.isEmpty && underWay < underWayMax)
    }

    /// The stirred, beginning after the one that was served last.
    private func inTurn() -> [String] {
        guard underWay < underWayMax, !stirred.isEmpty else { return [] }
        let order = stirred.sorted()
        let start = order.firstIndex { $0 > lastServed } ?? 0
        return Array(order[start...] + order[..<start])
    }

    /// Forgets reporters' own endpoints that are well and at rest: there are as many as
    /// incidents, and nothing is lost with them but how fast they were asked.
    private mutating func sweep() {
        guard endpoints.count >= sweepAt else { return }
        for (id, endpoint) in endpoints
        where endpoint.held.isEmpty && endpoint.postponed.isEmpty && endpoint.health.isAtRest {
            endpoints[id] = nil
        }
        sweepAt = Swift.max(1_024, 2 * endpoints.count)
    }

    /// Lets through whom the endpoint can take; true when it was asked to the end.
    private mutating func release(
        _ id: String,
        at now: Timestamp,
        max: Int,
        into released: inout [Release]
    ) -> Bool {
        guard var endpoint = endpoints[id], !endpoint.isPaused else { return true }
        defer { endpoints[id] = endpoint }
        while let lane = endpoint.held.first {
            guard released.count < max, underWay < underWayMax else { return false }
            guard endpoint.health.admit(at: now) else {
                if let wake = endpoint.health.wake(at: now) {
                    wakes.insert(Wake(at: wake, endpoint: id))
                }
                return true
            }
            _ = endpoint.held.popFirst()
            held -= 1
            underWay += 1
            released.append(Release(endpoint: id, lane: lane, isAdmitted: true))
        }
        return true
    }

    /// Of an endpoint that is down: those who have waited too long are looked at.
    private mutating func expire(_ id: String, at now: Timestamp) {
        guard endpoints[id]?.isPaused == false else { return }
        while let lane = endpoints[id]?.held.first, lane.expires <= now {
            _ = endpoints[id]?.held.popFirst()
            held -= 1
            freed.append(Release(endpoint: id, lane: lane, isAdmitted: false))
        }
    }

    private mutating func stir(_ id: String, at now: Timestamp) {
        guard endpoints[id]?.held.isEmpty == false else { return }
        stirred.insert(id)
    }
}
