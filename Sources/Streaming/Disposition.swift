/// How one input record ended; the ledger accounts for every input offset with exactly one.
package enum Disposition: String, CaseIterable, Sendable {
    case accepted
    case duplicate
    case rejected
    case parked
}
