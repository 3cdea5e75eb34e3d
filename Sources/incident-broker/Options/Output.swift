import ArgumentParser
import JSON

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

    /// Rows as a table for people, or as objects for machines.
    ///
    /// - Returns: Whether it was for people, who may be told more.
    func show<Row>(
        _ rows: [Row],
        in headings: [String],
        _ cells: (Row) -> [String],
        as members: (Row, inout JSONWriter) -> Void
    ) -> Bool {
        guard output == .table else {
            JSONLines.print(rows, as: output, members)
            return false
        }
        var table = Table(headings)
        for row in rows { table.add(cells(row)) }
        table.lines.forEach(Terminal.print)
        return true
    }
}
