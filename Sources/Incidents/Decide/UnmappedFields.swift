internal import JSON

/// The sender's fields that nothing maps: a JSON object of pointer and value, as bytes.
enum UnmappedFields {
    /// The old fields with the new ones in their place or after them; nothing is lost by an
    /// update that tells of one field only.
    static func merging(_ new: [UInt8]?, into old: [UInt8]?) -> [UInt8]? {
        guard let new, let old, new != old else { return new ?? old }
        let (oldParser, newParser) = (JSONParser(), JSONParser())
        guard let before = parse(old, oldParser), let now = parse(new, newParser) else {
            return new
        }
        var writer = JSONWriter(capacity: old.count + new.count)
        writer.object { writer in
            for (key, value) in before.members {
                writer.key(key)
                writer.node(now[key] ?? value)
            }
            for (key, value) in now.members where before[key] == nil {
                writer.key(key)
                writer.node(value)
            }
        }
        return writer.bytes
    }

    /// Nil when it is no object: the other's fields then stand for themselves.
    private static func parse(_ bytes: [UInt8], _ parser: JSONParser) -> JSONNode? {
        do {
            let node = try parser.parse(bytes)
            return node.kind == .object ? node : nil
        } catch {
            return nil
        }
    }
}
