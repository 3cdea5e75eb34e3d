package import JSON

/// Reading records as the Kafka protocol binding 1.0 says.
extension CloudEvent {
    package enum Reading: Equatable, Sendable {
        case event(CloudEvent)
        /// Neither mode: a record that knows nothing of CloudEvents.
        case absent
    }

    /// Structured if the content type says so, else binary if any header does.
    ///
    /// Nodes of earlier documents are no longer valid afterwards: a structured event is parsed.
    package static func read(
        _ record: ConsumedRecord,
        parser: JSONParser
    ) throws(Rejection) -> Reading {
        let contentType = try contentType(of: record.headers)
        if let contentType, contentType.lowercased().hasPrefix("application/cloudevents") {
            return .event(try readStructured(record, contentType, parser))
        }
        guard record.headers.contains(where: { $0.name.hasPrefix("ce_") }) else { return .absent }
        return .event(try readBinary(record, contentType))
    }

    private static func contentType(of headers: [Header]) throws(Rejection) -> String? {
        let name = "content-type"
        let header =
            headers.last { $0.name == name }
            ?? headers.last { $0.name.lowercased() == name }
        guard let value = header?.value else { return nil }
        guard let text = String(validating: value, as: UTF8.self) else {
            throw Rejection(
                .cloudEventMalformed,
                "The header \"content-type\" is not valid UTF-8.",
                remedy: "Send \"application/json\"."
            )
        }
        return text
    }

    private static func readBinary(
        _ record: ConsumedRecord,
        _ contentType: String?
    ) throws(Rejection) -> CloudEvent {
        var draft = CloudEventDraft(mode: .binary)
        for header in record.headers where header.name.hasPrefix("ce_") {
            // A null header is an attribute that is not there.
            guard let bytes = header.value else { continue }
            let name = String(header.name.dropFirst(3))
            guard let value = String(validating: bytes, as: UTF8.self) else {
                throw draft.malformed(name, "is not valid UTF-8", "Encode it as UTF-8.")
            }
            try draft.set(name, value)
        }
        if let contentType { try draft.set("datacontenttype", contentType) }
        return try draft.event(data: record.value ?? [])
    }

    private static func readStructured(
        _ record: ConsumedRecord,
        _ contentType: String,
        _ parser: JSONParser
    ) throws(Rejection) -> CloudEvent {
        let mediaType = MediaType(contentType)
        guard mediaType.essence == "application/cloudevents+json",
            mediaType.charset.map({ $0 == "utf-8" || $0 == "us-ascii" }) ?? true
        else {
            throw Rejection(
                .contentTypeUnsupported,
                "Events come as \(contentType.quotedForPeople), which is not read here.",
                remedy: "Send \"application/cloudevents+json; charset=UTF-8\", one event a record."
            )
        }
        let root: JSONNode
        do {
            root = try parser.parse(record.value ?? [])
        } catch {
            throw Rejection(error)
        }
        guard root.kind == .object else {
            throw Rejection(
                .cloudEventMalformed,
                "The event is a JSON \(root.kind.rawValue), not an object.",
                remedy: "Send one event as a JSON object."
            )
        }
        return try read(structured: root)
    }

    private static func read(structured root: JSONNode) throws(Rejection) -> CloudEvent {
        var draft = CloudEventDraft(mode: .structured)
        for (name, value) in root.members where name != "data" && name != "data_base64" {
            guard !value.isNull else { continue }
            guard let text = attributeText(value) else {
                throw draft.malformed(
                    name,
                    "is a JSON \(value.kind.rawValue)",
                    "Send a string, a boolean or a 32-bit integer."
                )
            }
            guard value.kind == .string || AttributeText.isExtension(name) else {
                throw draft.malformed(
                    name,
                    "is a JSON \(value.kind.rawValue), not a string",
                    "Send it as a string."
                )
            }
            try draft.set(name, text)
        }
        return try draft.event(data: try data(of: root, draft))
    }

    private static func attributeText(_ node: JSONNode) -> String? {
        switch node.kind {
        case .string: node.string
        case .bool: node.bool.map { $0 ? "true" : "false" }
        case .integer: node.integer.flatMap { Int32(exactly: $0) }.map(String.init)
        case .object, .array, .double, .null: nil
        }
    }

    private static func data(
        of root: JSONNode,
        _ draft: CloudEventDraft
    ) throws(Rejection) -> [UInt8] {
        let data = root["data"].flatMap { $0.isNull ? nil : $0 }
        let encoded = root["data_base64"].flatMap { $0.isNull ? nil : $0 }
        if let encoded {
            guard data == nil else {
                throw draft.malformed(
                    "data_base64",
                    "stands beside the member \"data\"",
                    "Send one of the two."
                )
            }
            guard let bytes = encoded.utf8.flatMap(Base64.decode) else {
                throw draft.malformed("data_base64", "is no Base64 string", "Encode it again.")
            }
            return bytes
        }
        guard let data else { return [] }
        if let text = data.utf8, !isJSON(draft.dataContentType) { return Array(text) }
        var writer = JSONWriter(capacity: 2048)
        writer.node(data)
        return writer.bytes
    }
}
