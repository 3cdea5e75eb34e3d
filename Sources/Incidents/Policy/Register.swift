package import Messaging

/// A register, and who owns it when.
package struct Register: Equatable, Sendable {
    package struct Ownership: Equatable, Sendable {
        /// The authority that leads; receives the incidents.
        package var authority: String
        /// Further owners, who are told (GeoDanmark).
        package var coOwners: [String]
        /// The one named person or function that receives incidents; nil: none named, which is
        /// a deviation of the set-up (edge case 27).
        package var recipient: String?
        package var from: Timestamp
        package var until: Timestamp?

        package init(
            authority: String,
            coOwners: [String] = [],
            recipient: String?,
            from: Timestamp,
            until: Timestamp? = nil
        ) {
            self.authority = authority
            self.coOwners = coOwners
            self.recipient = recipient
            self.from = from
            self.until = until
        }
    }

    package var code: String
    package var name: String
    package var personalData: Bool
    /// In order of validity, without overlaps.
    package var ownerships: [Ownership]

    package init(code: String, name: String, personalData: Bool, ownerships: [Ownership]) {
        self.code = code
        self.name = name
        self.personalData = personalData
        self.ownerships = ownerships
    }

    package func ownership(at moment: Timestamp) -> Ownership? {
        ownerships.first { $0.from <= moment && ($0.until.map { moment < $0 } ?? true) }
    }
}
