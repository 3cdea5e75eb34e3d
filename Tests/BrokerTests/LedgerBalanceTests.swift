import Broker
import Messaging
import Streaming
import Testing

/// The ledger's verdicts, each on the smallest Kafka that shows it.
@Suite("Ledger balance")
struct LedgerBalanceTests {
    let position = TopicPartition("itsm.incidents", 0)

    private func entry(
        _ from: Int64,
        _ to: Int64,
        accepted: Int,
        rejected: [Int64] = []
    ) -> LedgerEntry {
        LedgerEntry(
            stage: "intake",
            position: position,
            from: from,
            to: to,
            counts: [.accepted: accepted, .rejected: rejected.count],
            exceptions: rejected.map { .init(offset: $0, outcome: .rejected) }
        )
    }

    private func findings(
        _ entries: [LedgerEntry],
        offsets: [Int64],
        committed: Int64?
    ) -> [LedgerBalance.Finding] {
        var balance = LedgerBalance()
        for entry in entries { balance.add(entry) }
        balance.settle(stage: "intake", position, offsets: offsets, committed: committed)
        balance.finish()
        return balance.findings
    }

    @Test func `a ledger that accounts for every record once balances`() {
        let entries = [entry(0, 1, accepted: 1, rejected: [1]), entry(3, 3, accepted: 1)]
        #expect(findings(entries, offsets: [0, 1, 3], committed: 4).isEmpty)
    }

    @Test func `lines in any order balance`() {
        let entries = [entry(2, 3, accepted: 2), entry(0, 1, accepted: 2)]
        #expect(findings(entries, offsets: [0, 1, 2, 3], committed: 4).isEmpty)
    }

    @Test func `records behind the committed offset may wait`() {
        #expect(findings([entry(0, 0, accepted: 1)], offsets: [0, 1, 2], committed: 1).isEmpty)
    }

    @Test func `a decided record on no line is missing`() {
        let found = findings([entry(0, 0, accepted: 1)], offsets: [0, 1], committed: 2)
        #expect(found == [.missing(stage: "intake", position, offset: 1)])
    }

    @Test func `a gap between two lines is missing`() {
        let entries = [entry(0, 0, accepted: 1), entry(2, 2, accepted: 1)]
        let found = findings(entries, offsets: [0, 1, 2], committed: 3)
        #expect(found == [.missing(stage: "intake", position, offset: 1)])
    }

    @Test func `a record on two lines is told`() {
        let entries = [entry(0, 1, accepted: 2), entry(1, 2, accepted: 2)]
        let found = findings(entries, offsets: [0, 1, 2], committed: 3)
        #expect(found.contains(.twice(stage: "intake", position, offset: 1)))
    }

    @Test func `a line for a record that is not committed is told`() {
        let found = findings([entry(0, 1, accepted: 2)], offsets: [0, 1], committed: 1)
        #expect(found == [.premature(stage: "intake", position, offset: 1)])
    }

    @Test func `a line that counts what is not there is unsound`() {
        let found = findings([entry(0, 1, accepted: 2)], offsets: [0], committed: 2)
        #expect(found.map(\.code) == ["unsound"])
    }

    @Test func `exceptions must be listed one by one`() {
        let odd = LedgerEntry(
            stage: "intake",
            position: position,
            from: 0,
            to: 0,
            counts: [.rejected: 1],
            exceptions: []
        )
        #expect(findings([odd], offsets: [0], committed: 1).map(\.code) == ["unsound"])
    }

    @Test func `lines about a partition that is not there are told`() {
        var balance = LedgerBalance()
        balance.add(entry(0, 0, accepted: 1))
        balance.finish()
        #expect(balance.findings.map(\.code) == ["unsound"])
    }

    @Test func `without committed offsets the last line is the horizon`() {
        #expect(findings([entry(0, 0, accepted: 1)], offsets: [0, 1], committed: nil).isEmpty)
    }
}
