internal import Crypto
package import Fanout
package import Messaging

/// What a token's bearer may do, each role all of the former's.
package enum Role: String, CaseIterable, Comparable, Sendable {
    case reader
    case writer
    case `operator`

    private var rank: Int {
        switch self {
        case .reader: 0
        case .writer: 1
        case .operator: 2
        }
    }

    package static func < (left: Role, right: Role) -> Bool { left.rank < right.rank }
}

/// A token as it is kept: what it is worth, and the hash by which it is recognised.
package struct AccessToken: Equatable, Sendable {
    package let caller: Caller
    /// SHA-256 of the token's characters.
    package let hash: [UInt8]
    package let expires: Timestamp?

    package init(caller: Caller, hash: [UInt8], expires: Timestamp? = nil) {
        precondition(hash.count == SHA256.byteCount, "a SHA-256 hash")
        self.caller = caller
        self.hash = hash
        self.expires = expires
    }

    /// The hash to keep of a token.
    package static func hash(of token: String) -> [UInt8] {
        Array(SHA256.hash(data: Array(token.utf8)))
    }
}

/// Who asks.
package struct Caller: Equatable, Sendable {
    /// The token's name, for logs; of a system, not of a person.
    package let name: String
    package let owner: SubscriptionOwner
    package let role: Role

    package init(name: String, owner: SubscriptionOwner, role: Role) {
        self.name = name
        self.owner = owner
        self.role = role
    }

    /// Operators of the authority look after everybody's subscriptions.
    package var seesAll: Bool { owner == .itsm && role == .operator }

    package func owns(_ subscription: Subscription) -> Bool {
        seesAll || subscription.owner == owner
    }
}
