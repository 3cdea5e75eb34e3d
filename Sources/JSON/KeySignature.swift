/// A word for a key: equal for equal keys, different for nearly all others.
struct KeySignature: Hashable, Sendable {
    /// The key's length, first and last bytes.
    let word: UInt64

    /// A string on a tape: with its length before it and padding behind the last one, four bytes
    /// from its start are always within the buffer.
    init(onTape key: UnsafeBufferPointer<UInt8>) {
        guard let start = UnsafeRawPointer(key.baseAddress) else {
            self.word = 0
            return
        }
        let head = UInt64(start.loadUnaligned(as: UInt32.self))
        guard key.count >= 4 else {
            let mask = (UInt64(1) << UInt64(8 * key.count)) - 1
            self.word = (head & mask) << 8 | UInt64(key.count)
            return
        }
        let tail = UInt64((start + (key.count - 4)).loadUnaligned(as: UInt32.self))
        self.word = head << 32 | (tail ^ (UInt64(key.count) << 24))
    }
}
