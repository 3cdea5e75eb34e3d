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
        if let contentType, contentType.startsIgnoringCase(with: "application/cloudevents") {
            return .event(try readStructured(record, contentType, parser))
        }
        guard record.headers.contains(where: \.isAttribute) else { return .absent }
        return .event(try readBinary(record, contentType))
    }

    private static func contentType(of headers: [Header]) throws(Rejection) -> String? {
        let name: StaticString = "content-type"
        let header = headers.last { header in
            header.name.utf8.count == name.utf8CodeUnitCount
                && header.name.startsIgnoringCase(with: name)
        }
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
        for header in record.headers where header.isAttribute {
            // A null header is an attribute that is not there.
            guard let bytes = header.value else { continue }
            let name = String(Substring(header.name.utf8.dropFirst(3)))
            try draft.set(name, bytes)
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

extension Header {
    /// Whether the header is an attribute of a binary event.
    fileprivate var isAttribute: Bool {
        var bytes = name.utf8.makeIterator()
        return bytes.next() == UInt8(ascii: "c") && bytes.next() == UInt8(ascii: "e")
            && bytes.next() == UInt8(ascii: "_")
    }
}

extension String {
    /// The prefix is lower case; letters of ASCII match in either case.
    fileprivate func startsIgnoringCase(with prefix: StaticString) -> Bool {
        var bytes = utf8.makeIterator()
        let expected = UnsafeBufferPointer(start: prefix.utf8Start, count: prefix.utf8CodeUnitCount)
        return expected.allSatisfy { byte in
            guard let next = bytes.next() else { return false }
            let isCapital = UInt8(ascii: "A")...UInt8(ascii: "Z") ~= next
            return (isCapital ? next | 0x20 : next) == byte
        }
    }
}
