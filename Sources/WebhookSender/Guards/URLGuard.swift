/// Which URLs are called at all.
///
/// Much narrower than what URLs may be, so that no two readers, this one and libcurl, can take
/// one for different hosts.
package struct URLGuard: Equatable, Sendable {
    package static let bytesMax = 2_048

    package let allowsHTTP: Bool
    package let ports: [ClosedRange<UInt16>]
    package let addresses: AddressGuard

    package init(
        allowsHTTP: Bool = false,
        ports: [ClosedRange<UInt16>] = SenderSettings.portsDefault,
        addresses: AddressGuard = AddressGuard()
    ) {
        self.allowsHTTP = allowsHTTP
        self.ports = ports
        self.addresses = addresses
    }

    /// Where a URL goes.
    package struct Destination: Equatable, Sendable {
        /// As the URL has it, without brackets.
        package let host: String
        package let port: UInt16
        /// Nil when the host is a name.
        package let address: IPAddress?
    }

    /// Where the URL goes, if it may be called; a name is not looked up.
    package func destination(of url: String) throws(URLRefusal) -> Destination {
        guard url.utf8.count <= Self.bytesMax else { throw .tooLong }
        let secure = "https://"
        let plain = "http://"
        let isSecure = url.hasPrefix(secure)
        guard isSecure || url.hasPrefix(plain) && allowsHTTP else {
            throw url.utf8.allSatisfy(Self.isURLByte) ? .schemeRefused : .byteForbidden
        }
        guard url.utf8.allSatisfy(Self.isURLByte) else { throw .byteForbidden }
        guard !url.utf8.contains(UInt8(ascii: "#")) else { throw .fragment }
        let rest = url.dropFirst(isSecure ? secure.count : plain.count)
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        guard !authority.utf8.contains(UInt8(ascii: "@")) else { throw .credentials }
        let (host, portText) = try Self.parts(of: authority)
        let port = try Self.port(portText, isSecure: isSecure)
        guard ports.contains(where: { $0.contains(port) }) else { throw .portRefused }
        let address = try address(host)
        return Destination(host: String(host.name), port: port, address: address)
    }

    /// Nil when the URL may be called.
    package func refusal(of url: String) -> URLRefusal? {
        do throws(URLRefusal) {
            _ = try destination(of: url)
            return nil
        } catch {
            return error
        }
    }

    private struct Host {
        let name: Substring
        let isBracketed: Bool
    }

    private static func parts(
        of authority: Substring
    ) throws(URLRefusal) -> (Host, port: Substring?) {
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]") else { throw .hostMalformed }
            let name = authority[authority.index(after: authority.startIndex)..<end]
            let after = authority[authority.index(after: end)...]
            guard after.isEmpty || after.hasPrefix(":") else { throw .hostMalformed }
            let port = after.isEmpty ? nil : after.dropFirst()
            return (Host(name: name, isBracketed: true), port)
        }
        let parts = authority.split(
            separator: ":",
            maxSplits: 1,
            omittingEmptySubsequences: false
        )
        guard let name = parts.first else { throw .hostMalformed }
        return (Host(name: name, isBracketed: false), parts.count == 2 ? parts[1] : nil)
    }

    private static func port(
        _ text: Substring?,
        isSecure: Bool
    ) throws(URLRefusal) -> UInt16 {
        guard let text else { return isSecure ? 443 : 80 }
        // No sign, no leading zero: one spelling.
        guard let port = UInt16(text), port > 0, String(port) == text else { throw .portRefused }
        return port
    }

    private func address(_ host: Host) throws(URLRefusal) -> IPAddress? {
        let address = IPAddress(host.name)
        if host.isBracketed {
            guard let address, case .v6 = address else { throw .hostMalformed }
        } else if address == nil {
            guard Self.isName(host.name) else { throw .hostMalformed }
            guard !Self.endsInNumber(host.name) else { throw .hostNumeric }
        }
        if let address, addresses.denial(of: address) != nil { throw .addressDenied }
        return address
    }

    /// Labels of letters, digits and hyphens; no dot at the end.
    private static func isName(_ name: Substring) -> Bool {
        guard (1...253).contains(name.utf8.count) else { return false }
        return name.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
            (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
                && label.utf8.allSatisfy { Self.isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
        }
    }

    /// Whether some reader might take the host for a number: its last label is one, or begins
    /// as a hexadecimal one does.
    ///
    /// No top-level domain is such a label.
    private static func endsInNumber(_ name: Substring) -> Bool {
        let label = name.split(separator: ".").last ?? ""
        let isDecimal = label.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")) ~= $0 }
        return isDecimal || label.hasPrefix("0x") || label.hasPrefix("0X")
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default:
            false
        }
    }

    /// The characters of RFC 3986.
    private static func isURLByte(_ byte: UInt8) -> Bool {
        isAlphanumeric(byte) || "-._~:/?#[]@!$&'()*+,;=%".utf8.contains(byte)
    }
}
