import JSON
import Testing
import Translation

@Suite("Outbound")
struct OutboundTests {
    private func written(_ kind: OutboundMessage, _ canonical: String) throws -> String {
        let bytes = Reading.translator.translate(try Document(canonical).root, kind)
        return String(decoding: try #require(bytes), as: UTF8.self)
    }

    @Test func `a part with nothing to say is left out with its constants`() throws {
        #expect(
            try written(.status, #"{"number":"7","status":"registered"}"#)
                == #"{"id":"7","state":"r","fixed":{"open":true}}"#
        )
        #expect(
            try written(.status, #"{"number":"7","status":"registered","note":{"text":"Hej"}}"#)
                == #"{"id":"7","state":"r","said":{"text":"Hej","kind":"comment"},"#
                + #""fixed":{"open":true}}"#
        )
    }

    @Test func `lists are joined, times rewritten, null is nothing`() throws {
        #expect(
            try written(
                .receipt,
                #"{"number":"7","outcome":null,"deviations":["A","B"],"#
                    + #""deadlines":[{"due":"2026-11-24T07:00:02.114Z"}]}"#
            ) == #"{"id":"7","due":"2026-11-24 07:00:02","codes":"A;B"}"#
        )
    }

    @Test func `a value the map does not have goes as it is`() throws {
        #expect(try written(.status, #"{"status":"odd"}"#).contains(#""state":"odd""#))
    }

    @Test func `a message the dialect does not write is nothing`() throws {
        #expect(Reading.translator.translate(try Document("{}").root, .forwarded) == nil)
    }
}
