/// Addresses that begin with the same bits, as `10.0.0.0/8` or `fd00::/8`.
package struct Network: Hashable, Sendable {
    /// The bits that do not count are zero.
    package let base: IPAddress
    /// How many bits count.
    package let length: Int

    /// As `base/length`, or one address by itself; nil when a bit is set that does not count,
    /// for then it is not known what was meant.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let base = IPAddress(parts[0]) else { return nil }
        var length = base.width
        if parts.count == 2 {
            guard let number = Int(parts[1]), String(number) == parts[1],
                (0...base.width).contains(number)
            else { return nil }
            length = number
        }
        guard Self.cut(base, to: length) == base else { return nil }
        self.base = base
        self.length = length
    }

    package func contains(_ address: IPAddress) -> Bool {
        address.width == base.width && Self.cut(address, to: length) == base
    }

    private static func cut(_ address: IPAddress, to length: Int) -> IPAddress {
        switch address {
        case .v4(let bits): .v4(length == 0 ? 0 : (bits >> (32 - length)) << (32 - length))
        case .v6(let bits): .v6(length == 0 ? 0 : (bits >> (128 - length)) << (128 - length))
        }
    }
}

extension Network: CustomStringConvertible {
    package var description: String { "\(base)/\(length)" }
}
