/// Columns with a heading, as wide as their widest cell.
struct Table {
    private let headings: [String]
    private var rows: [[String]] = []

    init(_ headings: String...) {
        self.init(headings)
    }

    init(_ headings: [String]) {
        self.headings = headings
    }

    mutating func add(_ cells: String...) { add(cells) }

    mutating func add(_ cells: [String]) {
        precondition(cells.count == headings.count, "a row has a cell for every heading")
        rows.append(cells)
    }

    var isEmpty: Bool { rows.isEmpty }

    /// Lines without trailing blanks.
    var lines: [String] {
        let widths = headings.indices.map { column in
            ([headings] + rows).map { $0[column].count }.max() ?? 0
        }
        return ([headings] + rows).enumerated().map { index, row in
            let cells = row.indices.map { column in
                row[column]
                    + String(repeating: " ", count: widths[column] - row[column].count)
            }
            var line = cells.joined(separator: "  ")
            while line.last == " " { line.removeLast() }
            return index == 0 ? Terminal.styled(line, .bold) : line
        }
    }
}
