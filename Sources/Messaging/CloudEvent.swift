/// An event as CloudEvents 1.0 describes it: attributes and bytes of data.
package struct CloudEvent: Equatable, Sendable {
    /// An attribute that the specification does not define, as text.
    package struct Extension: Hashable, Sendable {
        package let name: String
        package let value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    package static let specVersion = "1.0"

    package var id: String
    package var source: String
    package var type: String
    package var subject: String?
    package var time: Timestamp?
    package var dataContentType: String?
    package var dataSchema: String?
    /// In the order they came; no name twice.
    package var extensions: [Extension]
    package var data: [UInt8]

    package init(
        id: String,
        source: String,
        type: String,
        subject: String? = nil,
        time: Timestamp? = nil,
        dataContentType: String? = "application/json",
        dataSchema: String? = nil,
        extensions: [Extension] = [],
        data: [UInt8]
    ) {
        self.id = id
        self.source = source
        self.type = type
        self.subject = subject
        self.time = time
        self.dataContentType = dataContentType
        self.dataSchema = dataSchema
        self.extensions = extensions
        self.data = data
    }

    /// The extension of that name; setting nil removes it.
    package subscript(_ name: String) -> String? {
        get { extensions.first { $0.name == name }?.value }
        set {
            let position = extensions.firstIndex { $0.name == name }
            switch (position, newValue) {
            case (let position?, let value?): extensions[position] = Extension(name, value)
            case (let position?, nil): extensions.remove(at: position)
            case (nil, let value?): extensions.append(Extension(name, value))
            case (nil, nil): break
            }
        }
    }

    /// Whether the data claims to be JSON; data of no stated type does.
    package var hasJSONData: Bool { Self.isJSON(dataContentType) }

    static func isJSON(_ contentType: String?) -> Bool {
        guard let contentType, contentType != "application/json" else { return true }
        let essence = MediaType(contentType).essence
        return essence == "application/json" || essence == "text/json"
            || essence.hasSuffix("+json")
    }

    /// The trace the event belongs to; nil when it names none that can be followed.
    package var traceContext: TraceContext? {
        self["traceparent"].flatMap {
            TraceContext(traceparent: $0, tracestate: self["tracestate"])
        }
    }

    /// The event in the Kafka binding's binary mode: attributes as headers, data as they are.
    ///
    /// An event without data would be a tombstone, so it carries `{}`.
    package func record(topic: String, key: String) -> ProducedRecord {
        let keyBytes = Array(key.utf8)
        // Most events are about what they are keyed by, and then share its bytes.
        func bytes(_ text: String) -> [UInt8] { text == key ? keyBytes : Array(text.utf8) }
        var headers: [Header] = []
        headers.reserveCapacity(8 + extensions.count)
        headers.append(Self.specVersionHeader)
        headers.append(Header("ce_id", bytes(id)))
        headers.append(Header("ce_source", source))
        headers.append(Header("ce_type", type))
        if let subject { headers.append(Header("ce_subject", bytes(subject))) }
        if let time { headers.append(Header("ce_time", time.rfc3339)) }
        if let dataSchema { headers.append(Header("ce_dataschema", dataSchema)) }
        for item in extensions {
            let isCorrelation = item.name == "correlationid"
            let name = isCorrelation ? Self.correlationName : "ce_" + item.name
            headers.append(Header(name, bytes(item.value)))
        }
        let isJSON = dataContentType.map { $0 == Self.jsonContentType } ?? true
        headers.append(
            isJSON ? Self.contentTypeHeader : Header("content-type", dataContentType ?? "")
        )
        return ProducedRecord(
            topic: topic,
            key: keyBytes,
            value: data.isEmpty ? Array("{}".utf8) : data,
            headers: headers
        )
    }

    private static let specVersionHeader = Header("ce_specversion", specVersion)
    private static let contentTypeHeader = Header("content-type", jsonContentType)
    private static let jsonContentType = "application/json"
    private static let correlationName = "ce_correlationid"
}
