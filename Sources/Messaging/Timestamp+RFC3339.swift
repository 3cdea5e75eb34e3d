package import JSON

/// Timestamps as text, RFC 3339.
extension Timestamp {
    /// Nil when the text is no RFC 3339 date-time or names a moment that never was.
    package init?(rfc3339 text: some StringProtocol) {
        var text = String(text)
        guard let timestamp = text.withUTF8({ Timestamp(rfc3339: $0) }) else { return nil }
        self = timestamp
    }

    package init?(rfc3339 text: UnsafeBufferPointer<UInt8>) {
        guard let milliseconds = RFC3339.milliseconds(text) else { return nil }
        self.init(milliseconds: milliseconds)
    }

    /// In UTC with milliseconds, always: `2026-11-23T08:00:00.000Z`.
    package var rfc3339: String {
        String(unsafeUninitializedCapacity: RFC3339.lengthMax) { room in
            guard let start = room.baseAddress else { return 0 }
            return RFC3339.write(milliseconds: milliseconds, to: start)
        }
    }
}

extension Timestamp: CustomStringConvertible {
    package var description: String { rfc3339 }
}

extension JSONNode {
    /// The moment an RFC 3339 string names; nil for every other value.
    package var timestamp: Timestamp? {
        utf8.flatMap { Timestamp(rfc3339: $0) }
    }
}

extension JSONWriter {
    package mutating func timestamp(_ value: Timestamp) {
        quoted(lengthMax: RFC3339.lengthMax) { out in
            RFC3339.write(milliseconds: value.milliseconds, to: out)
        }
    }

    package mutating func member(_ name: StaticString, _ value: Timestamp?) {
        guard let value else { return }
        key(name)
        timestamp(value)
    }
}
