import Streaming

/// Calls Kafka for a command; a failure is told and ends the program with the right status.
enum KafkaCall {
    static func reporting<Answer>(
        _ call: () throws(ChannelFailure) -> Answer
    ) throws -> Answer {
        do {
            return try call()
        } catch {
            Terminal.tell("Kafka can't be used: \(error.code)")
            throw ExitStatus.unavailable
        }
    }
}
