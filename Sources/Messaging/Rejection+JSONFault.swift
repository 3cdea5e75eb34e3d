package import JSON

extension Rejection {
    /// Bytes that are no JSON document, told to their sender.
    package init(_ fault: JSONFault) {
        let (code, remedy): (Code, String) =
            switch fault.kind {
            case .empty: (.messageEmpty, "Send one JSON object as the value of the record.")
            case .syntax: (.jsonInvalid, "Send one JSON document as RFC 8259 defines it.")
            case .invalidUTF8: (.jsonInvalidUTF8, "Encode the JSON text as UTF-8.")
            case .tooDeep: (.jsonTooDeep, "Nest objects and arrays less deeply.")
            case .numberOutOfRange:
                (.jsonNumberOutOfRange, "Send a number this large as a string, or not at all.")
            case .duplicateKey:
                (.jsonDuplicateKey, "Send every member of an object once.")
            }
        self.init(code, fault.detail, remedy: remedy, pointer: fault.pointer)
    }
}
