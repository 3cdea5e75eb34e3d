internal import Hummingbird

/// The connection a request came on, to be closed when its time is up.
struct ConnectionContext: InitializableFromSource {
    /// Closes the connection after so long, unless what is returned is called before.
    let closing: @Sendable (_ after: Duration) -> @Sendable () -> Void
    /// No more will be written; what the client still sends is read, so that it gets to read the
    /// answer, until the connection's time is up.
    let closeOutput: @Sendable () -> Void

    init(source: ApplicationRequestContextSource) {
        let channel = source.channel
        closing = { limit in
            let timer = channel.eventLoop.scheduleTask(in: .init(limit)) {
                channel.close(mode: .all, promise: nil)
            }
            return { timer.cancel() }
        }
        closeOutput = { channel.close(mode: .output, promise: nil) }
    }
}
