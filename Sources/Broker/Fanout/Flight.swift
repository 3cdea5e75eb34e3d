internal import Fanout
internal import Messaging

/// One attempt between its beginning, which is recorded, and its end.
struct Flight {
    let number: UInt64
    let partition: Int32
    let lane: LaneKey
    let delivery: Delivery
    /// Counts the delivery's attempts from 1.
    let attempt: Int
    let view: IncidentView
    let way: LaneTarget.Way
    let terms: EndpointTerms
    let began: Timestamp

    /// As the board of endpoints knows it.
    var endpoint: String { lane.endpoint }

    var id: String { delivery.id(lane: lane) }
}

/// What has ended, or is to be looked at again, in one partition.
enum FanoutSignal {
    case ended(Flight, AttemptResult, AttemptVerdict)
    case released(EndpointBoard.Release)
    /// A subscription was written or taken away.
    case changed(String)
    case forget(LaneKey)
    case recover(LaneKey, DeliveryRequest)
    /// A subscription's requests up to this one are carried out.
    case done(String, Int64)
}

/// What the stage has in hand for one partition, in memory only.
struct PartitionWork {
    /// Attempts asked for in the transaction that is open.
    var staged: [Flight] = []
    /// How many of them the records before this one asked for.
    var mark = 0
    var signals = Fifo<FanoutSignal>()
    /// Of each subscription the last request that is being carried out.
    var requested: [String: Int64] = [:]
}
