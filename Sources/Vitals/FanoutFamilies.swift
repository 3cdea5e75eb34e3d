/// What is counted and gauged of the fan-out.
struct FanoutFamilies {
    let deliveries: Family<Counter>
    let deliveryDuration: Family<Histogram>
    let deliveriesWaiting: Family<Gauge>
    let deliveriesParked: Family<Gauge>
    let oldestUndelivered: Family<Gauge>
    let attempts: Family<Counter>
    let attemptsFailed: Family<Counter>
    let endpoints: Family<Gauge>

    init(_ words: BrokerVitals.Labels) {
        deliveries = Family(
            "broker_deliveries",
            "Deliveries by what became of them.",
            labels: [.closed("outcome", BrokerVitals.DeliveryOutcome.allCases.map(\.rawValue))],
            series: Counter.init
        )
        deliveryDuration = Family(
            "broker_delivery_duration_seconds",
            "From an event to the answer of the endpoint that took it.",
            unit: "seconds"
        ) { Histogram(bounds: BrokerVitals.deliveryBuckets) }
        deliveriesWaiting = Family(
            "broker_deliveries_waiting",
            "Deliveries that have not reached their endpoint yet.",
            series: Gauge.init
        )
        deliveriesParked = Family(
            "broker_deliveries_parked",
            "Deliveries given up until somebody asks for them again.",
            series: Gauge.init
        )
        oldestUndelivered = Family(
            "broker_oldest_undelivered_seconds",
            "Age of the oldest event that waits for an endpoint.",
            unit: "seconds",
            series: Gauge.init
        )
        attempts = Family("broker_attempts", "Attempts that have ended.", series: Counter.init)
        attemptsFailed = Family(
            "broker_attempts_failed",
            "Attempts that failed, by the code of the failure.",
            labels: [.open("code", words.attemptFailures + BrokerVitals.Labels.commonAnswers)],
            series: Counter.init
        )
        endpoints = Family(
            "broker_endpoints",
            "Endpoints by how they do.",
            labels: [.open("state", words.endpointStates)],
            series: Gauge.init
        )
    }
}
