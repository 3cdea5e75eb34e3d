import KafkaChannel

/// What Kafka clients say during a command, told to the person who runs it.
enum KafkaTalk {
    static let report: KafkaReporter = { report in
        switch report.content {
        case .line(let level, _, let text) where level <= 4:
            Terminal.tell("kafka: \(text)")
        case .condition(let code, let reason):
            Terminal.tell("kafka: \(code): \(reason)")
        case .failure(let call, let code, let reason):
            Terminal.tell("kafka: \(call): \(code): \(reason)")
        case .line, .statistics:
            break
        }
    }
}
