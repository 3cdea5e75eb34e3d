/// A topic that is there, as a client refers to it.
struct LocatedTopic {
    let handle: OpaquePointer
    let partitions: Int32

    /// Whether a record may name this partition; nil leaves the choice to the key.
    func has(_ partition: Int32?) -> Bool {
        partition.map { (0..<partitions).contains($0) } ?? true
    }
}
