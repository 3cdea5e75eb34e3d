import Fanout
import JSON
import Messaging
import Testing

@Suite("Lanes")
struct LaneTests {
    static let start = Timestamp(milliseconds: 1_795_420_800_000)

    private func delivery(_ sequence: Int64, note: String? = nil) -> Delivery {
        Delivery(
            sequence: sequence,
            name: "note-added",
            at: Self.start,
            by: "spoc",
            status: "in-progress",
            priority: IncidentEvent.Priority(category: "B", expedited: true),
            note: note.map { DeliveredText(Array($0.utf8), max: 20) }
        )
    }

    @Test func `a lane reads back as it was written, wherever it stands`() throws {
        let parser = JSONParser()
        var lane = Lane(address: "https://x.example.dk")
        func check() throws {
            #expect(try Lane(json: parser.parse(lane.json)) == lane)
        }
        try check()
        #expect(Bool(lane.queue(delivery(1, note: "æøå"), at: Self.start)))
        #expect(
            Bool(lane.queue(delivery(2, note: String(repeating: "x", count: 21)), at: Self.start))
        )
        lane.begin()
        try check()
        lane.postpone(to: Self.start.adding(seconds: 5), failure: "http-500")
        try check()
        lane.begin()
        lane.parkHead(at: Self.start, failure: "http-500")
        try check()
        lane.begin()
        lane.deliver(at: Self.start.adding(seconds: 9))
        try check()
        #expect(lane.waiting.isEmpty)
        #expect(lane.reached?.sequence == 2)
    }

    @Test func `a parked delivery leaves a gap, before what waits and before what comes`() {
        var lane = Lane()
        for sequence in 1...2 as ClosedRange<Int64> {
            _ = lane.queue(delivery(sequence), at: Self.start)
        }
        lane.parkHead(at: Self.start, failure: "x")
        #expect(lane.head?.missed == 1)
        lane.parkHead(at: Self.start, failure: "x")
        _ = lane.queue(delivery(3), at: Self.start)
        #expect(lane.head?.missed == 2)
        let recovered = lane.recover(at: Self.start) { _ in true }
        #expect(recovered == 2)
        #expect(lane.waiting.map(\.sequence) == [1, 2, 3])
    }

    @Test func `a queue that grows too long parks its oldest, never what is under way`() {
        var lane = Lane()
        for sequence in 1...Int64(Lane.waitingMax) {
            _ = lane.queue(delivery(sequence), at: Self.start)
        }
        let none = lane.overflow(at: Self.start)
        #expect(none == nil)
        lane.begin()
        _ = lane.queue(delivery(101), at: Self.start)
        let parked = lane.overflow(at: Self.start)
        #expect(parked?.sequence == 2)
        #expect(lane.head?.sequence == 1)
        #expect(lane.isUnderWay)
        #expect(lane.waiting[1].missed == 1)
    }

    @Test func `an id is the same for the same delivery, and has no dot`() {
        let key = LaneKey(target: "sub_a", incident: "itsm-INC.1")
        let id = Delivery.id(lane: key, sequence: 7)
        #expect(id == Delivery.id(lane: key, sequence: 7))
        #expect(id != Delivery.id(lane: key, sequence: 8))
        #expect(!id.contains("."))
        #expect(id.count == 36)
    }

    @Test(arguments: ["a/itsm-1", "@cb-0011223344556677/itsm-1", "@ml-00/itsm-1"])
    func `a lane's key reads back`(text: String) {
        #expect(LaneKey(text)?.text == text)
    }

    @Test(arguments: ["@incident/itsm-1", "@requests/sub", "plain"])
    func `other keys are no lanes`(text: String) {
        #expect(LaneKey(text) == nil)
    }

    @Test func `a waiting delivery takes few bytes`() {
        var lane = Lane()
        _ = lane.queue(delivery(1), at: Self.start)
        #expect(lane.json.count < 250)
    }
}
