/// How making a topic ended.
package enum TopicCreation: Equatable, Sendable {
    case created
    /// It was there before; its partitions and configuration are whatever they are.
    case existing
    case refused(code: String, reason: String)
}
