internal import JSON

// What is kept or sent, as bytes of its own; whoever writes many keeps a writer instead.

extension Incident {
    package var bytes: [UInt8] { .written(encode(into:)) }
}

extension Command {
    package var bytes: [UInt8] { .written(encode(into:)) }
}

extension Outbound {
    /// The message's data.
    package var bytes: [UInt8] { .written(encode(into:)) }
}

extension [UInt8] {
    fileprivate static func written(_ write: (inout JSONWriter) -> Void) -> [UInt8] {
        var writer = JSONWriter(capacity: 2_048)
        write(&writer)
        return writer.bytes
    }
}
