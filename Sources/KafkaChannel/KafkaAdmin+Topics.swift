import CRdKafka
package import Streaming

extension KafkaAdmin {
    /// Makes topics; one that is there already is left as it is.
    package func create(
        _ topics: [TopicDefinition]
    ) throws(ChannelFailure) -> [String: TopicCreation] {
        var outcomes: [String: TopicCreation] = [:]
        var requests: [OpaquePointer?] = []
        defer { for request in requests { rd_kafka_NewTopic_destroy(request) } }
        for topic in topics {
            switch Self.request(topic) {
            case .success(let request): requests.append(request)
            case .failure(let refusal): outcomes[topic.name] = refusal.creation
            }
        }
        guard !requests.isEmpty else { return outcomes }

        let answer = try ask(RD_KAFKA_ADMIN_OP_CREATETOPICS, "rd_kafka_CreateTopics") {
            rd_kafka_CreateTopics($0, &requests, requests.count, $1, $2)
        }
        var count = 0
        let result = rd_kafka_event_CreateTopics_result(answer.event)
        let results = rd_kafka_CreateTopics_result_topics(result, &count)
        for topic in UnsafeBufferPointer(start: results, count: count) {
            guard let name = rd_kafka_topic_result_name(topic) else { continue }
            outcomes[String(cString: name)] = Self.creation(topic)
        }
        return outcomes
    }

    /// Topics as they are; one that does not exist is absent from the answer.
    package func describe(
        _ names: [String]
    ) throws(ChannelFailure) -> [String: TopicDescription] {
        let shapes = try shapes(names)
        guard !shapes.isEmpty else { return [:] }
        let configurations = try configurations(shapes.keys.sorted())
        var descriptions: [String: TopicDescription] = [:]
        for (name, shape) in shapes {
            descriptions[name] = TopicDescription(
                name: name,
                partitions: shape.partitions,
                replicas: shape.replicas,
                configuration: configurations[name] ?? [:]
            )
        }
        return descriptions
    }

    /// Every topic the principal may see, Kafka's own among them.
    package func topicNames() throws(ChannelFailure) -> [String] {
        try client.metadata(ofAll: true, within: deadlines.request) { topics in
            topics.map { String(cString: $0.topic) }.sorted()
        }
    }

    private struct Refusal: Error {
        let creation: TopicCreation
    }

    private static func request(_ topic: TopicDefinition) -> Result<OpaquePointer, Refusal> {
        var reason = [CChar](repeating: 0, count: 512)
        guard
            let request = rd_kafka_NewTopic_new(
                topic.name,
                topic.partitions,
                topic.replicas,
                &reason,
                reason.count
            )
        else {
            let text = String(nulTerminated: reason)
            return .failure(Refusal(creation: .refused(code: "_INVALID_ARG", reason: text)))
        }
        for (key, value) in topic.configuration {
            rd_kafka_NewTopic_set_config(request, key, value)
        }
        return .success(request)
    }

    private static func creation(_ result: OpaquePointer?) -> TopicCreation {
        let code = rd_kafka_topic_result_error(result)
        switch code {
        case RD_KAFKA_RESP_ERR_NO_ERROR:
            return .created
        case RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS:
            return .existing
        default:
            let reason = rd_kafka_topic_result_error_string(result).map(String.init(cString:))
            return .refused(code: code.name, reason: reason ?? "")
        }
    }

    private func shapes(
        _ names: [String]
    ) throws(ChannelFailure) -> [String: (partitions: Int32, replicas: Int32)] {
        let wanted = Set(names)
        return try client.metadata(ofAll: true, within: deadlines.request) { topics in
            var shapes: [String: (partitions: Int32, replicas: Int32)] = [:]
            for topic in topics where topic.err == RD_KAFKA_RESP_ERR_NO_ERROR {
                let name = String(cString: topic.topic)
                guard wanted.contains(name), topic.partition_cnt > 0 else { continue }
                shapes[name] = (topic.partition_cnt, topic.partitions[0].replica_cnt)
            }
            return shapes
        }
    }

    private func configurations(
        _ names: [String]
    ) throws(ChannelFailure) -> [String: [String: TopicDescription.Entry]] {
        var requests: [OpaquePointer?] = names.map {
            rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, $0)
        }
        defer { for request in requests { rd_kafka_ConfigResource_destroy(request) } }
        let answer = try ask(RD_KAFKA_ADMIN_OP_DESCRIBECONFIGS, "rd_kafka_DescribeConfigs") {
            rd_kafka_DescribeConfigs($0, &requests, requests.count, $1, $2)
        }
        var count = 0
        let result = rd_kafka_event_DescribeConfigs_result(answer.event)
        let resources = rd_kafka_DescribeConfigs_result_resources(result, &count)
        var found: [String: [String: TopicDescription.Entry]] = [:]
        for resource in UnsafeBufferPointer(start: resources, count: count) {
            let code = rd_kafka_ConfigResource_error(resource)
            guard code == RD_KAFKA_RESP_ERR_NO_ERROR else {
                throw client.failure(code, in: "rd_kafka_DescribeConfigs")
            }
            guard let name = rd_kafka_ConfigResource_name(resource) else { continue }
            found[String(cString: name)] = Self.entries(resource)
        }
        return found
    }

    private static func entries(_ resource: OpaquePointer?) -> [String: TopicDescription.Entry] {
        var count = 0
        let entries = rd_kafka_ConfigResource_configs(resource, &count)
        var found: [String: TopicDescription.Entry] = [:]
        for entry in UnsafeBufferPointer(start: entries, count: count) {
            guard let name = rd_kafka_ConfigEntry_name(entry) else { continue }
            found[String(cString: name)] = TopicDescription.Entry(
                value: rd_kafka_ConfigEntry_value(entry).map(String.init(cString:)),
                isDefault: rd_kafka_ConfigEntry_source(entry)
                    != RD_KAFKA_CONFIG_SOURCE_DYNAMIC_TOPIC_CONFIG
            )
        }
        return found
    }
}
