/// One of the policy's principles, 1 to 19 in version 1.1, 20 to 24 later.
package struct Principle: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let number: Int

    package init(_ number: Int) {
        self.number = number
    }

    /// Of a deviation's or a rule's code (`P05.NO_CALL_SPOC`); nil when it is none.
    init?(ofCode code: String) {
        let bytes = Array(code.utf8.prefix(4))
        guard bytes.count == 4, bytes[0] == UInt8(ascii: "P"), bytes[3] == UInt8(ascii: "."),
            let number = Int(String(decoding: bytes[1...2], as: UTF8.self))
        else { return nil }
        self.init(number)
    }

    package var description: String { "P\(number)" }

    package static func < (left: Principle, right: Principle) -> Bool {
        left.number < right.number
    }
}
