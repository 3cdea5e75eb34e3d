package import JSON
internal import Messaging

// What is sent, as bytes: always the same for the same message.

extension Outbound {
    /// The message's data.
    package func encode(into writer: inout JSONWriter) {
        switch content {
        case .forwarded(let forwarding): forwarding.write(to: &writer)
        case .changed(let change): change.write(to: &writer)
        case .status(let report): report.write(to: &writer)
        case .receipt(let receipt): receipt.encode(into: &writer)
        case .notice(let letter): letter.write(to: &writer)
        case .event(let published): published.write(to: &writer)
        case .command(let command): command.encode(into: &writer)
        }
    }
}

extension Forwarding {
    private static let members: [ChangedMember] = [
        .status, .priority, .title, .description, .environment, .kind, .registers, .services,
        .reporter, .channel, .impact, .security, .processes, .responsible, .deadlines,
        .deviations,
    ]

    fileprivate func write(to writer: inout JSONWriter) {
        let incident = incident.value
        let discretion = Discretion(withholds: isTextWithheld)
        writer.object { writer in
            writer.member("incident", incident.id.text)
            writer.member("number", incident.number)
            writer.member("system", incident.reportedBy.system)
            for member in Self.members { incident.write(member, discretion, to: &writer) }
            writer.member("reportedAt", incident.reportedAt)
            writer.member("registeredAt", incident.registeredAt)
            writer.member("policyVersion", incident.policyVersion)
            if let register, let ownership {
                writer.object("register") { writer in
                    writer.member("code", register)
                    writer.member("authority", ownership.authority)
                    writer.member("recipient", ownership.recipient)
                    writer.member("coOwners", ownership.coOwners)
                }
            }
            incident.write(.unmapped, discretion, to: &writer)
            incident.writeWithheld(of: Self.members + [.unmapped], discretion, to: &writer)
        }
    }
}

extension Change {
    fileprivate func write(to writer: inout JSONWriter) {
        let incident = incident.value
        let discretion = Discretion(withholds: isTextWithheld)
        writer.object { writer in
            writer.member("incident", incident.id.text)
            writer.member("sequence", sequence)
            writer.member("at", at)
            writer.member("by", by.wireName)
            writer.list("changed", members) { $1.string($0.rawValue) }
            for member in members { incident.write(member, discretion, to: &writer) }
            if let call {
                writer.key("call")
                call.write(to: &writer)
            }
            note?.writeShown(discretion, to: &writer)
            writer.objects("knownErrors", candidates) { match, writer in
                match.writeMembers(to: &writer)
                writer.member("workaround", match.workaround)
            }
            if let clock { writer.object("clock") { clock.writeShown(to: &$0) } }
            writeSaid(discretion, to: &writer)
            incident.writeWithheld(of: members, discretion, to: &writer)
        }
    }
}

extension Change {
    /// What was said with the change, under the name it is told by.
    private func writeSaid(_ discretion: Discretion, to writer: inout JSONWriter) {
        let text = discretion.shown(said)
        if members.contains(.question) {
            writer.member("question", text)
        } else if members.contains(.resource) {
            writer.member("resource", text)
        } else {
            writer.member("reason", text)
        }
        task?.write("task", to: &writer)
    }
}

extension StatusReport {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("incident", incident.text)
            writer.member("number", number)
            writer.member("sequence", sequence)
            writer.member("at", at)
            writer.member("status", status.rawValue)
            writer.member("by", by.wireName)
            text?.write(to: &writer)
            if let note {
                writer.object("note") { writer in
                    writer.member("text", CivilNumberMask.masked(note.text))
                    writer.member("author", note.author)
                }
            }
            writeCourse(to: &writer)
        }
    }

    /// Written for the reporter, and so shown to it whatever the incident is.
    private func writeCourse(to writer: inout JSONWriter) {
        let open = Discretion(withholds: false)
        writer.member("question", open.shown(question))
        if let plan { writer.object("plan") { plan.writeShown(open, to: &$0) } }
        if let resolution {
            writer.object("resolution") { writer in
                writer.member("number", resolution.number)
                writer.member("type", resolution.type.rawValue)
                writer.member("description", open.shown(resolution.text?.description))
                writer.member("meaning", open.shown(resolution.text?.meaning))
                writer.member("nextSteps", open.shown(resolution.text?.nextSteps))
                writer.member("via", resolution.via.rawValue)
            }
        }
        writer.member("closesAt", closesAt)
        if let release {
            writer.key("release")
            release.writeShown(to: &writer)
        }
        announcement?.write(to: &writer)
        if let closure { writer.object("closure") { closure.writeMembers(to: &$0) } }
    }
}

extension NoticeLetter {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("incident", incident.text)
            writer.member("reason", notice.reason)
            writer.member("principle", notice.principle.description)
            writer.member("rule", notice.rule)
            writer.member("at", at)
            writer.member("to", to)
            notice.text.write(to: &writer)
            writer.object("evidence") { writer in
                for item in notice.evidence { item.write(to: &writer) }
            }
        }
    }
}

extension Receipt {
    /// For receipts of messages that never became a command, too.
    package func encode(into writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("messageId", messageID)
            writer.member("incident", incident?.text)
            writer.member("number", number)
            writer.member("outcome", outcome.name)
            switch outcome {
            case .accepted(let standing): standing.writeMembers(to: &writer)
            case .duplicate: break
            case .rejected(let rejection):
                writer.member("code", rejection.code.rawValue)
                writer.member("detail", rejection.detail)
                writer.member("remedy", rejection.remedy)
                writer.member("pointer", rejection.pointer)
            }
            writer.key("origin")
            origin.write(to: &writer)
        }
    }
}

extension Receipt.Standing {
    fileprivate func writeMembers(to writer: inout JSONWriter) {
        writer.key("category")
        if let category { writer.string(category.rawValue) } else { writer.null() }
        writer.member("expedited", expedited)
        deadlines.writeShown(to: &writer)
        writer.member("deviations", deviations)
    }
}

extension Sentence {
    fileprivate func write(_ name: StaticString = "text", to writer: inout JSONWriter) {
        writer.object(name) { writer in
            writer.member("da", danish)
            writer.member("en", english)
        }
    }
}

extension Evidence {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.key(name)
        writeValue(to: &writer)
    }

    func writeValue(to writer: inout JSONWriter) {
        switch value {
        case .number(let number): writer.integer(Int64(number))
        case .moment(let moment): writer.timestamp(moment)
        case .words(let words) where words.count == 1: writer.string(words[0])
        case .words(let words):
            writer.array { writer in
                for word in words { writer.string(word) }
            }
        }
    }
}

extension Party? {
    /// The party's word on the wire; the broker itself when it is none.
    var wireName: String { self?.name ?? "broker" }
}
