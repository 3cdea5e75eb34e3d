import Incidents

/// Words planted in texts, so that a leak shows.
enum Canary {
    /// In the texts of incidents whose texts are restricted.
    static let secret = "HEMMELIGT-"
    /// In internal notes.
    static let within = "INTERNT-"
    /// A number that looks like a person's, in several spellings.
    static let persons = ["010190-1234", "0101901234", "010190 1234"]
}
