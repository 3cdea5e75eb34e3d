/// Something about a history that its reader must know: nothing is left out in silence.
package enum HistoryFinding: Equatable, Sendable {
    /// The input's line or record of this number, from 1, can't be read.
    case unreadable(place: Int, detail: String)
    /// An event of a type this version of the reports does not know; it is counted, no more.
    case unknownType(String, incident: String, sequence: Int64)
    /// The same event came again; it counts once.
    case repeated(incident: String, sequence: Int64)
    /// Two different events bear the same number; the first counts.
    case conflicting(incident: String, sequence: Int64)
    /// Events from this number to that are not there (P18).
    case gap(incident: String, from: Int64, to: Int64)
    /// The incident's first event is not its registration.
    case headless(incident: String)

    package var sentence: String {
        switch self {
        case .unreadable(let place, let detail): "line \(place) can't be read: \(detail)"
        case .unknownType(let type, let incident, let sequence):
            "\(incident)#\(sequence) is of an unknown type: \(type)"
        case .repeated(let incident, let sequence): "\(incident)#\(sequence) came again"
        case .conflicting(let incident, let sequence):
            "\(incident)#\(sequence) came again and differs; the first counts"
        case .gap(let incident, let from, let to):
            from == to
                ? "\(incident)#\(from) is missing"
                : "\(incident)#\(from) to #\(to) are missing"
        case .headless(let incident): "\(incident) does not begin with its registration"
        }
    }
}
