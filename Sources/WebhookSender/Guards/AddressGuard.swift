/// Which addresses may be connected to: those of the public Internet, and what the configuration
/// allows beside them.
///
/// Asked with the address a socket is about to connect to, never with what a look-up said before:
/// a name may answer differently the next time it is asked.
package struct AddressGuard: Equatable, Sendable {
    /// Though they are not public.
    package let allowed: [Network]
    /// Though they are public; this wins.
    package let denied: [Network]

    package init(allowed: [Network] = [], denied: [Network] = []) {
        self.allowed = allowed
        self.denied = denied
    }

    /// Nil when the address may be connected to.
    ///
    /// An address of version 6 that carries one of version 4 must be allowed in both forms.
    package func denial(of address: IPAddress) -> AddressDenial? {
        if denied.contains(where: { $0.contains(address) }) { return .configured }
        if !allowed.contains(where: { $0.contains(address) }) {
            if let special = Self.special.first(where: { $0.network.contains(address) }) {
                return special.denial
            }
            if case .v6(let bits) = address, bits >> 125 != 1 { return .reserved }
        }
        for carried in address.carried {
            if let denial = denial(of: carried) { return denial }
        }
        return nil
    }

    package struct Special: Sendable {
        package let network: Network
        package let denial: AddressDenial
    }

    /// The narrower ones first where two overlap.
    package static let special: [Special] = {
        let special = rows.compactMap { text, denial in
            Network(text).map { Special(network: $0, denial: denial) }
        }
        precondition(special.count == rows.count, "a range of the table is misspelt")
        return special
    }()

    /// By the registries of special-purpose addresses (RFC 6890 and what has been added since);
    /// of version 6 only what is not outside 2000::/3 anyway, or deserves a name of its own.
    static let rows: [(String, AddressDenial)] = [
        ("0.0.0.0/32", .unspecified),
        ("0.0.0.0/8", .thisNetwork),
        ("10.0.0.0/8", .privateUse),
        // Alibaba's metadata; 100.64.0.0/10 has it too.
        ("100.100.100.200/32", .metadata),
        ("100.64.0.0/10", .carrierNAT),
        ("127.0.0.0/8", .loopback),
        ("169.254.169.254/32", .metadata),
        ("169.254.0.0/16", .linkLocal),
        // Azure's wire server, a public address that answers inside only.
        ("168.63.129.16/32", .metadata),
        ("172.16.0.0/12", .privateUse),
        ("192.0.0.192/32", .metadata),
        ("192.0.0.0/24", .protocolAssignment),
        ("192.0.2.0/24", .documentation),
        ("192.88.99.0/24", .relayAnycast),
        ("192.168.0.0/16", .privateUse),
        ("198.18.0.0/15", .benchmarking),
        ("198.51.100.0/24", .documentation),
        ("203.0.113.0/24", .documentation),
        ("224.0.0.0/4", .multicast),
        ("255.255.255.255/32", .broadcast),
        ("240.0.0.0/4", .reserved),
        ("::/128", .unspecified),
        ("::1/128", .loopback),
        ("::/96", .compatible),
        ("::ffff:0:0/96", .mapped),
        ("::ffff:0:0:0/96", .translated),
        ("64:ff9b::/96", .nat64),
        ("64:ff9b:1::/48", .nat64),
        ("100::/64", .discard),
        ("2001::/32", .teredo),
        ("2001:2::/48", .benchmarking),
        ("2001::/23", .protocolAssignment),
        ("2001:db8::/32", .documentation),
        ("2002::/16", .sixToFour),
        ("3fff::/20", .documentation),
        ("5f00::/16", .segmentRouting),
        ("fd00:ec2::254/128", .metadata),
        ("fc00::/7", .uniqueLocal),
        ("fe80::/10", .linkLocal),
        ("fec0::/10", .siteLocal),
        ("ff00::/8", .multicast),
    ]
}
