internal import Crypto
package import Messaging

/// Answers that are given again to the same request (draft-ietf-httpapi-idempotency-key-header).
///
/// A value, bounded in entries and bytes; kept in memory only, since an answer may hold a secret.
/// After a restart a repeated creation is a second one, and a client sees it in the list.
package struct IdempotencyTable: Sendable {
    package static let entriesMax = 10_000
    package static let bytesMax = 16 << 20
    package static let lifetimeSeconds: Int64 = 24 * 3600

    package struct Key: Hashable, Sendable {
        /// Who asked: keys of different callers are different.
        let caller: String
        let text: String

        package init(caller: String, text: String) {
            self.caller = caller
            self.text = text
        }
    }

    package enum Beginning: Equatable, Sendable {
        /// Nobody has asked so before: to be answered, and then told to `finish` or `abandon`.
        case fresh
        case replay(APIResponse)
        /// The same key came with another request.
        case mismatch
        case inProgress
        /// Too many are under way at once.
        case full
    }

    private enum State: Sendable {
        case inProgress
        case answered(APIResponse)
    }

    private struct Entry: Sendable {
        let number: Int
        let fingerprint: [UInt8]
        let at: Timestamp
        var state = State.inProgress
        var bytes: Int {
            guard case .answered(let response) = state else { return 0 }
            return response.body.count
        }
    }

    private var entries: [Key: Entry] = [:]
    /// In the order of their beginning; those that were abandoned stand there still.
    private var order: [(key: Key, number: Int)] = []
    private var first = 0
    private var begun = 0
    private var bytes = 0

    package init() {}

    package var count: Int { entries.count }

    /// What tells one request from another.
    package static func fingerprint(of request: APIRequest) -> [UInt8] {
        var hash = SHA256()
        for part in [request.method, request.path, request.query ?? ""] {
            hash.update(data: Array("\(part.utf8.count) \(part)".utf8))
        }
        hash.update(data: request.body)
        return Array(hash.finalize())
    }

    package mutating func begin(
        _ key: Key,
        fingerprint: [UInt8],
        at now: Timestamp
    ) -> Beginning {
        makeRoom(at: now)
        if let entry = entries[key] {
            guard entry.fingerprint == fingerprint else { return .mismatch }
            guard case .answered(let response) = entry.state else { return .inProgress }
            return .replay(response)
        }
        guard entries.count < Self.entriesMax else { return .full }
        begun += 1
        entries[key] = Entry(number: begun, fingerprint: fingerprint, at: now)
        order.append((key, begun))
        return .fresh
    }

    package mutating func finish(_ key: Key, _ response: APIResponse) {
        guard entries[key] != nil else { return }
        entries[key]?.state = .answered(response)
        bytes += response.body.count
    }

    /// It was not answered in a way that would hold: the next try is a first one.
    package mutating func abandon(_ key: Key) {
        entries[key] = nil
    }

    /// Lets go of what is too old, and of the oldest where there is too much.
    private mutating func makeRoom(at now: Timestamp) {
        let oldest = now.adding(seconds: -Self.lifetimeSeconds)
        while first < order.count {
            let (key, number) = order[first]
            guard let entry = entries[key], entry.number == number else {
                first += 1
                continue
            }
            let isTooMuch = entries.count >= Self.entriesMax || bytes >= Self.bytesMax
            guard entry.at <= oldest || isTooMuch else { break }
            // What is under way stays, whatever it costs: it would be done twice.
            guard case .answered = entry.state else { break }
            bytes -= entry.bytes
            entries[key] = nil
            first += 1
        }
        guard first > order.count / 2 else { return }
        order.removeFirst(first)
        first = 0
    }
}
