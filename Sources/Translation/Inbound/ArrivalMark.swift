/// Marks a command is given on its way in, for the timeline.
package enum ArrivalMark: String, CaseIterable, Sendable {
    /// A moment further ahead than the sender's clock may be: not taken as evidence.
    case timeInFuture = "time.in-future"
    /// A moment nobody can read.
    case timeUnreadable = "time.unreadable"
    /// A text longer than the canonical message holds.
    case textShortened = "text.shortened"
    /// A value of another kind than the field's.
    case contentUnreadable = "content.unreadable"
}
