// swift-tools-version: 6.2
import PackageDescription

/// Every target of ours: Swift 6 mode, warnings are errors, explicit existentials.
let house: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
]

/// And what every message goes through, piece by piece: their bodies are open to the targets that
/// call them, as nearly all of them are shorter than a call.
let inlined =
    house + [.unsafeFlags(["-cross-module-optimization"], .when(configuration: .release))]

let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let heap: Target.Dependency = .product(name: "HeapModule", package: "swift-collections")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let lifecycle: Target.Dependency = .product(
    name: "ServiceLifecycle",
    package: "swift-service-lifecycle"
)
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let arguments: Target.Dependency = .product(
    name: "ArgumentParser",
    package: "swift-argument-parser"
)

// The dependency lists below are the architecture; the build holds them
// (`--explicit-target-dependency-import-check error` in deploy/test).
let package = Package(
    name: "incident-broker",
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // C edges: module maps and typed shims only.
        .systemLibrary(
            name: "CRdKafka",
            pkgConfig: "rdkafka",
            providers: [.apt(["librdkafka-dev"])]
        ),
        .systemLibrary(
            name: "CCurl",
            pkgConfig: "libcurl",
            providers: [.apt(["libcurl4-openssl-dev"])]
        ),
        .systemLibrary(name: "CMalloc"),
        .target(name: "CFetchPacing", linkerSettings: [.linkedLibrary("rdkafka")]),
        .target(
            name: "CSimdJSON",
            cxxSettings: [.unsafeFlags(["-O3", "-DNDEBUG"])],
            linkerSettings: [.linkedLibrary("simdjson")]
        ),

        // Pure: bytes and values.
        .target(name: "JSON", dependencies: ["CSimdJSON"], swiftSettings: inlined),
        .target(name: "StrictYAML", dependencies: [yams], swiftSettings: house),
        .target(name: "Messaging", dependencies: ["JSON"], swiftSettings: inlined),

        // Pure: the core and the data it obeys.
        .target(name: "Incidents", dependencies: ["JSON", "Messaging"], swiftSettings: house),
        .target(
            name: "PolicyFile",
            dependencies: ["Incidents", "Messaging", "StrictYAML"],
            swiftSettings: house
        ),
        .target(
            name: "Translation",
            dependencies: ["Incidents", "JSON", "Messaging", "StrictYAML", crypto],
            swiftSettings: house
        ),

        // Pure: what history tells, and what another policy would have made of it.
        .target(
            name: "Reports",
            dependencies: ["Incidents", "JSON", "Messaging"],
            swiftSettings: house
        ),
        .target(
            name: "Rehearsal",
            dependencies: ["Incidents", "JSON", "Messaging", "PolicyFile", "StrictYAML", heap],
            swiftSettings: house
        ),

        // Pure: who is told, when, and by what signed bytes.
        .target(
            name: "Fanout",
            dependencies: ["JSON", "Messaging", crypto, heap],
            swiftSettings: house
        ),

        // Pure: what is counted, and how a scraper reads it.
        .target(name: "Vitals", swiftSettings: house),

        // The runtime, its ports and the ports' two conformers.
        .target(
            name: "Streaming",
            dependencies: ["JSON", "Messaging", heap],
            swiftSettings: house
        ),
        .target(
            name: "SimulatedKafka",
            dependencies: ["Messaging", "Streaming"],
            swiftSettings: house
        ),
        .target(
            name: "KafkaChannel",
            dependencies: ["CFetchPacing", "CRdKafka", "Messaging", "Streaming"],
            swiftSettings: house
        ),

        // Attempts over the network: libcurl, and the guard at its sockets.
        .target(
            name: "WebhookSender",
            dependencies: ["CCurl", "Fanout", "Messaging"],
            swiftSettings: house
        ),

        // The stages and services, wired.
        .target(
            name: "Broker",
            dependencies: [
                "CMalloc", "Fanout", "Incidents", "JSON", "KafkaChannel", "Messaging",
                "PolicyFile", "Streaming", "StrictYAML", "Translation", "Vitals", crypto, lifecycle,
                logging,
            ],
            swiftSettings: house
        ),
        // The HTTP API: subscriptions, deliveries, health and metrics.
        .target(
            name: "Console",
            dependencies: [
                "Fanout", "JSON", "Messaging", "StrictYAML", "Vitals", crypto, hummingbird,
                lifecycle, logging,
            ],
            swiftSettings: house
        ),
        .target(
            name: "Parties",
            dependencies: ["JSON", "Messaging", "Streaming"],
            swiftSettings: house
        ),
        .executableTarget(
            name: "incident-broker",
            dependencies: [
                "Broker", "Console", "Fanout", "Incidents", "JSON", "KafkaChannel", "Messaging",
                "Parties", "PolicyFile", "Rehearsal", "Reports", "Streaming", "StrictYAML",
                "Translation", "Vitals", "WebhookSender", arguments, lifecycle, logging,
            ],
            swiftSettings: house
        ),

        // What it costs: the pipeline beside a bare librdkafka loop.
        .target(
            name: "CBareLoop",
            dependencies: ["CFetchPacing"],
            cSettings: [.unsafeFlags(["-O2"])],
            linkerSettings: [.linkedLibrary("rdkafka")]
        ),
        .executableTarget(
            name: "broker-bench",
            dependencies: [
                "Broker", "CBareLoop", "Fanout", "Incidents", "JSON", "KafkaChannel", "Messaging",
                "Rehearsal", "SimulatedKafka", "Streaming", "WebhookSender", arguments, logging,
            ],
            swiftSettings: house
        ),

        // Tests; the real program is tested from outside, in Tests/System and Tests/Contracts.
        .target(
            name: "TestSupport",
            path: "Tests/TestSupport",
            swiftSettings: house
        ),
        .target(
            name: "ChannelConformance",
            dependencies: ["Messaging", "Streaming"],
            path: "Tests/ChannelConformance",
            swiftSettings: house
        ),
        .testTarget(name: "JSONTests", dependencies: ["JSON"], swiftSettings: house),
        .testTarget(name: "StrictYAMLTests", dependencies: ["StrictYAML"], swiftSettings: house),
        .testTarget(
            name: "MessagingTests",
            dependencies: ["JSON", "Messaging"],
            swiftSettings: house
        ),
        .testTarget(
            name: "IncidentsTests",
            dependencies: ["Incidents", "JSON", "Messaging"],
            swiftSettings: house
        ),
        .testTarget(
            name: "ProcessTests",
            dependencies: ["Incidents", "JSON", "Messaging", "PolicyFile", "StrictYAML"],
            swiftSettings: house
        ),
        .testTarget(
            name: "PolicyFileTests",
            dependencies: ["Incidents", "Messaging", "PolicyFile", "StrictYAML"],
            exclude: ["Fixtures"],
            swiftSettings: house
        ),
        .testTarget(
            name: "TranslationTests",
            dependencies: ["Incidents", "JSON", "Messaging", "StrictYAML", "Translation"],
            swiftSettings: house
        ),
        .testTarget(
            name: "StreamingTests",
            dependencies: [
                "ChannelConformance", "JSON", "Messaging", "SimulatedKafka", "Streaming",
            ],
            swiftSettings: house
        ),
        .testTarget(
            name: "KafkaChannelTests",
            dependencies: [
                "ChannelConformance", "CRdKafka", "KafkaChannel", "Messaging", "Streaming",
                "TestSupport",
            ],
            resources: [.copy("Fixtures")],
            swiftSettings: house
        ),
        .testTarget(
            name: "BrokerTests",
            dependencies: [
                "Broker", "Fanout", "Incidents", "JSON", "Messaging", "Parties",
                "SimulatedKafka", "Streaming", "StrictYAML", "Translation", "Vitals",
            ],
            swiftSettings: house
        ),
        .testTarget(
            name: "ReportsTests",
            dependencies: ["Incidents", "JSON", "Messaging", "PolicyFile", "Reports"],
            swiftSettings: house
        ),
        .testTarget(
            name: "RehearsalTests",
            dependencies: [
                "Incidents", "JSON", "Messaging", "PolicyFile", "Rehearsal", "StrictYAML",
            ],
            swiftSettings: house
        ),
        .testTarget(
            name: "FanoutTests",
            dependencies: ["Fanout", "JSON", "Messaging"],
            swiftSettings: house
        ),
        .testTarget(
            name: "WebhookSenderTests",
            dependencies: ["Fanout", "Messaging", "TestSupport", "WebhookSender"],
            resources: [.copy("Fixtures")],
            swiftSettings: house
        ),
        .testTarget(name: "VitalsTests", dependencies: ["Vitals"], swiftSettings: house),
        .testTarget(
            name: "ConsoleTests",
            dependencies: [
                "Console", "Fanout", "JSON", "Messaging", "StrictYAML", "TestSupport", "Vitals",
                lifecycle, logging,
            ],
            swiftSettings: house
        ),
        .testTarget(name: "TidyTests", swiftSettings: house),
    ],
    cxxLanguageStandard: .cxx17
)
