/// Dead letters as records: the original key, value and headers, and headers that say why.
extension DeadLetter {
    package static let topic = "broker.dead-letters"

    /// Together below what Kafka takes by default (one million bytes), whatever came in: a dead
    /// letter that is itself too large would block its partition.
    private static let valueBytesMax = 900_000
    private static let keyBytesMax = 16 * 1024
    private static let headerBytesMax = 64 * 1024
    private static let reasonBytesMax = 2048

    private static let prefix = "dead-letter-"

    private enum Name {
        static let stage = prefix + "stage"
        static let code = prefix + "code"
        static let detail = prefix + "detail"
        static let remedy = prefix + "remedy"
        static let pointer = prefix + "pointer"
        static let topic = prefix + "topic"
        static let partition = prefix + "partition"
        static let offset = prefix + "offset"
        static let timestamp = prefix + "timestamp"
        static let at = prefix + "at"
        static let truncated = prefix + "truncated"
        static let keyTruncated = prefix + "key-truncated"
        static let headersLeftOut = prefix + "headers-left-out"
    }

    /// A value longer than `valueMax` keeps its start and says how long it was.
    package func record(
        topic: String = DeadLetter.topic,
        valueMax: Int = DeadLetter.valueBytesMax
    ) -> ProducedRecord {
        let (key, value) = (original.key, original.value)
        var headers = originalHeaders
        let leftOut = original.headers.count { !$0.name.hasPrefix(Self.prefix) } - headers.count
        headers += reason
        if let value, value.count > valueMax {
            headers.append(Header(Name.truncated, String(truncatedFrom ?? value.count)))
        } else if let truncatedFrom {
            headers.append(Header(Name.truncated, String(truncatedFrom)))
        }
        if let key, key.count > Self.keyBytesMax {
            headers.append(Header(Name.keyTruncated, String(key.count)))
        }
        if leftOut > 0 { headers.append(Header(Name.headersLeftOut, String(leftOut))) }
        return ProducedRecord(
            topic: topic,
            key: key.map { Array($0.prefix(Self.keyBytesMax)) },
            value: value.map { $0.count > valueMax ? Array($0.prefix(valueMax)) : $0 },
            headers: headers
        )
    }

    /// The headers the record came with, as far as there is room, without those of an earlier
    /// time as a dead letter.
    private var originalHeaders: [Header] {
        var room = Self.headerBytesMax
        var headers: [Header] = []
        for header in original.headers where !header.name.hasPrefix(Self.prefix) {
            room -= header.name.utf8.count + (header.value?.count ?? 0) + 4
            guard room >= 0 else { break }
            headers.append(header)
        }
        return headers
    }

    private var reason: [Header] {
        [
            Header(Name.stage, stage),
            Header(Name.code, rejection.code.rawValue),
            Header(Name.detail, rejection.detail.prefixOfBytes(Self.reasonBytesMax)),
            Header(Name.remedy, rejection.remedy.prefixOfBytes(Self.reasonBytesMax)),
            Header(Name.pointer, rejection.pointer.prefixOfBytes(Self.reasonBytesMax)),
            Header(Name.topic, original.position.topic),
            Header(Name.partition, String(original.position.partition)),
            Header(Name.offset, String(original.offset)),
            Header(Name.timestamp, String(original.timestamp.milliseconds)),
            Header(Name.at, at.rfc3339),
        ]
    }

    /// Reads a dead letter back; nil when the record is none.
    package init?(_ letter: ConsumedRecord) {
        func text(_ name: String) -> String? {
            letter.header(name).map { String(decoding: $0, as: UTF8.self) }
        }
        guard let stage = text(Name.stage),
            let code = text(Name.code).flatMap(Rejection.Code.init(rawValue:)),
            let topic = text(Name.topic),
            let partition = text(Name.partition).flatMap({ Int32($0) }),
            let offset = text(Name.offset).flatMap({ Int64($0) }),
            let timestamp = text(Name.timestamp).flatMap({ Int64($0) }),
            let at = text(Name.at).flatMap({ Timestamp(rfc3339: $0) })
        else { return nil }
        self.init(
            ConsumedRecord(
                position: TopicPartition(topic, partition),
                offset: offset,
                timestamp: Timestamp(milliseconds: timestamp),
                key: letter.key,
                value: letter.value,
                headers: letter.headers.filter { !$0.name.hasPrefix(Self.prefix) }
            ),
            stage: stage,
            rejection: Rejection(
                code,
                text(Name.detail) ?? "",
                remedy: text(Name.remedy) ?? "",
                pointer: text(Name.pointer) ?? ""
            ),
            at: at,
            truncatedFrom: text(Name.truncated).flatMap { Int($0) }
        )
    }
}

extension String {
    /// As many whole characters from the start as fit into so many bytes of UTF-8.
    fileprivate func prefixOfBytes(_ bytesMax: Int) -> String {
        guard utf8.count > bytesMax else { return self }
        var end = utf8.index(startIndex, offsetBy: bytesMax)
        while end.samePosition(in: unicodeScalars) == nil { utf8.formIndex(before: &end) }
        return String(self[..<end])
    }
}
