import JSON
import Testing

/// Patterns mean what ECMA-262 says.
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
        pattern("^[+-\\]]+$", fits: ["+", "]A["], unfit: ["", "^", "*"]),
        pattern("^[^!-ÿ]{2}$", fits: ["  ", "Ā😀", "\u{0}\n"], unfit: ["", " å", "😀"]),
        pattern(
            "^[߿-ࠁ퟿-\u{e000}\u{fffe}-𐀁]$",
            fits: ["߿", "ࠀ", "ࠁ", "퟿", "\u{e000}", "\u{fffe}", "\u{ffff}", "𐀀", "𐀁"],
            unfit: ["߾", "ࠂ", "\u{e001}", "\u{fffd}", "𐀂", "\u{10ffff}"]
        ),
        pattern("(^a|b)c$", fits: ["ac", "xbc", "bc"], unfit: ["xac", "acx", ""]),
        pattern("^(a|)$|x", fits: ["", "a", "bx"], unfit: ["b", "ab"]),
        pattern("^(a*)*b?$", fits: ["", "aaa", "aab", "b"], unfit: ["ba", "c"]),
        pattern("a{0}b|c{0,}d", fits: ["b", "d", "ccd"], unfit: ["", "a", "c"]),
        pattern("$", fits: ["", "a"], unfit: []),
        pattern("a$b", fits: [], unfit: ["ab", "a", ""]),
        pattern("a^b|^^c$$", fits: ["c"], unfit: ["ab", "b", "cc"]),
        pattern(
            "^(19|2[0-9])[0-9][0-9]-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3])"
                + ":[0-5][0-9]:[0-5][0-9]([.][0-9]{1,9})?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$",
            fits: ["2026-11-23T08:00:00Z", "1999-12-31T23:59:59.123456789-23:59"],
            unfit: ["2026-11-23T08:00:00", "2026-11-23T08:00:00.Z", "3026-11-23T08:00:00Z"]
        ),
        pattern(
            "^[ \t\r\n]*[^ \t\r\n]",
            fits: ["a", "  å", "\n\t x y"],
            unfit: ["", " ", "\n\r\t "]
        ),
        pattern(
            "^https://[^/ ]+",
            fits: ["https://a/ b", "https://å"],
            unfit: ["https:///", "http://a"]
        ),
        pattern("aab", fits: ["aab", "aaab", "xaabx", "aabaab"], unfit: ["aaa", "ab", "abab"]),
        pattern("(ab)+c|b{2}", fits: ["ababc", "xabcx", "abb"], unfit: ["abab", "ac"]),
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
        "a|*", "(*a)", "[]", "[^]", "[a", "[b-a]", "[[:alpha:]]", "(a", "a)", "a{",
        "a{x}", "a{,2}", "a{3,2}", "a{1", "{1}", "a}", "]", "a{99999}", "\\\\", "[a-",
        "(((((((((((((((((((((((((((((((((a)))))))))))))))))))))))))))))))))",
        "(a|b)*a(a|b){30}", "(.{4000}){4000}",
    ])
    func `a pattern that others read differently is refused`(pattern: String) throws {
        let fault = #expect(throws: JSONSchemaFault.self) {
            try JSONSchema(Array(#"{"properties":{"a":{"pattern":"\#(pattern)"}}}"#.utf8))
        }
        #expect(fault?.pointer == "/properties/a/pattern")
    }
}
