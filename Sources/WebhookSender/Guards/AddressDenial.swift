/// Why an address must not be connected to.
package enum AddressDenial: String, CaseIterable, Sendable {
    /// By the configuration.
    case configured
    case unspecified
    /// "This network", 0.0.0.0/8: Linux connects to the machine itself.
    case thisNetwork = "this-network"
    case loopback
    case privateUse = "private"
    /// Between a provider and its customers (RFC 6598).
    case carrierNAT = "carrier-nat"
    case linkLocal = "link-local"
    /// Where a cloud tells a machine about itself; the usual one is link-local.
    case metadata
    case protocolAssignment = "protocol-assignment"
    case documentation
    case benchmarking
    case relayAnycast = "6to4-relay"
    case multicast
    case broadcast
    case mapped = "v4-mapped"
    case compatible = "v4-compatible"
    case translated = "v4-translated"
    case nat64
    case sixToFour = "6to4"
    case teredo
    case discard
    case segmentRouting = "segment-routing"
    case uniqueLocal = "unique-local"
    case siteLocal = "site-local"
    /// Not given to anybody, or not for unicast.
    case reserved
}
