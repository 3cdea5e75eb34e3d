import ArgumentParser
import Broker
import Foundation
import KafkaChannel
import StrictYAML

/// Where the broker's files are and which Kafka it talks to; shared by the verbs.
struct BrokerOptions: ParsableArguments {
    @Option(help: "Kafka to use, HOST:PORT,… Overrides the configuration.")
    var kafka: String?

    @Option(help: "Configuration file (default: deploy/config/incident-broker.yaml of the home).")
    var config: String?

    @Option(
        help: """
            The broker's home: where policy, dialects and schemas are. Default: \
            $INCIDENT_BROKER_HOME, this folder, or the one the program was built in.
            """
    )
    var home: String?

    /// The configuration, with what the command line says on top; faults end the program.
    func configuration() throws -> BrokerConfiguration {
        let file = file
        let text = try Self.read(file)
        let (configuration, diagnostics) = BrokerConfiguration.load(text: text, file: file)
        guard var configuration else {
            for diagnostic in diagnostics { Terminal.tell(diagnostic.description) }
            throw ExitStatus.badConfiguration
        }
        if let kafka { configuration.bootstrap = kafka }
        return configuration
    }

    var folder: String { BrokerHome.find(home) }

    /// The configuration's file.
    var file: String {
        config ?? BrokerHome.path("deploy/config/incident-broker.yaml", in: folder)
    }

    /// Everything the broker obeys, loaded and linted; faults end the program.
    func material() throws -> BrokerMaterial {
        let (material, diagnostics) = BrokerMaterial.load(try configuration(), home: folder)
        for diagnostic in diagnostics { Terminal.tell(diagnostic.description) }
        guard let material else { throw ExitStatus.badConfiguration }
        return material
    }

    /// A channel to the Kafka named; without one there is nothing to talk to.
    func channel(_ configuration: BrokerConfiguration) throws -> KafkaChannel {
        guard !configuration.bootstrap.isEmpty else {
            Terminal.tell("no Kafka named: give --kafka HOST:PORT, or kafka.bootstrap in --config")
            throw ExitCode(64)
        }
        do {
            return KafkaChannel(try configuration.kafkaSettings(), reporter: KafkaTalk.report)
        } catch {
            Terminal.tell("kafka.settings: \(error)")
            throw ExitStatus.badConfiguration
        }
    }

    static func read(_ file: String) throws -> String {
        do {
            return try String(contentsOfFile: file, encoding: .utf8)
        } catch {
            Terminal.tell("cannot read \(file)")
            throw ExitStatus.badConfiguration
        }
    }
}

/// Finding the folder that holds `deploy/policy` and the rest.
enum BrokerHome {
    static let mark = "deploy/policy/datafordeler.yaml"

    static func find(_ given: String?) -> String {
        if let given { return given }
        let environment = ProcessInfo.processInfo.environment["INCIDENT_BROKER_HOME"] ?? ""
        if !environment.isEmpty { return environment }
        let files = FileManager.default
        let here = files.currentDirectoryPath
        if files.fileExists(atPath: path(mark, in: here)) { return here }
        var folder = URL(filePath: CommandLine.arguments.first ?? "").standardizedFileURL
        if let program = try? files.destinationOfSymbolicLink(atPath: "/proc/self/exe") {
            folder = URL(filePath: program)
        }
        while folder.path() != "/", folder.pathComponents.count > 1 {
            folder.deleteLastPathComponent()
            if files.fileExists(atPath: path(mark, in: folder.path())) { return folder.path() }
            let shared = folder.appending(path: "share/incident-broker").path()
            if files.fileExists(atPath: path(mark, in: shared)) { return shared }
        }
        return here
    }

    static func path(_ file: String, in folder: String) -> String {
        file.hasPrefix("/") ? file : folder + (folder.hasSuffix("/") ? "" : "/") + file
    }
}
