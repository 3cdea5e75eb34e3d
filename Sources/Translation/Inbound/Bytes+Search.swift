// Bytes compared and searched eight at a time: names and codes are short, and there are many.

extension UnsafeBufferPointer<UInt8> {
    /// Equal length and equal bytes.
    func hasSameBytes(as other: UnsafeBufferPointer<UInt8>) -> Bool {
        guard count == other.count else { return false }
        guard let left = UnsafeRawPointer(baseAddress),
            let right = UnsafeRawPointer(other.baseAddress)
        else { return true }
        guard count >= 8 else {
            for position in 0..<count where self[position] != other[position] { return false }
            return true
        }
        var position = 0
        while position < count {
            // The last eight overlap those before them.
            let start = Swift.min(position, count &- 8)
            let isSame =
                (left + start).loadUnaligned(as: UInt64.self)
                == (right + start).loadUnaligned(as: UInt64.self)
            guard isSame else { return false }
            position &+= 8
        }
        return true
    }

    /// Whether one of the two bytes is among these.
    func contains(_ first: UInt8, or second: UInt8) -> Bool {
        guard let bytes = UnsafeRawPointer(baseAddress) else { return false }
        guard count >= 8 else {
            for byte in self where byte == first || byte == second { return true }
            return false
        }
        let ones: UInt64 = 0x0101_0101_0101_0101
        let (firsts, seconds) = (UInt64(first) &* ones, UInt64(second) &* ones)
        var position = 0
        while position < count {
            let start = Swift.min(position, count &- 8)
            let eight = (bytes + start).loadUnaligned(as: UInt64.self)
            if (eight ^ firsts).hasZeroByte || (eight ^ seconds).hasZeroByte { return true }
            position &+= 8
        }
        return false
    }
}

extension UInt64 {
    /// Whether one of its eight bytes is zero.
    fileprivate var hasZeroByte: Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        return (self &- ones) & ~self & (ones &<< 7) != 0
    }
}
