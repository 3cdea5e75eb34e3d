import ArgumentParser
import Reports

struct ExportCommand: ParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        /// Object-centric event log 2.0, JSON.
        case ocel
        /// IEEE 1849, XML.
        case xes
    }

    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "The event log for process-mining tools: OCEL 2.0 or XES.",
        discussion: "Holds numbers, ids and parties only: no texts, no persons."
    )

    @OptionGroup var broker: BrokerOptions
    @OptionGroup var source: HistoryOptions

    @Option(help: "ocel or xes.")
    var format: Format = .ocel

    func run() throws {
        let history = try source.history(broker)
        switch format {
        case .ocel: OCELWriter(emit: Terminal.write).write(history)
        case .xes: XESWriter { Terminal.write(Array($0.utf8)) }.write(history)
        }
    }
}
