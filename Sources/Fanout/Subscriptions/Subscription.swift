package import Messaging

/// Who wants to be told what, where and how: a record of the topic `broker.subscriptions`.
package struct Subscription: Equatable, Sendable {
    /// Key of the record; `[a-z0-9_-]`, at most 64 characters.
    package let id: String
    /// Who may see and change it, and whose eyes its deliveries are cut to.
    package let owner: SubscriptionOwner
    package var description: String
    package var channel: SubscriptionChannel
    package var filter: EventFilter
    package var status: SubscriptionStatus
    package var limits: DeliveryLimits
    /// What the owner has asked of the fan-out lately, oldest first, at most `requestsMax`.
    package var requests: [DeliveryRequest]
    package let created: Timestamp
    package var changed: Timestamp
    /// Counts the writes from 1; a verdict on the endpoint names the revision it was passed on.
    package var revision: Int64

    package static let requestsMax = 16

    package init(
        id: String,
        owner: SubscriptionOwner,
        description: String = "",
        channel: SubscriptionChannel,
        filter: EventFilter = EventFilter(),
        status: SubscriptionStatus = .active,
        limits: DeliveryLimits = DeliveryLimits(),
        requests: [DeliveryRequest] = [],
        created: Timestamp,
        changed: Timestamp? = nil,
        revision: Int64 = 1
    ) {
        self.id = id
        self.owner = owner
        self.description = description
        self.channel = channel
        self.filter = filter
        self.status = status
        self.limits = limits
        self.requests = requests
        self.created = created
        self.changed = changed ?? created
        self.revision = revision
    }

    /// Adds a request; the oldest make room.
    package mutating func request(_ kind: DeliveryRequest.Kind, at now: Timestamp) {
        let number = (requests.last?.number ?? 0) + 1
        requests.append(DeliveryRequest(number: number, at: now, kind: kind))
        requests.removeFirst(max(0, requests.count - Self.requestsMax))
    }
}

package enum SubscriptionStatus: Equatable, Sendable {
    case active
    /// By its owner: deliveries wait and do not age.
    case paused
    /// The endpoint is gone (410), or somebody with the right to has ended it: nothing is
    /// delivered and nothing new waits. The reason is a sentence for people.
    case disabled(reason: String)
}

/// What an owner asks of the fan-out, beside what happens by itself.
package struct DeliveryRequest: Equatable, Sendable {
    package enum Kind: Equatable, Sendable {
        /// One event of type `test`, to see that the endpoint works.
        case test
        /// One parked delivery, by its webhook-id.
        case resend(String)
        /// Every parked delivery whose event happened at or after this time.
        case recover(since: Timestamp)
    }

    /// Counts the subscription's requests from 1; each is carried out once.
    package let number: Int64
    package let at: Timestamp
    package let kind: Kind

    package init(number: Int64, at: Timestamp, kind: Kind) {
        self.number = number
        self.at = at
        self.kind = kind
    }
}
