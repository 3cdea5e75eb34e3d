package import Incidents
internal import JSON
internal import Messaging

/// Reads the history of commands, as `broker.commands` keeps it.
///
/// Takes commands as they are and records as `follow --output jsonl` prints them; records of other
/// topics are passed over and counted.
package struct CommandReader {
    package static let topic = "broker.commands"

    /// Lines that hold no command, by number from 1, with the reason.
    package private(set) var faults: [(place: Int, detail: String)] = []
    package private(set) var count = 0
    package private(set) var othersCount = 0
    private var place = 0
    private let parser = JSONParser(depthMax: 80)

    package init() {}

    /// The command of a JSON line; nil for a blank line and for what is no command.
    package mutating func command(line: [UInt8]) -> Command? {
        place += 1
        guard line.contains(where: { $0 > UInt8(ascii: " ") }) else { return nil }
        do throws(JSONFault) {
            let node = try parser.parse(line)
            guard node["headers"] != nil, let value = node["value"] else { return take(node) }
            guard node["topic"]?.string == Self.topic else {
                othersCount += 1
                return nil
            }
            return take(value)
        } catch {
            faults.append((place, error.detail))
            return nil
        }
    }

    /// The command of a record's value.
    package mutating func command(value: [UInt8]) -> Command? {
        place += 1
        do throws(JSONFault) {
            return take(try parser.parse(value))
        } catch {
            faults.append((place, error.detail))
            return nil
        }
    }

    private mutating func take(_ node: JSONNode) -> Command? {
        do throws(Rejection) {
            let command = try Command(json: node)
            count += 1
            return command
        } catch {
            faults.append((place, "\(error.pointer): \(error.detail)"))
            return nil
        }
    }
}

extension Command {
    /// What one incident told another: a replay tells it itself, by the policy it replays.
    package var isBetweenIncidents: Bool {
        switch action {
        case .takeChild, .settleChild, .followMaster, .splitOff, .refuseLink: true
        default: false
        }
    }
}
