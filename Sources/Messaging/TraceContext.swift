internal import JSON

/// Where in a distributed trace a message stands, W3C Trace Context level 1.
///
/// The broker reads it to name the trace in its log and passes it on unchanged.
package struct TraceContext: Hashable, Sendable {
    /// As it came.
    package let traceparent: String
    /// The vendors' own part; worth nothing without a valid `traceparent`.
    package let tracestate: String?
    /// 32 lower-case hexadecimal digits.
    package let traceID: String
    /// 16 lower-case hexadecimal digits: the span that sent the message.
    package let parentID: String
    package let isSampled: Bool

    /// Nil unless the text is a `traceparent`; of later versions the part known today counts.
    package init?(traceparent: String, tracestate: String? = nil) {
        var text = traceparent
        guard let isSampled = text.withUTF8(Self.sampledFlag) else { return nil }
        self.traceparent = traceparent
        self.tracestate = tracestate
        self.traceID = String(Substring(text.utf8.dropFirst(3).prefix(32)))
        self.parentID = String(Substring(text.utf8.dropFirst(36).prefix(16)))
        self.isSampled = isSampled
    }

    /// The flag of a valid text; nil for every other.
    private static func sampledFlag(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool? {
        let length = 55
        guard bytes.count >= length, bytes[2] == dash, bytes[35] == dash, bytes[52] == dash,
            let version = number(bytes[0..<2]), version != 0xFF,
            let flags = number(bytes[53..<55]),
            isIdentifier(bytes[3..<35]), isIdentifier(bytes[36..<52])
        else { return nil }
        if bytes.count > length {
            guard version > 0, bytes[length] == dash else { return nil }
        }
        return flags & 1 == 1
    }

    private static let dash = UInt8(ascii: "-")
    private static let digits = ByteSet(
        UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "a")...UInt8(ascii: "f")
    )

    private static func number(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> UInt8? {
        guard digits.containsAll(UnsafeBufferPointer(rebasing: text)) else { return nil }
        return text.reduce(0) { $0 << 4 | ($1 < UInt8(ascii: "a") ? $1 & 0x0F : $1 - 87) }
    }

    /// Hexadecimal, and not all zeroes.
    private static func isIdentifier(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        digits.containsAll(UnsafeBufferPointer(rebasing: text))
            && text.contains { $0 != UInt8(ascii: "0") }
    }
}
