import ArgumentParser
import Broker
import Foundation
import KafkaChannel
import PolicyFile
import StrictYAML
import Translation

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Lints configuration, policy, dialects and schemas, with line and column.",
        discussion: """
            Without files: everything the configuration names. With files: these, each by what \
            it is (a policy, a dialect or a configuration). Exits 78 when there are errors.
            """
    )

    @OptionGroup var broker: BrokerOptions

    @Argument(help: "Files to check.")
    var files: [String] = []

    func run() throws {
        let diagnostics = files.isEmpty ? try everything() : try files.flatMap(check)
        for diagnostic in diagnostics { Terminal.print(diagnostic.description) }
        let errors = diagnostics.count { $0.severity == .error }
        let warnings = diagnostics.count - errors
        Terminal.tell("\(errors) errors, \(warnings) warnings")
        if errors > 0 { throw ExitStatus.badConfiguration }
    }

    private func everything() throws -> [Diagnostic] {
        let configuration = try broker.configuration()
        do {
            _ = try configuration.kafkaSettings(bootstrap: "localhost:9092")
        } catch {
            for fault in error.faults { Terminal.print("kafka.settings: error: \(fault)") }
            throw ExitStatus.badConfiguration
        }
        let (material, diagnostics) = BrokerMaterial.load(configuration, home: broker.folder)
        guard let material else { return diagnostics }
        return diagnostics + FanoutAssembly.faults(material, broker)
    }

    private func check(_ file: String) throws -> [Diagnostic] {
        let text = try BrokerOptions.read(file)
        let keys = text.split(separator: "\n").map { $0.prefix { $0 != ":" } }
        if keys.contains("dialect") { return DialectFile.load(text: text, file: file).1 }
        if keys.contains("policy") || keys.contains("rules") {
            return PolicyFile.load(text: text, file: file).1
        }
        return BrokerConfiguration.load(text: text, file: file).1
    }
}
