package import JSON
internal import Messaging

// The incident as the changelog keeps it.

/// Why bytes of the changelog are no incident.
package enum IncidentFault: Error, Equatable, Sendable {
    /// Written by a newer broker than this one: going on would lose what it wrote.
    case newer(version: Int64)
    case malformed(pointer: String, detail: String)
}

extension Incident {
    /// Of the form below; one that an older broker would misread gets the next number.
    package static let formVersion: Int64 = 1

    package func encode(into writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("v", Self.formVersion)
            writer.member("incident", id.text)
            writer.member("reportedBy", reportedBy.name)
            writer.member("number", number)
            writer.member("dialect", dialect)
            writer.member("revision", revision)
            writer.member("status", status.rawValue)
            writer.member("category", category?.rawValue)
            writer.member("expedited", expedited)
            writer.member("processes", processes.all.map(\.rawValue))
            writer.member("responsible", responsible.rawValue)
            writer.member("recipients", recipients)
            writer.list("deadlines", deadlines) { $0.write(to: &$1) }
            writer.list("deviations", deviations) { $0.write(to: &$1) }
            writer.list("calls", calls) { $0.write(to: &$1) }
            writer.list("participations", participations) { $0.write(to: &$1) }
            if handling != Handling() {
                writer.object("handling") { handling.writeMembers(to: &$0) }
            }
            writer.member("reportedAt", reportedAt)
            writer.member("registeredAt", registeredAt)
            writer.member("changedAt", changedAt)
            writer.member("policyVersion", policyVersion)
            writer.list("messages", recentMessages.entries) { $0.write(to: &$1) }
            writer.list("sequences", senderSequences) { $0.write(to: &$1) }
            writer.key("report")
            report.write(to: &writer)
            writer.object("unmapped", unmapped)
        }
    }

    package init(json: JSONNode) throws(IncidentFault) {
        do {
            let fields = try FieldReader(json)
            let version = try fields.integer("v")
            guard version <= Self.formVersion else { throw IncidentFault.newer(version: version) }
            self = try Incident(fields)
        } catch let fault as FieldFault {
            throw .malformed(pointer: fault.pointer, detail: fault.detail)
        } catch let fault as IncidentFault {
            throw fault
        } catch {
            throw .malformed(pointer: "", detail: "Not an incident.")
        }
    }

    private init(_ fields: FieldReader) throws(FieldFault) {
        self.id = try fields.incident("incident")
        self.reportedBy = try fields.party("reportedBy")
        self.number = try fields.string("number")
        self.dialect = try fields.string("dialect")
        self.report = try Report(fields.object("report"))
        self.unmapped = try fields.optionalObjectBytes("unmapped")
        self.revision = try fields.integer("revision")
        self.status = try fields.word("status")
        self.category = try fields.optionalWord("category")
        self.expedited = try fields.bool("expedited")
        self.processes = SecurityProcesses(
            named: try fields.optionalStrings("processes") ?? []
        )
        self.responsible = try fields.word("responsible")
        self.recipients = try fields.optionalStrings("recipients") ?? []
        self.deadlines = try fields.list("deadlines", Deadline.init)
        self.deviations = try fields.list("deviations", Deviation.init)
        self.calls = try fields.list("calls", PhoneCall.init)
        self.participations = try fields.list("participations", Participation.init)
        self.handling = try fields.optionalObject("handling").map(Handling.init) ?? Handling()
        self.reportedAt = try fields.timestamp("reportedAt")
        self.registeredAt = try fields.timestamp("registeredAt")
        self.changedAt = try fields.timestamp("changedAt")
        self.policyVersion = try fields.string("policyVersion")
        self.recentMessages = RecentMessages(
            try fields.list("messages", RecentMessages.Entry.init)
        )
        self.senderSequences = try fields.list("sequences", SenderSequence.init)
    }
}

extension SecurityProcesses {
    fileprivate init(named names: [String]) {
        self = names.compactMap(SecurityProcess.init(rawValue:)).reduce(into: []) {
            $0.formUnion(SecurityProcesses($1))
        }
    }
}
