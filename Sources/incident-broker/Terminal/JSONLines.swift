import JSON

/// Data for machines: one array, or one object a line.
enum JSONLines {
    static func print<Items: Sequence>(
        _ items: Items,
        as format: OutputFormat,
        _ members: (Items.Element, inout JSONWriter) -> Void
    ) {
        if format == .jsonl {
            for item in items {
                var writer = JSONWriter()
                writer.object { members(item, &$0) }
                Terminal.write(writer.bytes + [UInt8(ascii: "\n")])
            }
            return
        }
        var writer = JSONWriter(capacity: 4096)
        writer.array { array in
            for item in items { array.object { members(item, &$0) } }
        }
        Terminal.write(writer.bytes + [UInt8(ascii: "\n")])
    }
}
