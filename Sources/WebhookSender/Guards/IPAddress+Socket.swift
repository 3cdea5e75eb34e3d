internal import Glibc

extension IPAddress {
    /// The address in a socket address of either family; nil for every other family, and when
    /// there are fewer bytes than the family has.
    init?(socketAddress raw: UnsafeRawPointer, length: Int) {
        switch (Int32(raw.loadUnaligned(as: sa_family_t.self)), length) {
        case (AF_INET, MemoryLayout<sockaddr_in>.size...):
            // After family and port.
            self = .v4(UInt32(bigEndian: raw.loadUnaligned(fromByteOffset: 4, as: UInt32.self)))
        case (AF_INET6, MemoryLayout<sockaddr_in6>.size...):
            // After family, port and flow.
            self = .v6(UInt128(bigEndian: raw.loadUnaligned(fromByteOffset: 8, as: UInt128.self)))
        default:
            return nil
        }
    }
}
