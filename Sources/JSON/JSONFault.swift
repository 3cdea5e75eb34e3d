/// Why bytes are not a JSON document this system takes.
package struct JSONFault: Error, Equatable, Sendable {
    package enum Kind: CaseIterable, Sendable {
        case empty
        case syntax
        case invalidUTF8
        case tooDeep
        /// Well-formed, but no 64-bit number.
        case numberOutOfRange
        case duplicateKey
    }

    package let kind: Kind
    /// One sentence: what was wanted, what was there, and where.
    package let detail: String
    /// RFC 6901 JSON Pointer to the value the fault is in; empty for the whole document.
    package let pointer: String

    package init(kind: Kind, detail: String, pointer: String = "") {
        self.kind = kind
        self.detail = detail
        self.pointer = pointer
    }
}
