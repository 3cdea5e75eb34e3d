/// Why a message was refused, told so that its sender can mend it.
///
/// The code is stable and closed; the sentence, the remedy and the pointer are for people.
package struct Rejection: Error, Equatable, Sendable {
    package enum Code: String, CaseIterable, Sendable {
        // The bytes.
        case messageEmpty = "message.empty"
        case messageTooLarge = "message.too-large"
        case jsonInvalid = "json.invalid"
        case jsonInvalidUTF8 = "json.invalid-utf8"
        case jsonDuplicateKey = "json.duplicate-key"
        case jsonTooDeep = "json.too-deep"
        case jsonNumberOutOfRange = "json.number-out-of-range"
        // The envelope.
        case cloudEventIncomplete = "cloudevent.incomplete"
        case cloudEventMalformed = "cloudevent.malformed"
        case cloudEventVersion = "cloudevent.unsupported-version"
        case contentTypeUnsupported = "content-type.unsupported"
        case typeUnknown = "type.unknown"
        case dialectUnrecognised = "dialect.unrecognised"
        // The content.
        case contentInvalid = "content.invalid"
        case valueUnmapped = "content.value-unmapped"
        case numberMalformed = "number.malformed"
        // The process.
        case roleForbidden = "role.forbidden"
        case incidentUnknown = "incident.unknown"
        case stateForbidden = "state.forbidden"
        case closingIncomplete = "closing.incomplete"
        case closingNotAccepted = "closing.not-accepted"
        case priorityDecided = "priority.decided"
        // Ourselves.
        case outputTooLarge = "output.too-large"
        case stateUnreadable = "state.unreadable"
    }

    package let code: Code
    /// One sentence: what is wrong.
    package let detail: String
    /// One sentence: how the sender mends it.
    package let remedy: String
    /// RFC 6901 JSON Pointer into the message's data; empty for the whole of it.
    package let pointer: String

    package init(_ code: Code, _ detail: String, remedy: String, pointer: String = "") {
        self.code = code
        self.detail = detail
        self.remedy = remedy
        self.pointer = pointer
    }
}
