/// Makes attempts, many at a time.
///
/// Used from one thread, but for `wake`. Every number submitted comes back in exactly one
/// result, unless it was abandoned or the sender closed before.
package protocol AttemptSender: AnyObject {
    /// Begins an attempt, or queues it within the sender's own bounds; blocks for nothing.
    ///
    /// An attempt that cannot begin fails in `completed`, like any other.
    func submit(_ request: AttemptRequest)

    /// What has ended since the last call; drives the attempts meanwhile, and blocks for at most
    /// `wait`, shorter when something ends or `wake` is called.
    func completed(wait: Duration) -> [AttemptResult]

    /// Submitted and not yet told to have ended.
    var inFlight: Int { get }

    /// Lets go of an attempt: its connection is closed, and no result comes.
    func abandon(_ number: UInt64)

    /// Makes a `completed` that waits return, from whichever thread; after `close` it does
    /// nothing.
    var wake: @Sendable () -> Void { get }

    /// Lets go of everything; idempotent.
    func close()
}
