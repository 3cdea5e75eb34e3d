/// A topic as it is.
package struct TopicDescription: Equatable, Sendable {
    package struct Entry: Equatable, Sendable {
        package let value: String?
        /// Nobody has set it on this topic.
        package let isDefault: Bool
    }

    package let name: String
    package let partitions: Int32
    package let replicas: Int32
    package let configuration: [String: Entry]
}
