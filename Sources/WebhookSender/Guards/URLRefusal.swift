/// Why a URL is none that we call.
package enum URLRefusal: String, Error, CaseIterable, Sendable {
    case tooLong = "url-too-long"
    /// A space, a control byte, a byte that is not ASCII, or one that URLs write otherwise.
    case byteForbidden = "url-byte-forbidden"
    case schemeRefused = "url-scheme-refused"
    /// A user or a password before the host.
    case credentials = "url-credentials"
    case fragment = "url-fragment"
    case hostMalformed = "url-host-malformed"
    /// A number in another spelling than `a.b.c.d`: octal, hexadecimal, short, one number.
    case hostNumeric = "url-host-numeric"
    case portRefused = "url-port-refused"
    /// The host is an address, and one we must not connect to.
    case addressDenied = "url-address-denied"
}
