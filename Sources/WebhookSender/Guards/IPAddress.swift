/// An address of the Internet Protocol, version 4 or 6.
package enum IPAddress: Hashable, Sendable {
    /// The first byte is the highest.
    case v4(UInt32)
    case v6(UInt128)

    /// How many bits it has.
    package var width: Int {
        switch self {
        case .v4: 32
        case .v6: 128
        }
    }

    /// The addresses of version 4 that stand in one of version 6: where its packets go in the
    /// end, if its form is the one its bits claim.
    ///
    /// Mapped, compatible and translated addresses, NAT64, 6to4, Teredo (server and client) and
    /// ISATAP.
    package var carried: [IPAddress] {
        guard case .v6(let bits) = self else { return [] }
        let low = IPAddress.v4(UInt32(truncatingIfNeeded: bits))
        let high = UInt64(truncatingIfNeeded: bits >> 64)
        // ::/96 with `::` and `::1` left out, ::ffff:0:0/96, ::ffff:0:0:0/96
        if high == 0 {
            return [0, 0xFFFF, 0xFFFF_0000].contains(bits >> 32) && bits > 1 ? [low] : []
        }
        if bits >> 80 == 0x0064_FF9B_0001 || bits >> 32 == 0x0064_FF9B << 64 { return [low] }
        if bits >> 112 == 0x2002 {
            return [.v4(UInt32(truncatingIfNeeded: bits >> 80))]
        }
        if bits >> 96 == 0x2001_0000 {
            let client = ~UInt32(truncatingIfNeeded: bits)
            return [.v4(UInt32(truncatingIfNeeded: high)), .v4(client)]
        }
        let interface = UInt32(truncatingIfNeeded: bits >> 32) & ~0x0300_0000
        return interface == 0x5EFE ? [low] : []
    }
}
