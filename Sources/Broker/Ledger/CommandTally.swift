/// Counts the messages that the commands on their topic were made of.
///
/// A message about several incidents is a command for each of them and counts once; what stages
/// and incidents tell one another comes of no message and does not count.
package struct CommandTally {
    private var single = 0
    /// Places of messages that are more than one command.
    private var several: Set<String> = []

    package init() {}

    package var messages: Int { single + several.count }

    /// - Parameters:
    ///   - source: The record's CloudEvents source.
    ///   - id: Its CloudEvents id.
    package mutating func take(source: [UInt8]?, id: [UInt8]?) {
        guard source == Array(Arrival.source.utf8), let id else { return }
        if let end = id.firstIndex(of: Arrival.placeEnd) {
            several.insert(String(decoding: id[..<end], as: UTF8.self))
        } else {
            single += 1
        }
    }
}
