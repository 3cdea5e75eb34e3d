internal import JSON

/// The attributes of an event while they are read, before anybody has vouched for them.
struct CloudEventDraft {
    /// Where attributes stand, so that a refusal can name the place.
    enum Mode {
        case binary
        case structured

        func place(_ name: String) -> String {
            switch self {
            case .binary where name == "datacontenttype": "header \"content-type\""
            case .binary: "header \("ce_\(name)".quotedForPeople)"
            case .structured: "member \(name.quotedForPeople)"
            }
        }

        func pointer(_ name: String) -> String {
            self == .binary ? "" : JSONPointer([name]).textForReports
        }
    }

    let mode: Mode
    private var specVersion: String?
    private var id: String?
    private var source: String?
    private var type: String?
    private var subject: String?
    private var time: String?
    private var dataSchema: String?
    private(set) var dataContentType: String?
    private var extensions: [CloudEvent.Extension] = []

    init(mode: Mode) {
        self.mode = mode
    }

    /// Takes an attribute; the last of its name counts, as for Kafka headers.
    mutating func set(_ name: String, _ value: String) throws(Rejection) {
        guard !AttributeText.hasForbiddenCharacter(value) else {
            throw malformed(name, "holds a control character", "Send it without.")
        }
        try setChecked(name, value)
    }

    /// Takes an attribute as it stands in a header.
    mutating func set(_ name: String, _ value: [UInt8]) throws(Rejection) {
        // Nearly all are plain ASCII, which needs no second look.
        guard !AttributeText.isPlain(value) else {
            return try setChecked(name, String(decoding: value, as: UTF8.self))
        }
        guard let text = String(validating: value, as: UTF8.self) else {
            throw malformed(name, "is not valid UTF-8", "Encode it as UTF-8.")
        }
        try set(name, text)
    }

    private mutating func setChecked(_ name: String, _ value: String) throws(Rejection) {
        switch name {
        case "specversion": specVersion = value
        case "id": id = value
        case "source": source = value
        case "type": type = value
        case "subject": subject = value
        case "time": time = value
        case "dataschema": dataSchema = value
        case "datacontenttype": dataContentType = value
        default: try setExtension(name, value)
        }
    }

    private mutating func setExtension(_ name: String, _ value: String) throws(Rejection) {
        guard AttributeText.isName(name) else {
            throw malformed(
                name,
                "is no attribute: its name has other characters than a-z and 0-9",
                "Rename it."
            )
        }
        if let position = extensions.firstIndex(where: { $0.name == name }) {
            extensions[position] = CloudEvent.Extension(name, value)
        } else {
            extensions.append(CloudEvent.Extension(name, value))
        }
    }

    /// The event, once everything the specification demands of it holds.
    func event(data: [UInt8]) throws(Rejection) -> CloudEvent {
        guard let specVersion else { throw incomplete("specversion") }
        guard specVersion == CloudEvent.specVersion else {
            throw Rejection(
                .cloudEventVersion,
                "The event is of CloudEvents version \(specVersion.quotedForPeople).",
                remedy: "Send CloudEvents version \"1.0\".",
                pointer: mode.pointer("specversion")
            )
        }
        return CloudEvent(
            id: try required("id", id),
            source: try checkedSource(),
            type: try required("type", type),
            subject: try nonEmpty("subject", subject),
            time: try checkedTime(),
            dataContentType: try checkedContentType(),
            dataSchema: try checkedSchema(),
            extensions: extensions,
            data: data
        )
    }

    private func required(_ name: String, _ value: String?) throws(Rejection) -> String {
        guard let value, !value.isEmpty else { throw incomplete(name) }
        return value
    }

    private func nonEmpty(_ name: String, _ value: String?) throws(Rejection) -> String? {
        guard value?.isEmpty == true else { return value }
        throw malformed(name, "is empty", "Leave it out, or give it a value.")
    }

    private func checkedSource() throws(Rejection) -> String {
        let source = try required("source", source)
        guard URIReference.isValid(source) else {
            throw malformed(
                "source",
                "is no URI reference: \(source.quotedForPeople)",
                "Percent-encode what RFC 3986 does not allow."
            )
        }
        return source
    }

    private func checkedSchema() throws(Rejection) -> String? {
        guard let schema = try nonEmpty("dataschema", dataSchema) else { return nil }
        guard URIReference.isAbsolute(schema) else {
            throw malformed(
                "dataschema",
                "is no absolute URI: \(schema.quotedForPeople)",
                "Send the schema's whole URI, or leave it out."
            )
        }
        return schema
    }

    private func checkedContentType() throws(Rejection) -> String? {
        guard let type = dataContentType else { return nil }
        guard MediaType.isWellFormed(type) else {
            throw malformed(
                "datacontenttype",
                "is no media type: \(type.quotedForPeople)",
                "Send \"application/json\"."
            )
        }
        return type
    }

    private func checkedTime() throws(Rejection) -> Timestamp? {
        guard let time else { return nil }
        guard let timestamp = Timestamp(rfc3339: time) else {
            throw malformed(
                "time",
                "is no RFC 3339 time: \(time.quotedForPeople)",
                "Send it like \"2026-11-23T08:00:00+01:00\"."
            )
        }
        return timestamp
    }

    private func incomplete(_ name: String) -> Rejection {
        Rejection(
            .cloudEventIncomplete,
            "The \(mode.place(name)) is missing or empty.",
            remedy: "Send it: CloudEvents 1.0 requires it.",
            pointer: mode.pointer(name)
        )
    }

    func malformed(_ name: String, _ what: String, _ remedy: String) -> Rejection {
        Rejection(
            .cloudEventMalformed,
            "The \(mode.place(name)) \(what).",
            remedy: remedy,
            pointer: mode.pointer(name)
        )
    }
}
