import ArgumentParser

/// How data is printed on stdout.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    /// For people.
    case table
    /// One JSON document.
    case json
    /// One JSON object a line.
    case jsonl
}

struct OutputOptions: ParsableArguments {
    @Option(name: .shortAndLong, help: "How to print: table, json or jsonl.")
    var output: OutputFormat = .table
}
