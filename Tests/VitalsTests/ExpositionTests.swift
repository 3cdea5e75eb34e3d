import Testing
import Vitals

/// The two texts, to the byte.
@Suite struct ExpositionTests {
    private static let families: [any ExposedFamily] = {
        let counted = Family(
            "broker_things",
            "Things, \"counted\".\nOn \\ lines.",
            labels: [.open("stage", ["intake"]), .closed("outcome", ["good", "bad"])],
            series: Counter.init
        )
        counted["intake", "good"].add(3)
        counted["elsewhere", "bad"].add()
        let gauged = Family(
            "broker_age_seconds",
            "Age.",
            unit: "seconds",
            series: Gauge.init
        )
        gauged[].set(.milliseconds(1_500))
        let spread = Family(
            "broker_wait_seconds",
            "Wait.",
            unit: "seconds",
            labels: [.closed("stage", ["case"])]
        ) { Histogram(bounds: [0.005, 1]) }
        for value in [0.005, 0.25, 7] { spread["case"].observe(value) }
        return [
            FactFamily("broker_build", "Build.", facts: [("version", "1.0 \"x\"\\\n")]),
            counted, gauged, spread,
        ]
    }()

    @Test func `Prometheus text 0.0.4, exactly`() {
        let text = VitalsRegistry(Self.families).exposition(.prometheus)
        #expect(
            text == #"""
                # HELP broker_build_info Build.
                # TYPE broker_build_info gauge
                broker_build_info{version="1.0 \"x\"\\\n"} 1
                # HELP broker_things_total Things, "counted".\nOn \\ lines.
                # TYPE broker_things_total counter
                broker_things_total{stage="intake",outcome="good"} 3
                broker_things_total{stage="intake",outcome="bad"} 0
                broker_things_total{stage="other",outcome="good"} 0
                broker_things_total{stage="other",outcome="bad"} 1
                # HELP broker_age_seconds Age.
                # TYPE broker_age_seconds gauge
                broker_age_seconds 1.5
                # HELP broker_wait_seconds Wait.
                # TYPE broker_wait_seconds histogram
                broker_wait_seconds_bucket{stage="case",le="0.005"} 1
                broker_wait_seconds_bucket{stage="case",le="1"} 2
                broker_wait_seconds_bucket{stage="case",le="+Inf"} 3
                broker_wait_seconds_sum{stage="case"} 7.255
                broker_wait_seconds_count{stage="case"} 3

                """#
        )
    }

    @Test func `OpenMetrics text 1.0.0, exactly`() {
        let text = VitalsRegistry(Self.families).exposition(.openMetrics)
        #expect(
            text == #"""
                # TYPE broker_build info
                # HELP broker_build Build.
                broker_build_info{version="1.0 \"x\"\\\n"} 1
                # TYPE broker_things counter
                # HELP broker_things Things, \"counted\".\nOn \\ lines.
                broker_things_total{stage="intake",outcome="good"} 3
                broker_things_total{stage="intake",outcome="bad"} 0
                broker_things_total{stage="other",outcome="good"} 0
                broker_things_total{stage="other",outcome="bad"} 1
                # TYPE broker_age_seconds gauge
                # UNIT broker_age_seconds seconds
                # HELP broker_age_seconds Age.
                broker_age_seconds 1.5
                # TYPE broker_wait_seconds histogram
                # UNIT broker_wait_seconds seconds
                # HELP broker_wait_seconds Wait.
                broker_wait_seconds_bucket{stage="case",le="0.005"} 1
                broker_wait_seconds_bucket{stage="case",le="1.0"} 2
                broker_wait_seconds_bucket{stage="case",le="+Inf"} 3
                broker_wait_seconds_sum{stage="case"} 7.255
                broker_wait_seconds_count{stage="case"} 3
                # EOF

                """#
        )
    }

    @Test(arguments: [
        (Double.infinity, "+Inf"), (-Double.infinity, "-Inf"), (Double.nan, "NaN"), (0, "0"),
        (-3, "-3"), (0.1, "0.1"), (9_007_199_254_740_992, "9007199254740992"),
    ])
    func `numbers are written as scrapers read them`(value: Double, text: String) {
        let gauged = Family("broker_value", "Value.", series: Gauge.init)
        gauged[].set(value)
        let lines = VitalsRegistry([gauged]).exposition(.prometheus).split(separator: "\n")
        #expect(lines.last == "broker_value \(text)")
    }

    @Test(
        arguments: [
            (nil, .prometheus), ("", .prometheus), ("*/*", .prometheus),
            ("text/plain", .prometheus),
            ("application/openmetrics-text", .openMetrics),
            ("application/openmetrics-text; version=\"1.0.0\"; charset=utf-8", .openMetrics),
            ("application/openmetrics-text;version=2.0.0", .prometheus),
            ("text/plain;q=0.5, application/openmetrics-text;version=1.0.0;q=0.6", .openMetrics),
            ("text/plain;q=0.7, application/openmetrics-text;version=1.0.0;q=0.6", .prometheus),
            ("application/openmetrics-text;q=0", .prometheus),
            ("application/openmetrics-text;q=7, text/html", .prometheus),
            ("application/json", .prometheus),
            (
                "application/openmetrics-text;version=1.0.0;q=0.5,"
                    + "application/openmetrics-text;version=0.0.1;q=0.4,"
                    + "text/plain;version=0.0.4;q=0.3,*/*;q=0.2", .openMetrics
            ),
        ] as [(String?, ExpositionFormat)]
    )
    func `the scraper's preference is obeyed`(accept: String?, format: ExpositionFormat) {
        #expect(ExpositionFormat.negotiated(accept: accept) == format)
    }
}
