import ChannelConformance
import Messaging
import SimulatedKafka
import Testing

/// The in-memory Kafka must be as true as the real one: both pass the same suite.
@Suite("Channel conformance: simulated")
struct SimulatedConformanceTests {
    @Test(arguments: ChannelConformance.allCases)
    func `the simulated Kafka does what a channel must`(check: ChannelConformance) throws {
        let cluster = SimulatedCluster(now: Timestamp(milliseconds: 1))
        try check.check(
            ConformanceWorld(
                channel: SimulatedChannel(cluster: cluster),
                createTopic: { cluster.createTopic($0, partitions: $1) },
                append: { cluster.append($0) }
            )
        )
    }
}
