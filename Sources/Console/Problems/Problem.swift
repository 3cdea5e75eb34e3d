package import Fanout
internal import JSON

/// A refusal as RFC 9457 has it: thrown by whoever finds it, answered as it stands.
package struct Problem: Error, Equatable, Sendable {
    package let code: ProblemCode
    /// One or two sentences on this occurrence; never what was sent, never what belongs to others.
    package let detail: String?
    /// Where in the body, and what.
    package let faults: [BodyFault]
    package let headers: [HeaderField]

    package init(
        _ code: ProblemCode,
        _ detail: String? = nil,
        faults: [BodyFault] = [],
        headers: [HeaderField] = []
    ) {
        self.code = code
        self.detail = detail
        self.faults = faults
        self.headers = headers
    }

    /// Where the code is explained; a reference that is resolved against the API's own address.
    package static func type(of code: ProblemCode) -> String { "/problems/\(code.rawValue)" }

    package var response: APIResponse {
        var writer = JSONWriter(capacity: 256)
        writer.object { writer in
            writer.member("type", Self.type(of: code))
            writer.member("title", code.title)
            writer.member("status", code.status)
            writer.member("code", code.rawValue)
            writer.member("detail", detail)
            guard !faults.isEmpty else { return }
            writer.array("errors") { writer in
                for fault in faults {
                    writer.object { writer in
                        writer.member("pointer", fault.pointer)
                        writer.member("detail", fault.detail)
                    }
                }
            }
        }
        return APIResponse(
            status: code.status,
            headers: [HeaderField("content-type", "application/problem+json")] + standard + headers,
            body: writer.bytes
        )
    }

    private var standard: [HeaderField] {
        switch code {
        case .tokenMissing: [HeaderField("www-authenticate", "Bearer")]
        case .tokenInvalid: [HeaderField("www-authenticate", "Bearer error=\"invalid_token\"")]
        case .unavailable, .idempotencyInProgress: [HeaderField("retry-after", "5")]
        default: []
        }
    }
}

/// One thing wrong with a body.
package struct BodyFault: Equatable, Sendable {
    /// RFC 6901 JSON Pointer; empty for the whole body.
    package let pointer: String
    /// One sentence.
    package let detail: String

    package init(pointer: String, detail: String) {
        self.pointer = pointer
        self.detail = detail
    }
}
