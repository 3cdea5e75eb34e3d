import Foundation

/// What a stretch of work has cost: seconds by the clock, and of processors.
struct Cost {
    var seconds = 0.0
    /// Of this process, without the thread that loads and waits.
    var processor = 0.0
    /// Of the Kafka beside it.
    var kafka = 0.0

    /// Runs the block on this thread and says what it cost.
    static func of(_ body: () throws -> Void, kafka: KafkaProcess) rethrows -> Cost {
        let before = (own: processor(), kafka: kafka.seconds())
        var cost = Cost()
        cost.seconds = try broker_bench.seconds(body)
        cost.processor = processor() - before.own
        cost.kafka = kafka.seconds() - before.kafka
        return cost
    }

    private static func processor() -> Double {
        var (process, thread) = (timespec(), timespec())
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &process)
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &thread)
        return Double(process.tv_sec - thread.tv_sec)
            + Double(process.tv_nsec - thread.tv_nsec) / 1e9
    }
}
