import CSimdJSON

extension UnsafeBufferPointer<UInt8> {
    /// Equal length and equal bytes.
    func hasSameBytes(as other: UnsafeBufferPointer<UInt8>) -> Bool {
        guard count == other.count else { return false }
        guard let left = baseAddress, let right = other.baseAddress else { return true }
        return csimdjson_compare(left, right, count) == 0
    }

    /// Shorter first, then by bytes: an order to find equals by, nothing a person should see.
    func precedesByLength(_ other: UnsafeBufferPointer<UInt8>) -> Bool {
        guard count == other.count else { return count < other.count }
        guard let left = baseAddress, let right = other.baseAddress else { return false }
        return csimdjson_compare(left, right, count) < 0
    }
}
