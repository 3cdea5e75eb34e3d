package import Messaging

/// A time zone as a table of offsets, so that the core needs no time zone database.
///
/// Made by the shell from the system's database; the policy names the zone.
package struct CivilZone: Equatable, Sendable {
    package struct Span: Equatable, Sendable {
        /// In force from this moment (inclusive).
        package var from: Timestamp
        /// Seconds east of UTC.
        package var offsetSeconds: Int

        package init(from: Timestamp, offsetSeconds: Int) {
            self.from = from
            self.offsetSeconds = offsetSeconds
        }
    }

    package var name: String
    /// In order; the first also holds for everything earlier.
    package var spans: [Span]

    package init(name: String, spans: [Span]) {
        precondition(!spans.isEmpty, "a zone has at least one offset")
        self.name = name
        self.spans = spans
    }
}
