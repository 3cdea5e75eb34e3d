package import Messaging

/// The state of one lane: a value, one mutating function for each thing that happens.
package struct Lane: Equatable, Sendable {
    package struct Reached: Equatable, Sendable {
        package let sequence: Int64
        package let name: String
        package let at: Timestamp

        package init(sequence: Int64, name: String, at: Timestamp) {
            self.sequence = sequence
            self.name = name
            self.at = at
        }
    }

    /// More than this and the oldest are parked: a lane's state must stay small.
    package static let waitingMax = 100
    package static let parkedMax = 100

    /// Of a reporter's own endpoint: the URL or the mail address; nil: the subscription says.
    package var address: String?
    /// In order; the first is the one being attempted.
    package internal(set) var waiting: [Delivery] = []
    /// Given up for now, oldest first; an owner may ask for them again.
    package internal(set) var parked: [Delivery] = []
    /// The highest sequence ever queued.
    package internal(set) var last: Int64 = 0
    /// The last that reached the endpoint.
    package internal(set) var reached: Reached?
    /// Attempts at the first that waits, those under way included.
    package internal(set) var attempts = 0
    /// When the first that waits became the first.
    package internal(set) var since: Timestamp?
    package internal(set) var isUnderWay = false
    /// When the first is tried again.
    package internal(set) var due: Timestamp?
    /// The code of the last failure.
    package internal(set) var failure: String?
    /// The gap before what has not been queued yet.
    package internal(set) var pendingMissed = 0

    package init(address: String? = nil) {
        self.address = address
    }

    package var head: Delivery? { waiting.first }

    /// Nothing waits and nothing is parked.
    package var isIdle: Bool { waiting.isEmpty && parked.isEmpty }

    /// Queues an event's delivery; false when it is there already.
    package mutating func queue(_ delivery: Delivery, at now: Timestamp) -> Bool {
        guard delivery.sequence > last else { return false }
        last = delivery.sequence
        var delivery = delivery
        delivery.missed += pendingMissed
        pendingMissed = 0
        waiting.append(delivery)
        if waiting.count == 1 { becomeHead(at: now) }
        return true
    }

    /// Takes the first out of a queue that has grown too long; nil while it has not.
    ///
    /// What is under way is left: the second goes.
    package mutating func overflow(at now: Timestamp) -> Delivery? {
        guard waiting.count > Self.waitingMax else { return nil }
        let position = isUnderWay ? 1 : 0
        let delivery = waiting.remove(at: position)
        park(delivery, before: position)
        if position == 0 { becomeHead(at: now) }
        return delivery
    }

    /// An attempt at the first begins.
    package mutating func begin() {
        attempts += 1
        isUnderWay = true
        due = nil
    }

    /// The first has reached its endpoint.
    package mutating func deliver(at now: Timestamp) {
        let delivery = waiting.removeFirst()
        reached = Reached(sequence: delivery.sequence, name: delivery.name, at: now)
        failure = nil
        becomeHead(at: now)
    }

    /// The attempt failed; the first is tried again at `due`.
    package mutating func postpone(to due: Timestamp, failure code: String) {
        isUnderWay = false
        failure = code
        self.due = due
    }

    /// The first is to be tried as soon as its endpoint takes it.
    package mutating func hold() {
        due = nil
    }

    /// The attempt never was one: the first is as it was before `begin`.
    package mutating func recall() {
        attempts = max(0, attempts - 1)
        isUnderWay = false
    }

    /// The first is given up for now, and the next is told of the gap.
    package mutating func parkHead(at now: Timestamp, failure code: String) {
        park(waiting.removeFirst(), before: 0)
        failure = code
        becomeHead(at: now)
    }

    /// Parked deliveries that are wanted again go to the front, in their own order.
    package mutating func recover(at now: Timestamp, where isWanted: (Delivery) -> Bool) -> Int {
        let wanted = parked.filter(isWanted)
        guard !wanted.isEmpty else { return 0 }
        parked.removeAll(where: isWanted)
        pendingMissed = max(0, pendingMissed - wanted.count)
        waiting.insert(contentsOf: wanted, at: isUnderWay ? 1 : 0)
        if !isUnderWay { becomeHead(at: now) }
        return wanted.count
    }

    /// The failure of an endpoint that wants nothing more, ever.
    package static let goneFailure = "http-410"

    /// The endpoint has said that it wants nothing more, and nothing has reached it since.
    package var isGone: Bool { failure == Self.goneFailure && !parked.isEmpty }

    /// Leaves out texts, the parked ones' first, until what is written of the lane is small
    /// enough; their lengths stay, and are told.
    package mutating func shed(to bytesMax: Int) {
        func size(_ text: DeliveredText?) -> Int { text?.bytes?.count ?? 0 }
        var bytes = (parked + waiting).reduce(0) { $0 + size($1.note) + size($1.details) }
        for index in parked.indices where bytes > bytesMax {
            bytes -= parked[index].shed()
        }
        for index in waiting.indices.dropFirst() where bytes > bytesMax {
            bytes -= waiting[index].shed()
        }
    }

    private mutating func becomeHead(at now: Timestamp) {
        attempts = 0
        isUnderWay = false
        due = nil
        since = waiting.isEmpty ? nil : now
    }

    private mutating func park(_ delivery: Delivery, before next: Int) {
        parked.append(delivery)
        parked.removeFirst(max(0, parked.count - Self.parkedMax))
        if waiting.indices.contains(next) {
            waiting[next].missed += delivery.missed + 1
        } else {
            pendingMissed += delivery.missed + 1
        }
    }
}
