/// How many sockets there have been.
package struct SocketCounts: Equatable, Sendable {
    package let opened: Int
    /// Not opened, since the address is one that must not be connected to.
    package let denied: Int
    package let closed: Int

    package init(opened: Int, denied: Int, closed: Int) {
        self.opened = opened
        self.denied = denied
        self.closed = closed
    }
}
