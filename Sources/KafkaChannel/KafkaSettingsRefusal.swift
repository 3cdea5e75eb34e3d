/// Settings that no client can be made of, with every reason at once.
package struct KafkaSettingsRefusal: Error, Equatable, CustomStringConvertible {
    package struct Fault: Equatable, Sendable, CustomStringConvertible {
        package enum Kind: Equatable, Sendable {
            /// Librdkafka has no such setting; its own words.
            case unknown(String)
            /// Librdkafka refuses the value; its own words.
            case invalid(String)
            /// Ours alone to set; why.
            case protected(String)
            /// Named by file, and the file cannot be read.
            case unreadable(path: String)
            /// Each setting is fine but not all of them together; librdkafka's own words.
            case combination(String)
        }

        /// The setting as it was written; empty when no single one is at fault.
        package let key: String
        package let kind: Kind

        package init(_ key: String, _ kind: Kind) {
            self.key = key
            self.kind = kind
        }

        package var description: String {
            switch kind {
            case .unknown(let reason), .invalid(let reason): "\(key): \(reason)"
            case .protected(let reason): "\(key) cannot be chosen: \(reason)"
            case .unreadable(let path): "\(key): cannot read \(path)"
            case .combination(let reason): reason
            }
        }
    }

    /// Never empty; in the order of the keys.
    package let faults: [Fault]

    package var description: String { faults.map(\.description).joined(separator: "; ") }
}
