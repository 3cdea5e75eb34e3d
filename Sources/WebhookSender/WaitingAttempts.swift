package import Fanout

/// Attempts that wait for others to end, in the order they came; each can be taken out.
package struct WaitingAttempts {
    package init() {}

    private var requests: [UInt64: AttemptRequest] = [:]
    /// Of all that came, those taken out included until their turn.
    private var order: [UInt64] = []
    private var next = 0

    package var count: Int { requests.count }

    /// A number that waits already is overwritten in its place.
    package mutating func append(_ request: AttemptRequest) {
        if requests.updateValue(request, forKey: request.number) == nil {
            order.append(request.number)
        }
        // Those taken out must not pile up before their turn.
        if order.count - next > 2 * requests.count + 1_024 {
            order = order[next...].filter { requests[$0] != nil }
            next = 0
        }
    }

    package mutating func popFirst() -> AttemptRequest? {
        while next < order.count {
            let number = order[next]
            next += 1
            if next > 1_024, next * 2 > order.count {
                order.removeFirst(next)
                next = 0
            }
            if let request = requests.removeValue(forKey: number) { return request }
        }
        return nil
    }

    package mutating func remove(_ number: UInt64) {
        requests[number] = nil
    }
}
