import JSON
import Messaging
import Testing
import Translation

@Suite("Translator set")
struct TranslatorSetTests {
    private func itsm() throws -> TranslatorSet {
        TranslatorSet(try ["canonical", "jira", "servicenow"].map(Shipped.translator))
    }

    private func chosen(_ text: String, type: String? = nil) throws -> String {
        let event = type.map { InboundContext.Event(id: "1", source: "/x", type: $0) }
        let context = Reading.context(event: event)
        return try itsm().translator(for: Document(text).root, context).dialect.name
    }

    @Test func `a CloudEvents type names the dialect`() throws {
        #expect(try chosen("{}", type: "dk.datafordeler.incident.report.v1") == "canonical")
        #expect(try chosen("{}", type: "com.atlassian.jira.issue") == "jira")
        #expect(try chosen("[]", type: "com.servicenow.incident.changed") == "servicenow")
    }

    @Test func `plain JSON is known by what it holds`() throws {
        #expect(try chosen(#"{"webhookEvent":"x","issue":{"key":"D-1"}}"#) == "jira")
        #expect(try chosen(#"{"sys_id":"1","sys_class_name":"incident"}"#) == "servicenow")
    }

    @Test(arguments: [
        "{}", "[]", "null", "7", #"{"webhookEvent":"x"}"#,
        #"{"sys_id":"1","sys_class_name":"problem"}"#,
        // Canonical content without its type is nobody's.
        #"{"number":"1","title":"Nede","reporter":{"kind":"user"}}"#,
    ])
    func `what nobody recognises is refused`(text: String) throws {
        let rejection = try #require(throws: Rejection.self) { try chosen(text) }
        #expect(rejection.code == .dialectUnrecognised)
        #expect(rejection.remedy.contains("Jira webhooks"))
    }

    @Test func `a type nobody has is refused, even with content somebody knows`() throws {
        let rejection = try #require(throws: Rejection.self) {
            try chosen(#"{"webhookEvent":"x","issue":{"key":"D-1"}}"#, type: "com.example.thing")
        }
        #expect(rejection.code == .typeUnknown)
    }

    @Test func `answers go out in a dialect by its name`() throws {
        #expect(try itsm().translator(named: "jira")?.dialect.title.hasPrefix("Jira") == true)
        #expect(try itsm().translator(named: "portal") == nil)
    }
}
