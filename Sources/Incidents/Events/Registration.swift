package import Messaging

/// An incident as it came in and what the policy made of it.
package struct Registration: Equatable, Sendable {
    package var number: String
    package var dialect: String
    package var report: Report
    package var unmapped: [UInt8]?
    package var reportedAt: Timestamp
    package var assessment: Assessment
    /// What becomes a deviation unless a call is logged in time.
    package var pending: [Deviation]
    /// Where it comes from when it came out of another incident, and its times with it.
    package var part: Part?

    package struct Part: Equatable, Sendable {
        package var original: IncidentID
        package var reportedBy: Party
        package var registeredAt: Timestamp
    }
}
