/// The highest sequence number a sender's reports and updates have had.
package struct SenderSequence: Equatable, Sendable {
    package var party: Party
    package var highest: Int64

    package init(party: Party, highest: Int64) {
        self.party = party
        self.highest = highest
    }
}
