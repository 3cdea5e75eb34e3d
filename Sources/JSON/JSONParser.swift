import CSimdJSON

/// Parses JSON documents (RFC 8259) one after another into the same buffers.
///
/// Stricter than the grammar: a key may not repeat in its object, at any depth, because two
/// readers would see two different messages. One parser per thread; the node it returns is
/// valid until the next `parse`, and no longer than the parser is.
package final class JSONParser {
    /// How many containers may stand inside each other.
    package let depthMax: Int
    private let handle: OpaquePointer
    #if DEBUG
        /// Which document is on the tape; nodes of earlier ones are no longer valid.
        private(set) var generation = 0
    #endif

    package init(depthMax: Int = 64) {
        precondition(depthMax > 0, "a document has a depth")
        guard let handle = csimdjson_new(depthMax) else {
            preconditionFailure("out of memory, where Swift itself would stop")
        }
        self.depthMax = depthMax
        self.handle = handle
    }

    deinit {
        csimdjson_free(handle)
    }

    package func parse(_ bytes: [UInt8]) throws(JSONFault) -> JSONNode {
        let document = csimdjson_parse(handle, bytes, bytes.count)
        #if DEBUG
            generation += 1
        #endif
        guard document.outcome == csimdjson_ok, let words = document.tape,
            let strings = document.strings
        else { throw fault(document.outcome, in: bytes) }

        let tape = JSONTape(words: words, strings: strings, owner: self)
        switch TapeCheck.firstFault(on: tape, depthMax: depthMax) {
        case .duplicateKey(let index): throw duplicate(index, tape)
        case .tooDeep: throw fault(csimdjson_too_deep, in: bytes)
        case nil: return JSONNode(tape: tape, index: JSONTape.rootIndex)
        }
    }

    private func duplicate(_ index: Int, _ tape: JSONTape) -> JSONFault {
        let key = String(decoding: tape.string(index), as: UTF8.self)
        return JSONFault(
            kind: .duplicateKey,
            detail: "The object has more than one member \(key.quotedForPeople).",
            pointer: tape.pointer(from: JSONTape.rootIndex, to: index).textForReports
        )
    }

    /// Simdjson says that something is wrong; a second, slower reading says what and where.
    private func fault(_ outcome: csimdjson_outcome, in bytes: [UInt8]) -> JSONFault {
        precondition(
            outcome != csimdjson_out_of_memory,
            "out of memory, where Swift itself would stop"
        )
        var diagnosis = JSONDiagnosis(bytes, depthMax: depthMax)
        if let fault = diagnosis.fault() { return fault }
        let kind: JSONFault.Kind =
            switch outcome {
            case csimdjson_empty: .empty
            case csimdjson_invalid_utf8: .invalidUTF8
            case csimdjson_too_deep: .tooDeep
            case csimdjson_number: .numberOutOfRange
            default: .syntax
            }
        return JSONFault(kind: kind, detail: "This is not a JSON document.")
    }
}
