/// What the configuration says of attempts over the network.
package struct SenderSettings: Equatable, Sendable {
    /// Networks that may be connected to though they are not public.
    package var allowedNetworks: [Network] = []
    /// Networks that must not be connected to though they are public: one's own.
    package var deniedNetworks: [Network] = []
    /// Whether `http://` is called too.
    package var allowsHTTP = false
    package var ports = Self.portsDefault
    /// Where the files are that `ClientTLS` names; nil: there are none.
    package var tlsFolder: String?
    /// A file of the authorities that vouch for endpoints and the mail server; nil: the system's.
    package var authorities: String?
    /// Nil: no mail is sent.
    package var mail: MailServer?

    /// Attempts under way at once; each may hold a connection, and a thread while its name is
    /// looked up.
    package var underWayMax = 1_024
    /// Attempts that wait for others to end; beyond it they fail.
    package var waitingMax = 65_536
    /// Connections kept open beside those in use.
    package var idleConnectionsMax = 1_024
    /// From the look-up to the end of the TLS handshake.
    package var connectTimeout: Duration = .seconds(5)
    package var responseBytesMax = 65_536
    /// Of all header lines of one attempt, interim responses included.
    package var headerBytesMax = 32_768
    /// Once an endpoint has begun to answer, it sends this many bytes a second or is let go.
    package var bytesPerSecondMin = 64
    /// For how long it may be slower than that; whole seconds.
    package var slowMax: Duration = .seconds(5)
    /// How long an answer of the DNS is kept; whole seconds.
    package var namesKept: Duration = .seconds(15)

    /// The usual ports of the Web, and those that no well-known service of another kind has.
    package static let portsDefault: [ClosedRange<UInt16>] = [
        80...80, 443...443, 1_024...65_535,
    ]

    package init() {}

    package var urlGuard: URLGuard {
        URLGuard(allowsHTTP: allowsHTTP, ports: ports, addresses: addressGuard)
    }

    package var addressGuard: AddressGuard {
        AddressGuard(allowed: allowedNetworks, denied: deniedNetworks)
    }

    /// These settings, made to fit a process that may have so many descriptors: three quarters
    /// of them are for connections.
    package func fitting(descriptors: Int) -> SenderSettings {
        let connections = max(descriptors / 4 * 3, 2)
        var settings = self
        settings.underWayMax = max(1, min(underWayMax, connections / 3 * 2))
        settings.idleConnectionsMax = max(
            1,
            min(idleConnectionsMax, connections - settings.underWayMax)
        )
        return settings
    }
}
