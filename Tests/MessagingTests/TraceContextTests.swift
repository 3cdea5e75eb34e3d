import Messaging
import Testing

@Suite("Trace context")
struct TraceContextTests {
    static let trace = "4bf92f3577b34da6a3ce929d0e0e4736"

    @Test(arguments: [
        ("00-\(trace)-00f067aa0ba902b7-01", true),
        ("00-\(trace)-00f067aa0ba902b7-00", false),
        ("00-\(trace)-00f067aa0ba902b7-ff", true),
        ("01-\(trace)-00f067aa0ba902b7-01", true),
        ("cc-\(trace)-00f067aa0ba902b7-01-what-comes-later", true),
    ])
    func `a traceparent names the trace`(text: String, isSampled: Bool) throws {
        let context = try #require(TraceContext(traceparent: text, tracestate: "a=b"))
        #expect(context.traceparent == text)
        #expect(context.tracestate == "a=b")
        #expect(context.traceID == Self.trace)
        #expect(context.parentID == "00f067aa0ba902b7")
        #expect(context.isSampled == isSampled)
    }

    @Test(arguments: [
        "", "00", "00-\(trace)-00f067aa0ba902b7", "00-\(trace)-00f067aa0ba902b7-0",
        "00-\(trace)-00f067aa0ba902b7-01-", "00-\(trace)-00f067aa0ba902b7-01-x",
        "ff-\(trace)-00f067aa0ba902b7-01", "01-\(trace)-00f067aa0ba902b7-01x",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-\(trace)-0000000000000000-01", "00-\(trace)-00F067AA0BA902B7-01",
        "00_\(trace)_00f067aa0ba902b7_01", "0g-\(trace)-00f067aa0ba902b7-01",
        "00-\(trace)-00f067aa0ba902b7-+1", "00-\(trace)-00f067aa0ba902bå-01",
        " 00-\(trace)-00f067aa0ba902b7-01",
    ])
    func `what is no traceparent is refused`(text: String) {
        #expect(TraceContext(traceparent: text) == nil)
    }
}
