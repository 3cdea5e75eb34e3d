import JSON
import Testing

/// Patterns: the fast form and the C library's must mean what ECMA-262 says.
extension JSONSchemaTests {
    private static func pattern(
        _ pattern: String,
        fits: [String],
        unfit: [String]
    ) -> Line {
        func quoted(_ text: String) -> String {
            var writer = JSONWriter()
            writer.string(text)
            return String(decoding: writer.bytes, as: UTF8.self)
        }
        return Line(
            "{\"pattern\":\(quoted(pattern))}",
            fits: fits.map(quoted),
            unfit: unfit.map(quoted)
        )
    }

    static let patterns: [Line] = [
        pattern(
            "^[A-Za-z0-9._~-]{1,64}$",
            fits: ["a", "INC0012345", "._~-", String(repeating: "x", count: 64)],
            unfit: ["", " ", "a b", "å", "a\n", "a\u{0}", String(repeating: "x", count: 65)]
        ),
        pattern(
            "^[a-z0-9._~]{1,64}-[A-Za-z0-9._~-]{1,64}$",
            fits: ["itsm-INC0012345", "a-b", "a--", "spoc-a-b-c"],
            unfit: [
                "itsm", "-a", "a-", "A-a", "itsm-å", "itsm_x-",
                String(repeating: "a", count: 65) + "-b",
            ]
        ),
        pattern("^[a-z]*[0-9]?x$", fits: ["1x", "ab1x"], unfit: ["", "ab", "1", "ab12x", "1xx"]),
        pattern("^[a-c]*b$", fits: ["b", "ab", "bb", "cab"], unfit: ["", "a", "ba"]),
        pattern("^a+a$", fits: ["aa", "aaaa"], unfit: ["a", ""]),
        pattern("^[ab]?[bc]?b$", fits: ["b", "bb", "abb", "acb"], unfit: ["", "a", "bbbb"]),
        pattern("^$", fits: [""], unfit: ["a", "\n"]),
        pattern("", fits: ["", "a"], unfit: []),
        pattern("b", fits: ["b", "abc"], unfit: ["", "ac", "B"]),
        pattern("^b", fits: ["b", "bc"], unfit: ["ab", "a\nb"]),
        pattern("b$", fits: ["b", "ab"], unfit: ["ba", "b\na"]),
        pattern("^a{2}$", fits: ["aa"], unfit: ["a", "aaa"]),
        pattern("^a{2,}$", fits: ["aa", "aaaaa"], unfit: ["a", "aab"]),
        pattern("^a{0,2}$", fits: ["", "aa"], unfit: ["aaa"]),
        pattern("^(ab|cd)+$", fits: ["ab", "abcdab"], unfit: ["", "abc", "ad"]),
        pattern("^(?:a|b)c?$", fits: ["a", "bc"], unfit: ["c", "ab"]),
        pattern("^(a(b(c)?)?){2}$", fits: ["aa", "abcab"], unfit: ["a", "abcabca"]),
        pattern("^a|b$", fits: ["ax", "xb"], unfit: ["xax", ""]),
        pattern("^.$", fits: ["a", "å", "😀", "\u{0}"], unfit: ["", "\n", "\r", "ab", "e\u{301}"]),
        pattern("^.{2,3}$", fits: ["åø", "😀😀😀"], unfit: ["å", "åøæå"]),
        pattern("^[^a]$", fits: ["b", "å", "\n", "😀"], unfit: ["a", "", "bb"]),
        pattern("^[æøå]+$", fits: ["æøåæ"], unfit: ["", "æa", "Æ"]),
        pattern("^[а-я]{2}$", fits: ["да"], unfit: ["д", "da"]),
        pattern("^([!-ÿ])+$", fits: ["!a~ÿ", "å"], unfit: ["", " ", "Ā", "a\u{100}"]),
        pattern("^å?b$", fits: ["b", "åb"], unfit: ["å", "ab"]),
        pattern(
            #"^\.\*\+\?\(\)\[\]\{\}\|\^\$\\\/\-$"#,
            fits: [".*+?()[]{}|^$\\/-"],
            unfit: ["", "a"]
        ),
        pattern(#"^[\]\[\^\-\\]$"#, fits: ["]", "[", "^", "-", "\\"], unfit: ["", "a", "/"]),
        pattern("^[-a^]+$", fits: ["-a^"], unfit: ["b"]),
        pattern(#"^[\^\-]x|y$"#, fits: ["^x", "-x", "zy"], unfit: ["ax"]),
        pattern(#"^(\^|[^^]b)$"#, fits: ["^", "ab"], unfit: ["a", "^b"]),
        pattern("^[ -~]*$", fits: ["", " a~"], unfit: ["å", "\u{7f}", "\t"]),
        pattern(#"^[0-9]{4}-[0-9]{2}\$"#, fits: ["2026-11$", "2026-11$x"], unfit: ["2026-11"]),
        pattern(
            "^https?://[^ ]+$",
            fits: ["https://a", "http://å/😀"],
            unfit: ["ftp://a", "http://"]
        ),
    ]

    @Test(arguments: [
        #"\\d+"#, #"\\w"#, #"\\bx"#, #"[\\d]"#, "(?=a)", "(?<n>a)", "a*?", "a**", "a{2}{3}", "*a",
        "a|*", "(*a)", "[]", "[^]", "[a", "[b-a]", "[[:alpha:]]", "[+-\\\\]]", "(a", "a)", "a{",
        "a{x}", "a{,2}", "a{3,2}", "a{1", "{1}", "a}", "]", "a{99999}", "\\\\", "[a-",
        "\\u0000",
    ])
    func `a pattern that others read differently is refused`(pattern: String) throws {
        let fault = #expect(throws: JSONSchemaFault.self) {
            try JSONSchema(Array(#"{"properties":{"a":{"pattern":"\#(pattern)"}}}"#.utf8))
        }
        #expect(fault?.pointer == "/properties/a/pattern")
    }
}
