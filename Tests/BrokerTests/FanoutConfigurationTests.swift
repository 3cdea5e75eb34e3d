import Broker
import Fanout
import Foundation
import StrictYAML
import Testing

@Suite("Configuration of the fan-out")
struct FanoutConfigurationTests {
    private func load(_ text: String) -> (BrokerConfiguration?, [Diagnostic]) {
        BrokerConfiguration.load(text: text, file: "c.yaml")
    }

    @Test func `what is shipped says the defaults`() throws {
        let file = SimulatedBroker.root + "deploy/config/incident-broker.yaml"
        let text = try String(contentsOfFile: file, encoding: .utf8)
        let shipped = try #require(load(text).0)
        let bare = try #require(load("application: x").0)
        var fanout = shipped.fanout
        #expect(!fanout.home.isEmpty)
        fanout.home = ""
        #expect(fanout.limits.retries == RetrySchedule.standard.waits)
        fanout.limits = DeliveryLimits()
        #expect(fanout == bare.fanout)
        #expect(shipped.console == bare.console)
    }

    @Test func `every key is read`() throws {
        let text = """
            fanout:
              enabled: true
              key: {file: keys}
              callbacks: {hosts: {itsm: [a.example.dk, '*.b.dk']}, registerHosts: [mat.dk]}
              callbackKey: {variable: CALLBACK}
              httpsOnly: false
              networks: [10.0.0.0/8, 'fd00::/8']
              tlsFolder: tls
              authoritiesFile: ca.pem
              mail: {server: 'mail:25', sender: b@x.dk, security: tls, user: u, passwordFile: p,
                toReporters: true}
              limits: {timeoutSeconds: 5, retrySeconds: [0, 9], perSecond: 3, concurrency: 2}
              underWayMax: 7
              since: '2026-12-01T00:00:00Z'
              home: https://b.dk
              subscriptions:
                - {id: s1, owner: 'register:MAT', url: 'https://m.dk', secretFile: s, types: [test]}
                - {id: s2, owner: spoc, mail: s@spoc.dk, categories: [A], revision: 4}
            console: {listen: '0.0.0.0:8443', tokensFile: t, openMetrics: true}
            """
        let (configuration, diagnostics) = load(text)
        #expect(diagnostics.isEmpty)
        let fanout = try #require(configuration?.fanout)
        #expect(fanout.callbacks.hosts == ["itsm": ["a.example.dk", "*.b.dk"]])
        #expect(!fanout.callbacks.httpsOnly)
        #expect(fanout.networks.count == 2)
        #expect(fanout.mail.security == .tls && fanout.mail.toReporters)
        #expect(fanout.limits.retries == [.zero, .seconds(9)])
        #expect(fanout.subscriptions.map(\.revision) == [1, 4])
        #expect(fanout.subscriptions.map(\.owner) == [.register("MAT"), .spoc])
        #expect(configuration?.console.listen == "0.0.0.0:8443")
    }

    @Test(arguments: [
        ("fanout: {enable: true}", "unknown key"),
        ("fanout: {enabled: true}", "'home' is missing"),
        ("fanout: {enabled: true, home: 'https://b.dk/'}", "without a slash"),
        (
            "fanout: {enabled: true, home: 'https://b.dk', callbacks: {hosts: {itsm: [a.dk]}}}",
            "callbackKey"
        ),
        ("fanout: {callbacks: {hosts: {itsm: [localhost]}}}", "a host"),
        ("fanout: {since: tomorrow}", "a moment"),
        ("fanout: {networks: [10.0.0.0/33]}", "a network"),
        ("fanout: {mail: {server: mail}}", "host:port"),
        ("fanout: {limits: {retrySeconds: []}}", "waits"),
        ("fanout: {limits: {timeoutSeconds: 61}}", "1...60"),
        ("fanout: {key: {file: a, variable: B}}", "not both"),
        ("fanout: {subscriptions: [{id: s, owner: spoc}]}", "'url' and 'secretFile'"),
        ("fanout: {subscriptions: [{id: S, owner: spoc, mail: a@b.dk}]}", "a-z"),
        ("console: {listen: 'x:1'}", "tokensFile"),
    ])
    func `a fault is told where it is`(text: String, words: String) throws {
        let (configuration, diagnostics) = load(text)
        #expect(configuration == nil)
        let fault = try #require(diagnostics.first { $0.message.contains(words) })
        #expect(fault.position.line >= 1 && fault.position.column > 1)
    }

    @Test func `secrets are opened from files and variables, and sealed at once`() throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "fanout-configuration-\(ProcessInfo.processInfo.processIdentifier)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let key = Data(FanoutWorld.secret).base64EncodedString()
        try Data("# keys\nk1 \(key)\n".utf8).write(to: folder.appending(path: "keys"))
        try Data("whsec_\(key)\n".utf8).write(to: folder.appending(path: "secret"))
        let text = """
            fanout:
              enabled: true
              home: https://b.dk
              key: {file: keys}
              callbackKey: {variable: CALLBACK}
              subscriptions:
                - {id: s1, owner: spoc, url: 'https://m.dk/x', secretFile: secret}
            """
        var configuration = try #require(load(text).0)
        configuration.partitions = 4
        let material = try #require(
            BrokerMaterial.load(configuration, home: SimulatedBroker.root).0
        )
        let loading = FanoutLoading(
            material,
            home: folder.path(),
            environment: ["CALLBACK": "whsk_\(key)"]
        )
        #expect(!loading.hasErrors, "\(loading.diagnostics)")
        #expect(loading.settings.partitions == 4)
        #expect(loading.settings.callbackSecret?.textForReceiver.hasPrefix("whpk_") == true)
        #expect(loading.subscriptions.map(\.id) == ["s1"])
        let written = String(decoding: loading.subscriptions[0].json, as: UTF8.self)
        #expect(!written.contains(key))
        let without = FanoutLoading(material, home: folder.path(), environment: [:])
        #expect(without.hasErrors)
        #expect(without.diagnostics.contains { $0.message.contains("CALLBACK") })
    }

    @Test func `a process runs the fan-out only where it is enabled`() throws {
        let material = try #require(SimulatedBroker.material)
        #expect(material.stageNames == StageName.pipeline)
        var configuration = material.configuration
        configuration.fanout.isEnabled = true
        let enabled = try #require(
            BrokerMaterial.load(configuration, home: SimulatedBroker.root).0
        )
        #expect(enabled.stageNames == StageName.all)
        let settings = enabled.workerSettings(stage: StageName.fanout, instance: "x")
        #expect(settings.topics == [BrokerTopic.events])
        #expect(settings.changelog == BrokerTopic.deliveries)
        let outputs = Set(settings.outputs)
        #expect(
            outputs.isSuperset(of: [
                BrokerTopic.attempts, BrokerTopic.commands, BrokerTopic.notices,
                BrokerTopic.subscriptions, "itsm.updates", "portal.updates", "spoc.incidents",
            ])
        )
        #expect(!outputs.contains(BrokerTopic.deliveries))
    }
}
