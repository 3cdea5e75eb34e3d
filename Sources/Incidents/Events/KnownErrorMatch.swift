/// A known error that may be what the incident shows, and why it is offered (P11).
package struct KnownErrorMatch: Equatable, Sendable {
    package var id: String
    /// 0 to 100; how many of the known error's signs are there.
    package var score: Int
    /// The signs that were found, for people.
    package var because: [String]
    /// What the policy's file says about getting on; for those who handle the incident.
    package var workaround: String

    package init(id: String, score: Int, because: [String], workaround: String = "") {
        self.id = id
        self.score = score
        self.because = because
        self.workaround = workaround
    }
}
