import Incidents
import JSON
import Testing
import Translation

/// An internal note never becomes a public one, in no dialect and no direction.
@Suite("Note visibility")
struct NoteVisibilityTests {
    private static let restrictions = [nil, "role", "group", "team"]
    private static let flags = [nil, "true", "false", "\"maybe\"", "null", "{}"]

    private func visibility(_ command: Command) throws -> Visibility {
        guard case .note(let note) = command.action else {
            throw Document.NotWanted.otherVerb(command.action.name)
        }
        return note.visibility
    }

    @Test func `a Jira comment is public only if a flag says so and none says otherwise`() throws {
        let jira = try Shipped.translator("jira")
        for restriction in Self.restrictions {
            for internalFlag in Self.flags {
                for publicFlag in Self.flags {
                    var comment = #""id":"1","body":"Hej""#
                    if let restriction {
                        comment += #","visibility":{"type":"\#(restriction)","value":"x"}"#
                    }
                    if let internalFlag {
                        comment += #","properties":[{"key":"sd.public.comment","value":"#
                        comment += #"{"internal":\#(internalFlag)}}]"#
                    }
                    if let publicFlag { comment += #","jsdPublic":\#(publicFlag)"# }
                    let command = try Reading.command(
                        #"{"webhookEvent":"comment_created","issue":{"key":"D-1"},"#
                            + #""comment":{\#(comment)}}"#,
                        with: jira
                    )
                    let saysPublic = internalFlag == "false" || publicFlag == "true"
                    let saysNothing: Set<String?> = [nil, "null", "{}"]
                    let isClear =
                        restriction == nil
                        && (internalFlag == "false" || saysNothing.contains(internalFlag))
                        && (publicFlag == "true" || saysNothing.contains(publicFlag))
                    let expected: Visibility = saysPublic && isClear ? .public : .internal
                    #expect(try visibility(command) == expected, "\(comment)")
                }
            }
        }
    }

    @Test func `what stands in ServiceNow's work notes is never a comment`() throws {
        let servicenow = try Shipped.translator("servicenow")
        for (comments, workNotes) in [("", "Internt"), ("Hej", "Internt"), ("Hej", "")] {
            for operation in ["comment", "work_note"] {
                let text = """
                    {"operation":"\(operation)","number":"I1",\
                    "comments":"\(comments)","work_notes":"\(workNotes)"}
                    """
                guard let command = try? Reading.command(text, with: servicenow),
                    case .note(let note) = command.action
                else { continue }
                #expect(note.visibility == (note.text == "Hej" ? .public : .internal), "\(text)")
            }
        }
    }

    @Test(arguments: ["jira", "servicenow", "portal"])
    func `an internal note reaches no reporter, whatever the core sends`(name: String) throws {
        let translator = try Shipped.translator(name)
        for kind in OutboundMessage.allCases {
            let document = try Document(
                """
                {"incident":"itsm-1","number":"1","sequence":4,"at":"2026-11-23T07:00:00.000Z",
                "status":"registered","by":"spoc","outcome":"accepted",
                "note":{"text":"HEMMELIGT","author":"HEMMELIG","visibility":"internal"}}
                """
            )
            guard let bytes = translator.translate(document.root, kind) else { continue }
            #expect(!String(decoding: bytes, as: UTF8.self).contains("HEMMELIG"))
        }
    }

    @Test func `TMF621 notes keep their flag, and without one they are internal`() throws {
        let tmf = try Shipped.translator("tmf621")
        for (type, expected) in [
            ("PublicNote", Visibility.public), ("Note", .internal), ("X", .internal),
        ] {
            let command = try Reading.command(
                """
                {"eventId":"1","eventType":"TroubleTicketAttributeValueChangeEvent",
                "event":{"troubleTicket":{"id":"T1","note":[{"@type":"PublicNote","text":"gammel"},
                {"@type":"\(type)","text":"ny"}]}}}
                """,
                with: tmf,
                context: Reading.context(party: .spoc)
            )
            #expect(try visibility(command) == expected)
        }
    }
}

extension Document {
    enum NotWanted: Error {
        case otherVerb(String)
    }
}
