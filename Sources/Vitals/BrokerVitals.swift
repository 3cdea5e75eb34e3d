/// Everything that is counted and gauged of the broker: all names, labels and buckets stand here.
///
/// A gauge's value holds until it is set again; whoever reads state sets them before a scrape.
package struct BrokerVitals: Sendable {
    package let recordsIn: Family<Counter>
    package let recordsOut: Family<Counter>
    package let recordsRejected: Family<Counter>
    package let lagRecords: Family<Gauge>
    package let lagSeconds: Family<Gauge>
    package let stageDuration: Family<Histogram>
    package let transactions: Family<Counter>
    package let tasksDropped: Family<Counter>
    package let deadLetters: Family<Counter>
    package let deliveries: Family<Counter>
    package let deliveryDuration: Family<Histogram>
    package let deliveriesWaiting: Family<Gauge>
    package let deliveriesParked: Family<Gauge>
    package let oldestUndelivered: Family<Gauge>
    package let attempts: Family<Counter>
    package let attemptsFailed: Family<Counter>
    package let endpoints: Family<Gauge>
    package let deadlines: Family<Gauge>
    package let deviationsOpen: Family<Gauge>
    package let requests: Family<Counter>
    package let requestDuration: Family<Histogram>
    package let registry: VitalsRegistry

    /// Seconds: from a quick commit to one that somebody waits for.
    package static let stageBuckets = [
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10,
    ]
    /// Seconds: from a webhook that is taken at once to the end of the retry schedule.
    package static let deliveryBuckets = [
        0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30, 300, 1_800, 7_200, 43_200, 259_200,
    ]

    package init(labels words: Labels, build: Build) {
        let stage = Label.open("stage", words.stages)
        recordsIn = Family(
            "broker_records_in",
            "Records read and accounted for, by stage.",
            labels: [stage],
            series: Counter.init
        )
        recordsOut = Family(
            "broker_records_out",
            "Records written in committed transactions, by stage.",
            labels: [stage],
            series: Counter.init
        )
        recordsRejected = Family(
            "broker_records_rejected",
            "Records read that could not be taken, by stage.",
            labels: [stage],
            series: Counter.init
        )
        lagRecords = Family(
            "broker_lag_records",
            "Records on a stage's topics that it has not read yet.",
            labels: [stage],
            series: Gauge.init
        )
        lagSeconds = Family(
            "broker_lag_seconds",
            "Age of the oldest record that a stage has not read yet.",
            unit: "seconds",
            labels: [stage],
            series: Gauge.init
        )
        stageDuration = Family(
            "broker_stage_duration_seconds",
            "From a record's own time to the commit of everything that came of it, by stage.",
            unit: "seconds",
            labels: [stage]
        ) { Histogram(bounds: Self.stageBuckets) }
        transactions = Family(
            "broker_transactions",
            "Transactions by how they ended.",
            labels: [stage, .closed("outcome", TransactionOutcome.allCases.map(\.rawValue))],
            series: Counter.init
        )
        tasksDropped = Family(
            "broker_tasks_dropped",
            "Tasks that were given up after a fault and begun anew, by stage.",
            labels: [stage],
            series: Counter.init
        )
        deadLetters = Family(
            "broker_dead_letters",
            "Dead letters written, by the code of the rejection.",
            labels: [.open("code", words.deadLetterCodes)],
            series: Counter.init
        )
        let fanout = FanoutFamilies(words)
        deliveries = fanout.deliveries
        deliveryDuration = fanout.deliveryDuration
        deliveriesWaiting = fanout.deliveriesWaiting
        deliveriesParked = fanout.deliveriesParked
        oldestUndelivered = fanout.oldestUndelivered
        attempts = fanout.attempts
        attemptsFailed = fanout.attemptsFailed
        endpoints = fanout.endpoints
        deadlines = Family(
            "broker_deadlines",
            "Deadlines of open incidents, by how they stand.",
            labels: [.closed("state", DeadlineState.allCases.map(\.rawValue))],
            series: Gauge.init
        )
        deviationsOpen = Family(
            "broker_deviations_open",
            "Deviations from the policy that stand on open incidents, by principle.",
            labels: [.open("principle", Self.principles)],
            series: Gauge.init
        )
        let route = Label.open("route", words.routes)
        requests = Family(
            "broker_requests",
            "Requests to the HTTP API, by route and class of the answer.",
            labels: [route, .closed("class", ["2xx", "3xx", "4xx", "5xx"])],
            series: Counter.init
        )
        requestDuration = Family(
            "broker_request_duration_seconds",
            "How long requests to the HTTP API took, by route.",
            unit: "seconds",
            labels: [route]
        ) { Histogram(bounds: [0.001, 0.005, 0.025, 0.1, 0.5, 2.5]) }
        registry = VitalsRegistry([
            FactFamily(
                "broker_build",
                "What is running.",
                facts: [
                    ("version", build.version), ("commit", build.commit), ("swift", build.swift),
                ]
            ),
            recordsIn, recordsOut, recordsRejected, lagRecords, lagSeconds, stageDuration,
            transactions, tasksDropped, deadLetters, deliveries, deliveryDuration,
            deliveriesWaiting, deliveriesParked, oldestUndelivered, attempts, attemptsFailed,
            endpoints, deadlines, deviationsOpen, requests, requestDuration,
        ])
    }
}
