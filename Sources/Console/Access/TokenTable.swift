package import Messaging

/// All tokens that are recognised.
package struct TokenTable: Sendable {
    package static let tokensMax = 1_000

    private let tokens: [AccessToken]

    package init(_ tokens: [AccessToken] = []) {
        self.tokens = Array(tokens.prefix(Self.tokensMax))
    }

    package var count: Int { tokens.count }

    /// Who bears the token that an `Authorization` header shows.
    package func caller(authorization: String?, at now: Timestamp) throws(Problem) -> Caller {
        guard let authorization else { throw Problem(.tokenMissing) }
        let words = authorization.split(separator: " ", maxSplits: 1)
        guard words.count == 2, words[0].lowercased() == "bearer",
            (16...512).contains(words[1].utf8.count)
        else { throw Problem(.tokenInvalid) }
        let hash = AccessToken.hash(of: String(words[1]))
        // All of them are compared, and each to its end: how long it takes tells nothing.
        var found: AccessToken?
        for token in tokens where Self.isSame(token.hash, hash) { found = token }
        guard let found, found.expires.map({ now < $0 }) ?? true else {
            throw Problem(.tokenInvalid)
        }
        return found.caller
    }

    private static func isSame(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
