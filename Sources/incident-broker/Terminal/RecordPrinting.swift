import JSON
import Messaging

/// One record on stdout.
enum RecordPrinting {
    static func print(_ record: ConsumedRecord, as format: OutputFormat) {
        switch format {
        case .table:
            let type = text(record.header("ce_type")) ?? "-"
            let place = "\(record.position)@\(record.offset)"
            Terminal.print(
                "\(Terminal.styled(place, .cyan)) \(record.timestamp.rfc3339) "
                    + "\(Terminal.styled(type, .bold)) \(text(record.key) ?? "-")"
            )
            Terminal.print("  " + (text(record.value) ?? "(null)"))
        case .json, .jsonl:
            var writer = JSONWriter(capacity: 2048)
            writer.object { members(of: record, &$0) }
            Terminal.write(writer.bytes + [UInt8(ascii: "\n")])
        }
    }

    /// Topic, place, key, headers and value; a value that is JSON stands as JSON.
    static func members(of record: ConsumedRecord, _ object: inout JSONWriter) {
        object.member("topic", record.position.topic)
        object.member("partition", Int64(record.position.partition))
        object.member("offset", record.offset)
        object.member("timestamp", record.timestamp.rfc3339)
        object.member("key", text(record.key))
        object.key("headers")
        object.object { headers in
            var seen: Set<String> = []
            for header in record.headers where seen.insert(header.name).inserted {
                headers.key(header.name)
                if let value = text(record.header(header.name)) {
                    headers.string(value)
                } else {
                    headers.null()
                }
            }
        }
        object.key("value")
        if let value = record.value, (try? JSONParser().parse(value)) != nil {
            object.raw(value)
        } else if let value = text(record.value) {
            object.string(value)
        } else {
            object.null()
        }
    }

    static func text(_ bytes: [UInt8]?) -> String? {
        bytes.map { String(decoding: $0, as: UTF8.self) }
    }
}
