package import JSON
internal import Messaging

/// A lane's record on `broker.deliveries`; its key is the lane's.
extension Lane {
    package var json: [UInt8] {
        var writer = JSONWriter(capacity: 256)
        writer.object { writer in
            writer.member("address", address)
            writer.member("last", last)
            if let reached {
                writer.object("reached") { writer in
                    writer.member("sequence", reached.sequence)
                    writer.member("event", reached.name)
                    writer.member("at", reached.at.milliseconds)
                }
            }
            if attempts > 0 { writer.member("attempts", attempts) }
            writer.member("since", since?.milliseconds)
            if isUnderWay { writer.member("underWay", true) }
            writer.member("due", due?.milliseconds)
            writer.member("failure", failure)
            if pendingMissed > 0 { writer.member("missed", pendingMissed) }
            writer.member("waiting", waiting)
            writer.member("parked", parked)
        }
        return writer.bytes
    }

    package init?(json: JSONNode) {
        guard json.kind == .object, let last = json["last"]?.integer,
            let waiting = (json["waiting"]?.elements).map({ $0.all(Delivery.init(json:)) }) ?? [],
            let parked = (json["parked"]?.elements).map({ $0.all(Delivery.init(json:)) }) ?? []
        else { return nil }
        self.init(address: json["address"]?.string)
        self.last = last
        self.waiting = waiting
        self.parked = parked
        attempts = Int(json["attempts"]?.integer ?? 0)
        since = json["since"]?.integer.map(Timestamp.init(milliseconds:))
        isUnderWay = json["underWay"]?.bool ?? false
        due = json["due"]?.integer.map(Timestamp.init(milliseconds:))
        failure = json["failure"]?.string
        pendingMissed = Int(json["missed"]?.integer ?? 0)
        if let node = json["reached"], let sequence = node["sequence"]?.integer,
            let name = node["event"]?.string, let at = node["at"]?.integer
        {
            reached = Reached(sequence: sequence, name: name, at: Timestamp(milliseconds: at))
        }
    }
}

extension Delivery {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("sequence", sequence)
            writer.member("event", name)
            writer.member("at", at.milliseconds)
            writer.member("by", by)
            writer.member("status", status)
            writer.member("category", priority.category)
            if priority.expedited { writer.member("expedited", true) }
            if missed > 0 { writer.member("missed", missed) }
            note?.write("note", "noteBytes", to: &writer) { writer, bytes in
                writer.string(String(decoding: bytes, as: UTF8.self))
            }
            details?.write("details", "detailsBytes", to: &writer) { $0.raw($1) }
        }
    }

    fileprivate init?(json: JSONNode) {
        guard let sequence = json["sequence"]?.integer, let name = json["event"]?.string,
            let at = json["at"]?.integer, let by = json["by"]?.string,
            let status = json["status"]?.string
        else { return nil }
        self.init(
            sequence: sequence,
            name: name,
            at: Timestamp(milliseconds: at),
            by: by,
            status: status,
            priority: IncidentEvent.Priority(
                category: json["category"]?.string,
                expedited: json["expedited"]?.bool ?? false
            ),
            missed: Int(json["missed"]?.integer ?? 0)
        )
        note = DeliveredText(
            json["note"]?.string.map { Array($0.utf8) },
            json["noteBytes"]
        )
        details = DeliveredText(json["details"].map(Self.bytes), json["detailsBytes"])
    }

    private static func bytes(_ node: JSONNode) -> [UInt8] {
        var writer = JSONWriter()
        writer.node(node)
        return writer.bytes
    }
}

extension DeliveredText {
    fileprivate func write(
        _ name: StaticString,
        _ lengthName: StaticString,
        to writer: inout JSONWriter,
        _ writeBytes: (inout JSONWriter, [UInt8]) -> Void
    ) {
        if let bytes {
            writer.key(name)
            writeBytes(&writer, bytes)
        } else {
            writer.member(lengthName, length)
        }
    }

    fileprivate init?(_ bytes: [UInt8]?, _ length: JSONNode?) {
        if let bytes {
            self.init(bytes: bytes, length: bytes.count)
        } else if let length = length?.integer {
            self.init(bytes: nil, length: Int(length))
        } else {
            return nil
        }
    }
}

extension JSONWriter {
    fileprivate mutating func member(_ name: StaticString, _ deliveries: [Delivery]) {
        guard !deliveries.isEmpty else { return }
        array(name) { writer in
            for delivery in deliveries { delivery.write(to: &writer) }
        }
    }
}
