import StrictYAML
import Testing

private enum Colour: String, CaseIterable {
    case red
    case green
}

private struct Sample: Equatable {
    var name: String
    var port: Int
    var colours: [Colour]
    var grace: Duration
    var isOpen: Bool
}

extension YAMLShape where Value == Sample {
    fileprivate static var sample: YAMLShape<Sample> {
        .mapping { mapping in
            let name = mapping.required("name", .text)
            let port = mapping.optional("port", .integer(in: 1...65535), default: 80)
            let colours = mapping.optional("colours", .list(of: .oneOf(Colour.self)), default: [])
            let grace = mapping.optional("grace", .duration, default: .zero)
            let isOpen = mapping.optional("open", .bool, default: false)
            guard let name else { return nil }
            return Sample(name: name, port: port, colours: colours, grace: grace, isOpen: isOpen)
        }
    }
}

@Suite("Strict YAML")
struct StrictYAMLTests {
    private func faults<Value>(_ text: String, _ shape: YAMLShape<Value>) -> [String] {
        let reader = YAMLReader(file: "f.yaml", text: text)
        _ = reader.read(shape)
        return reader.diagnostics.map(\.description)
    }

    @Test func `a right document is read without a word`() {
        let text = """
            name: door
            port: 8080
            colours: [red, green]
            grace: PT5M
            open: true
            """
        let reader = YAMLReader(file: "f.yaml", text: text)
        let sample = Sample(
            name: "door",
            port: 8080,
            colours: [.red, .green],
            grace: .seconds(300),
            isOpen: true
        )
        #expect(reader.read(.sample) == sample)
        #expect(reader.diagnostics.isEmpty)
    }

