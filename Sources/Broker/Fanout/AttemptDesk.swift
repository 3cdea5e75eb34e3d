package import Fanout

/// Where the fan-out hands its attempts over, and hears how they ended.
///
/// Used from the stage's thread; whoever makes the attempts may have one of its own.
package protocol AttemptDesk: AnyObject {
    /// A number that no attempt at this desk has had.
    func number() -> UInt64

    /// Takes attempts over, in order; blocks for nothing.
    func submit(_ requests: [AttemptRequest])

    /// No result is wanted any more; of attempts that are not known, nothing happens.
    func abandon(_ numbers: [UInt64])

    /// What has ended since the last call; blocks for nothing.
    func ended() -> [AttemptResult]
}

/// A desk and its sender on one thread, for tests and simulations.
package final class InlineDesk: AttemptDesk {
    private let sender: any AttemptSender
    private var last: UInt64 = 0

    package init(_ sender: any AttemptSender) {
        self.sender = sender
    }

    package func number() -> UInt64 {
        last += 1
        return last
    }

    package func submit(_ requests: [AttemptRequest]) {
        for request in requests { sender.submit(request) }
    }

    package func abandon(_ numbers: [UInt64]) {
        for number in numbers { sender.abandon(number) }
    }

    package func ended() -> [AttemptResult] {
        sender.completed(wait: .zero)
    }
}
