package import Fanout
package import KafkaChannel
package import Logging

/// What the fan-out stage of a process needs beside Kafka: the sender and the subscriptions.
package struct FanoutParts: Sendable {
    package let settings: FanoutSettings
    package let sender: SenderThread
    package let subscriptions: SharedSubscriptions
    /// Fills them; the stage decides nothing until it has reached the topic's end once.
    package let feed: TopicFeed

    /// - Parameters:
    ///   - loading: The section `fanout`, opened.
    ///   - makeSender: Makes the sender, on its thread.
    package init(
        _ loading: FanoutLoading,
        kafka: KafkaSettings,
        logger: Logger,
        makeSender: @escaping @Sendable () throws -> any AttemptSender
    ) {
        settings = loading.settings
        sender = SenderThread(
            make: makeSender,
            observe: { error in
                logger.error("sender not made", metadata: ["failure": "\(error)"])
            }
        )
        let reporter = KafkaLog.reporter(logger)
        let subscriptions = SharedSubscriptions(loading.subscriptions)
        self.subscriptions = subscriptions
        feed = TopicFeed(
            BrokerTopic.subscriptions,
            makeChannel: { KafkaChannel(kafka, reporter: reporter) },
            take: { subscriptions.apply($0) },
            observe: { failure in
                logger.warning(
                    "subscriptions not read",
                    metadata: ["failure": "\(failure.code)"]
                )
            }
        )
    }

    /// The stage, once every subscription is known; blocks its thread until then.
    func stage() -> FanoutStage {
        _ = feed.waitUntilReady()
        return FanoutStage(settings: settings, subscriptions: subscriptions, desk: sender)
    }

    func run() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await sender.run() }
            group.addTask { await feed.run() }
            await group.waitForAll()
        }
    }

    func stop() {
        sender.stop()
        feed.stop()
    }
}
