/// The last messages taken in, so that one that is sent twice is known again.
///
/// Remembered with the party that sent them: nobody can make another's message look repeated.
package struct RecentMessages: Equatable, Sendable {
    package struct Entry: Equatable, Sendable {
        package let party: Party
        package let id: String

        package init(party: Party, id: String) {
            self.party = party
            self.id = id
        }
    }

    /// How many are remembered; the oldest is forgotten first.
    package static let entriesMax = 64
    /// Longer ids are remembered by their beginning and a digest of the whole.
    static let idLengthMax = 160

    /// Oldest first.
    package private(set) var entries: [Entry]

    package init(_ entries: [Entry] = []) {
        self.entries = Array(entries.suffix(Self.entriesMax))
    }

    package func contains(_ id: String, from party: Party) -> Bool {
        let short = Self.shortened(id)
        return entries.contains { $0.id == short && $0.party == party }
    }

    mutating func remember(_ id: String, from party: Party) {
        guard !contains(id, from: party) else { return }
        if entries.count == Self.entriesMax { entries.removeFirst() }
        entries.append(Entry(party: party, id: Self.shortened(id)))
    }

    private static func shortened(_ id: String) -> String {
        guard id.utf8.count > idLengthMax else { return id }
        // FNV-1a; good enough to tell a sender's own ids apart.
        let digest = id.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { digest, byte in
            (digest ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        return "\(id.prefix(idLengthMax / 2))#\(String(digest, radix: 16))"
    }
}
