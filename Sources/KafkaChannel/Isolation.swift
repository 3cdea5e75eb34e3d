/// Whether a reader sees records of transactions that were aborted or are still open.
package enum Isolation: String, Sendable {
    case committed = "read_committed"
    case uncommitted = "read_uncommitted"
}
