package import Fanout
package import KafkaChannel
package import Streaming

internal import Messaging

/// Writes subscriptions on `broker.subscriptions`, for the console; used from one thread.
package final class SubscriptionWriter {
    private let writer: KafkaWriter

    package init(_ channel: KafkaChannel) throws(ChannelFailure) {
        writer = try channel.writer()
    }

    /// Written and acknowledged when it returns; blocks, bounded.
    package func write(_ subscription: Subscription) throws(ChannelFailure) {
        try send(subscription.id, subscription.json)
    }

    /// Takes a subscription away, and with it what the fan-out has said of its endpoint.
    package func remove(_ id: String) throws(ChannelFailure) {
        try send(id, nil)
        try send(EndpointVerdict.keyPrefix + id, nil)
    }

    package func close() {
        writer.close()
    }

    private func send(_ key: String, _ value: [UInt8]?) throws(ChannelFailure) {
        _ = try writer.send(
            ProducedRecord(
                topic: BrokerTopic.subscriptions,
                key: Array(key.utf8),
                value: value
            )
        )
    }
}
