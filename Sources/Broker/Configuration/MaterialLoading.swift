internal import Foundation
internal import Incidents
internal import JSON
internal import PolicyFile
internal import StrictYAML
internal import Translation

/// Reads the policy, the dialects and the schemas from a home, and collects what is wrong.
struct MaterialLoading {
    struct Loaded {
        let policies: PolicyBook
        let translators: [String: Translator]
        let contracts: ContractSet
    }

    let configuration: BrokerConfiguration
    let home: String
    private(set) var diagnostics: [Diagnostic] = []

    init(configuration: BrokerConfiguration, home: String) {
        self.configuration = configuration
        self.home = home
    }

    mutating func load() -> Loaded? {
        let policies = loadPolicies()
        let contracts = loadContracts()
        let translators = loadTranslators()
        for name in dialectNames where translators[name] == nil {
            fault(configuration.dialectFolder, "there is no dialect \(name).yaml that can be used")
        }
        checkOrder(translators)
        guard let policies, !diagnostics.contains(where: { $0.severity == .error }) else {
            return nil
        }
        return Loaded(policies: policies, translators: translators, contracts: contracts)
    }

    /// Whether each party's dialects are meant for it, and can all be reached in their order.
    private mutating func checkOrder(_ translators: [String: Translator]) {
        for kind in PartyKind.allCases {
            let accepts: [String] =
                switch kind {
                case .itsm: configuration.itsm.accepts
                case .portal: configuration.portal.accepts
                case .spoc: configuration.spoc.accepts
                case .register: configuration.registers.accepts
                }
            let dialects = accepts.compactMap { translators[$0]?.dialect }
            diagnostics += DialectOrder.diagnostics(of: dialects, for: kind)
        }
    }

    /// The dialects the parties are configured with.
    private var dialectNames: [String] {
        let parties = [
            configuration.itsm, configuration.portal, configuration.spoc, configuration.registers,
        ]
        let answers = parties.map(\.answers).filter { $0 != "same" }
        return Set(parties.flatMap(\.accepts) + answers).sorted()
    }

    private mutating func loadPolicies() -> PolicyBook? {
        var files: [(file: String, text: String)] = []
        for file in configuration.policyFiles {
            guard let text = text(file) else { return nil }
            files.append((file, text))
        }
        let (policies, found) = PolicyFile.loadBook(files)
        diagnostics += found
        return policies
    }

    private mutating func loadTranslators() -> [String: Translator] {
        var translators: [String: Translator] = [:]
        for name in dialectNames {
            let file = "\(configuration.dialectFolder)/\(name).yaml"
            guard let text = text(file) else { continue }
            let (dialect, found) = DialectFile.load(text: text, file: file)
            diagnostics += found
            if let dialect { translators[name] = Translator(dialect) }
        }
        return translators
    }

    private mutating func loadContracts() -> ContractSet {
        var schemas: [String: JSONSchema] = [:]
        for folder in ["inbound", "outbound", "events", "broker"] {
            let path = "\(configuration.schemaFolder)/\(folder)"
            let names = try? FileManager.default.contentsOfDirectory(atPath: full(path))
            guard let names else {
                fault(path, "cannot be read")
                continue
            }
            for name in names.sorted() where name.hasSuffix(".json") {
                guard let text = text("\(path)/\(name)") else { continue }
                do {
                    schemas["\(folder)/\(name)"] = try JSONSchema(Array(text.utf8))
                } catch {
                    fault("\(path)/\(name)", "\(error)")
                }
            }
        }
        return ContractSet(schemas)
    }

    private mutating func text(_ file: String) -> String? {
        do {
            return try String(contentsOfFile: full(file), encoding: .utf8)
        } catch {
            fault(file, "cannot be read")
            return nil
        }
    }

    private func full(_ file: String) -> String {
        file.hasPrefix("/") ? file : home + (home.hasSuffix("/") ? "" : "/") + file
    }

    private mutating func fault(_ file: String, _ message: String) {
        diagnostics.append(
            Diagnostic(
                severity: .error,
                file: file,
                position: YAMLPosition(line: 1, column: 1),
                path: "",
                message: message
            )
        )
    }
}