    @Test func `all faults are told at once, in the order of the file`() {
        let text = """
            prot: 8080
            colours: [red, gren]
            grace: P1D
            open: yes
            """
        #expect(
            faults(text, .sample) == [
                "f.yaml:1:1: error: 'name' is missing; wanted a text that is not empty",
                "f.yaml:1:1: error: unknown key 'prot'; did you mean 'port'? "
                    + "(known: name, port, colours, grace, open) [prot]",
                "f.yaml:2:16: error: wanted one of red, green, got 'gren'; "
                    + "did you mean 'green'? [colours[1]]",
                "f.yaml:3:8: error: wanted an ISO 8601 duration of hours, minutes or seconds "
                    + "such as PT5M, got 'P1D' [grace]",
                "f.yaml:4:7: error: wanted true or false, got 'yes' [open]",
            ]
        )
    }

    @Test(
        "a wrong type says what was wanted and what came",
        arguments: [
            ("name: 12", "1:7: error: wanted a string, got the integer 12; write '12' in quotes"),
            ("name: 1.1", "1:7: error: wanted a string, got the number 1.1; write '1.1' in quotes"),
            ("name: true", "1:7: error: wanted a string, got true; write 'true' in quotes"),
            ("name:", "1:6: error: wanted a string, got nothing"),
            ("name: ''", "1:7: error: wanted a text that is not empty, got ''"),
            ("name: [a]", "1:7: error: wanted a string, got a list"),
            ("name: {a: b}", "1:7: error: wanted a string, got a mapping"),
        ]
    )
    func wrongType(text: String, fault: String) {
        #expect(faults(text, .sample) == ["f.yaml:\(fault) [name]"])
    }

    @Test func `a port out of range names the range`() {
        #expect(
            faults("name: a\nport: 70000", .sample) == [
                "f.yaml:2:7: error: wanted an integer in 1...65535, got the integer 70000 [port]"
            ]
        )
    }

    @Test func `a list where a mapping is wanted`() {
        #expect(faults("- a", .sample) == ["f.yaml:1:1: error: wanted a mapping, got a list"])
        #expect(faults("", .sample) == ["f.yaml:1:1: error: wanted a mapping, got nothing"])
    }

    @Test func `duplicate keys are told with all other faults, at every depth`() {
        let text = """
            name: a
            "name": b
            inner:
              x: 1
              y: 2
              x: 3
              x: 4
            name: c
            """
        #expect(
            faults(text, .sample) == [
                "f.yaml:2:1: error: duplicate key 'name', it is already on line 1 [name]",
                "f.yaml:3:1: error: unknown key 'inner' "
                    + "(known: name, port, colours, grace, open) [inner]",
                "f.yaml:6:3: error: duplicate key 'x', it is already on line 4 [inner.x]",
                "f.yaml:7:3: error: duplicate key 'x', it is already on line 4 [inner.x]",
                "f.yaml:8:1: error: duplicate key 'name', it is already on line 1 [name]",
            ]
        )
    }

    @Test(
        "what a strict file does not need is refused",
        arguments: [
            ("a: &x 1\nb: *x", "1:4: error: anchors and aliases are not read here; write it out"),
            ("a: !!int '3'", "1:4: error: tags are not read here: tag:yaml.org,2002:int"),
            ("a: !thing {b: c}", "1:4: error: tags are not read here: !thing"),
            ("[a, b]: c", "1:1: error: a key must be a word"),
            ("a: 1\n---\nb: 2", "2:1: error: not YAML: but found another document"),
            ("a: [1", "2:1: error: not YAML: did not find expected ',' or ']'"),
            (
                "a: 1\n\tb: 2",
                "2:1: error: not YAML: found a tab character that violates indentation"
            ),
            ("a: \u{1}", "1:4: error: not YAML: control characters are not allowed"),
        ]
    )
    func refused(text: String, fault: String) {
        let found = faults(text, YAMLShape<YAMLNode>.any)
        #expect(found.first?.hasPrefix("f.yaml:\(fault)") == true, "\(found)")
    }

    @Test func `aliases of aliases are not followed`() {
        var lines = ["a0: &a0 [x]"]
        for depth in 1...60 {
            lines.append("a\(depth): &a\(depth) [*a\(depth - 1), *a\(depth - 1)]")
        }
        #expect(faults(lines.joined(separator: "\n"), YAMLShape<YAMLNode>.any).count == 61)
    }

    @Test func `bottomless nesting is refused`() {
        let text = String(repeating: "[", count: 100_000)
        #expect(faults(text, YAMLShape<YAMLNode>.any).count == 1)
    }

    @Test func `words that YAML 1.1 makes booleans and base-60 numbers stay words`() {
        let reader = YAMLReader(file: "f.yaml", text: "[no, on, 06:00, 2026-11-23, 0x10, 1_000]")
        let words = reader.read(.list(of: .string))
        #expect(words == ["no", "on", "06:00", "2026-11-23", "0x10", "1_000"])
        #expect(reader.diagnostics.isEmpty)
    }

    @Test func `a byte order mark is skipped`() {
        #expect(YAMLReader(file: "f", text: "\u{FEFF}a").read(.string) == "a")
    }

    @Test(
        "ISO 8601 durations",
        arguments: [
            ("PT5M", ISOPeriod(seconds: 300)), ("P10D", ISOPeriod(days: 10)),
            ("P1DT2H3M4S", ISOPeriod(days: 1, seconds: 7384)), ("PT0S", ISOPeriod()),
            ("P", nil), ("PT", nil), ("P1", nil), ("5M", nil), ("P5M", nil), ("PT5D", nil),
            ("P1Y", nil), ("P1W", nil), ("PT1M1H", nil), ("PT1M2M", nil), ("P1DT", nil),
            ("PT-5M", nil), ("P99999999999999999999D", nil), ("P1D2H", nil), ("PT٣M", nil),
        ] as [(String, ISOPeriod?)]
    )
    func periods(text: String, period: ISOPeriod?) {
        #expect(ISOPeriod(text) == period)
    }

    @Test(
        "the nearest spelling is offered, a far one is not",
        arguments: [
            ("categroy", "category"), ("Category", "category"), ("kindd", "kind"),
            ("chanel", "channel"), ("zebra", nil), ("x", nil),
        ] as [(String, String?)]
    )
    func spelling(word: String, meant: String?) {
        #expect(Spelling.nearest(to: word, among: ["category", "kind", "channel"]) == meant)
    }

    @Test func `mappings whose keys are data keep the file's order`() {
        let reader = YAMLReader(file: "f", text: "b: 1\na: 2\nc: x")
        let entries = reader.read(.dictionary(of: .integer)) ?? []
        #expect(entries.map(\.key.text) == ["b", "a"])
        #expect(reader.diagnostics.map(\.path) == ["c"])
    }

    @Test func `one value may stand for a list of one`() {
        let shape: YAMLShape<[String]> = .oneOrMore(of: .string)
        #expect(YAMLReader(file: "f", text: "a").read(shape) == ["a"])
        #expect(YAMLReader(file: "f", text: "[a, b]").read(shape) == ["a", "b"])
        #expect(faults("[]", shape).count == 1)
    }

    @Test func `a located value can be found wrong later`() {
        let reader = YAMLReader(file: "f", text: "a: {b: 3}")
        let value: Located<Int>?? = reader.read(
            .mapping { $0.required("a", .mapping { $0.required("b", .located(.integer)) }) }
        )
        (value ?? nil)?.node.warning("odd")
        #expect(reader.diagnostics.map(\.description) == ["f:1:8: warning: odd [a.b]"])
        #expect(!reader.hasErrors)
    }

    @Test func `null is a value only where it is asked for`() {
        let shape: YAMLShape<Int?> = .nullable(.integer)
        #expect(YAMLReader(file: "f", text: "null").read(shape) == .some(.none))
        #expect(YAMLReader(file: "f", text: "3").read(shape) == 3)
        #expect(faults("x", shape).count == 1)
    }
}
