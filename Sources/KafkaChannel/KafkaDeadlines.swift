/// How long each kind of call may block its caller.
///
/// A call that runs out of time fails as retriable; the caller decides how often to resume it.
package struct KafkaDeadlines: Sendable {
    /// Metadata, committed offsets, seeking, admin requests.
    package var request: Duration = .seconds(10)
    /// One call of initialise, send offsets, commit or abort.
    package var transaction: Duration = .seconds(15)
    /// Waiting for room in a full producer queue.
    package var room: Duration = .seconds(10)
    /// Replaying without a single new record.
    package var progress: Duration = .seconds(30)
    /// Leaving a group; what is not done by then goes on unattended.
    package var close: Duration = .seconds(5)

    package init() {}
}
