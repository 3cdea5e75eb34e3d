import Testing
import WebhookSender

/// Which URLs are called at all.
@Suite("URL guard")
struct URLGuardTests {
    @Test(arguments: [
        ("https://example.dk", "example.dk", 443), ("https://example.dk/", "example.dk", 443),
        ("https://Hook.Example.dk:8443/a?b=c&d=%20", "Hook.Example.dk", 8443),
        ("https://8.8.8.8/x", "8.8.8.8", 443),
        ("https://xn--rsted-uua.dk/", "xn--rsted-uua.dk", 443),
        ("https://[2606:4700::1111]:8443/", "2606:4700::1111", 8443),
        ("https://example.dk?x=1", "example.dk", 443), ("https://a.b:443/@x:y", "a.b", 443),
    ])
    func `a plain URL may be called`(url: String, host: String, port: UInt16) throws {
        let destination = try URLGuard().destination(of: url)
        #expect(destination.host == host)
        #expect(destination.port == port)
    }

    @Test(arguments: URLSpellings.refused)
    func `an odd URL is none that we call, whatever it means`(url: String, refusal: URLRefusal) {
        #expect(URLGuard(allowsHTTP: true).refusal(of: url) == refusal, "\(url.debugDescription)")
    }

    @Test func `http is called only if the configuration says so`() {
        #expect(URLGuard().refusal(of: "http://example.dk/") == .schemeRefused)
        #expect(URLGuard(allowsHTTP: true).refusal(of: "http://example.dk/") == nil)
    }

    @Test func `a URL has an end`() {
        let path = String(repeating: "a", count: URLGuard.bytesMax - "https://a.dk/".count)
        #expect(URLGuard().refusal(of: "https://a.dk/" + path) == nil)
        #expect(URLGuard().refusal(of: "https://a.dk/a" + path) == .tooLong)
    }

    @Test func `ports are those of the configuration`() {
        let narrow = URLGuard(ports: [443...443])
        #expect(narrow.refusal(of: "https://a.dk/") == nil)
        #expect(narrow.refusal(of: "https://a.dk:8443/") == .portRefused)
        for port in [22, 25, 53, 111, 587, 1023] {
            #expect(URLGuard().refusal(of: "https://a.dk:\(port)/") == .portRefused)
        }
    }

    /// No byte anywhere in the host makes it another host.
    @Test func `no byte beyond letters, digits and hyphens is taken in a host`() {
        for byte in 0...255 as ClosedRange<UInt8> {
            let url = "https://example" + String(UnicodeScalar(byte)) + "x.dk/"
            let scalar = UnicodeScalar(byte)
            let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || "0"..."9" ~= scalar)
            let isTaken = URLGuard().refusal(of: url) == nil
            // `/` and `?` end the host.
            #expect(isTaken == (isPlain || "-./?".unicodeScalars.contains(scalar)), "\(byte)")
        }
    }
}

/// URLs that some reader takes for more than they look.
enum URLSpellings {
    static let refused: [(String, URLRefusal)] = [
        ("", .schemeRefused), ("example.dk", .schemeRefused), ("//example.dk/", .schemeRefused),
        ("ftp://example.dk/", .schemeRefused), ("file:///etc/passwd", .schemeRefused),
        ("gopher://127.0.0.1:70/", .schemeRefused), ("HTTPS://example.dk/", .schemeRefused),
        ("https:example.dk", .schemeRefused), ("https:/example.dk", .schemeRefused),
        ("dict://127.0.0.1/", .schemeRefused), ("unix:/var/run/docker.sock", .schemeRefused),
        ("https://", .hostMalformed), ("https:///x", .hostMalformed),
        ("https://?x", .hostMalformed),
        ("https://u@example.dk/", .credentials), ("https://u:p@example.dk/", .credentials),
        ("https://8.8.8.8@127.0.0.1/", .credentials), ("https://@example.dk/", .credentials),
        ("https://example.dk/#x", .fragment), ("https://127.0.0.1#@8.8.8.8/", .fragment),
        ("https://127.0.0.1\\@8.8.8.8/", .byteForbidden), (" https://example.dk/", .byteForbidden),
        ("https://example.dk/ x", .byteForbidden), ("https://example.dk/\r\nX: y", .byteForbidden),
        ("https://example.dk\0.evil/", .byteForbidden), ("https://exa\tmple.dk/", .byteForbidden),
        ("https://ørsted.dk/", .byteForbidden), ("https://①②⑦.⓪.⓪.①/", .byteForbidden),
        ("https://127。0。0。1/", .byteForbidden), ("https://１２７.0.0.1/", .byteForbidden),
        ("https://example.dk/<x>", .byteForbidden), ("https://example.dk/{x}", .byteForbidden),
        ("https://2130706433/", .hostNumeric), ("https://017700000001/", .hostNumeric),
        ("https://0x7f000001/", .hostNumeric), ("https://0X7F.1/", .hostNumeric),
        ("https://127.1/", .hostNumeric), ("https://127.0.1/", .hostNumeric),
        ("https://0/", .hostNumeric), ("https://0177.0.0.1/", .hostNumeric),
        ("https://0x7f.0.0.0x1/", .hostNumeric), ("https://127.0.0.01/", .hostNumeric),
        ("https://00000177.0.0.1/", .hostNumeric), ("https://1.1.1.1.1/", .hostNumeric),
        ("https://127.0.0.256/", .hostNumeric), ("https://example.123/", .hostNumeric),
        ("https://0xA9FEA9FE/", .hostNumeric), ("https://2852039166/", .hostNumeric),
        ("https://169.254.43518/", .hostNumeric), ("https://0251.0376.0251.0376/", .hostNumeric),
        ("https://127.0.0.1./", .hostMalformed), ("https://localhost./", .hostMalformed),
        ("https://.example.dk/", .hostMalformed), ("https://a..b/", .hostMalformed),
        ("https://-a.dk/", .hostMalformed), ("https://a-.dk/", .hostMalformed),
        ("https://a_b.dk/", .hostMalformed), ("https://127.0.0.1%2f/", .hostMalformed),
        ("https://%31%32%37.0.0.1/", .hostMalformed), ("https://a.dk%00/", .hostMalformed),
        ("https://[127.0.0.1]/", .hostMalformed), ("https://[::1/", .hostMalformed),
        ("https://[::1%25lo]/", .hostMalformed), ("https://[::1]x/", .hostMalformed),
        ("https://[]/", .hostMalformed), ("https://[example.dk]/", .hostMalformed),
        ("https://[v1.x]/", .hostMalformed), ("https://::1/", .portRefused),
        ("https://a;b.dk/", .hostMalformed), ("https://a,b.dk/", .hostMalformed),
        ("https://a.dk:/", .portRefused), ("https://a.dk:0/", .portRefused),
        ("https://a.dk:65536/", .portRefused), ("https://a.dk:+443/", .portRefused),
        ("https://a.dk:0443/", .portRefused), ("https://a.dk:4 43/", .byteForbidden),
        ("https://a.dk:443:443/", .portRefused), ("https://a.dk:-1/", .portRefused),
        ("https://127.0.0.1/", .addressDenied), ("https://169.254.169.254/", .addressDenied),
        ("https://[::1]/", .addressDenied), ("https://[::ffff:7f00:1]/", .addressDenied),
        ("https://[::127.0.0.1]/", .addressDenied), ("https://[0:0:0:0:0:0:0:1]/", .addressDenied),
        ("https://[fd00:ec2::254]/", .addressDenied), ("https://[2002:7f00:1::]/", .addressDenied),
    ]
}
