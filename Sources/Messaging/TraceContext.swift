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
        let bytes = Array(traceparent.utf8)
        let length = 55
        guard bytes.count >= length, bytes[2] == Self.dash, bytes[35] == Self.dash,
            bytes[52] == Self.dash, let version = Self.number(bytes[0..<2]), version != 0xFF,
            let flags = Self.number(bytes[53..<55]),
            Self.isIdentifier(bytes[3..<35]), Self.isIdentifier(bytes[36..<52])
        else { return nil }
        if bytes.count > length {
            guard version > 0, bytes[length] == Self.dash else { return nil }
        }
        self.traceparent = traceparent
        self.tracestate = tracestate
        self.traceID = String(decoding: bytes[3..<35], as: UTF8.self)
        self.parentID = String(decoding: bytes[36..<52], as: UTF8.self)
        self.isSampled = flags & 1 == 1
    }

    private static let dash = UInt8(ascii: "-")
    private static let digits = ByteSet(
        UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "a")...UInt8(ascii: "f")
    )

    private static func number(_ text: ArraySlice<UInt8>) -> UInt8? {
        guard text.allSatisfy(digits.contains) else { return nil }
        return UInt8(String(decoding: text, as: UTF8.self), radix: 16)
    }

    /// Hexadecimal, and not all zeroes.
    private static func isIdentifier(_ text: ArraySlice<UInt8>) -> Bool {
        text.allSatisfy(digits.contains) && text.contains { $0 != UInt8(ascii: "0") }
    }
}
