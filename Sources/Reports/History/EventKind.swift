/// The events of an incident that reports understand, by the word in their type.
package enum EventKind: String, CaseIterable, Sendable {
    case reported
    case updated
    case noteAdded = "note-added"
    case acknowledged
    case workStarted = "work-started"
    case callLogged = "call-logged"
    case deadlineMissed = "deadline-missed"
    case deviationRecorded = "deviation-recorded"
    case deviationWithdrawn = "deviation-withdrawn"
    case classified
    case impactAssessed = "impact-assessed"
    case priorityDoubted = "priority-doubted"
    case priorityOverridden = "priority-overridden"
    case assigned
    case escalated
    case awaitingReporter = "awaiting-reporter"
    case resumed
    case deadlinesMoved = "deadlines-moved"
    case planned
    case resolutionProposed = "resolution-proposed"
    case resolutionDelivered = "resolution-delivered"
    case resolutionUndelivered = "resolution-undelivered"
    case qualityAssured = "quality-assured"
    case releasePlanned = "release-planned"
    case releaseNoticed = "release-noticed"
    case released
    case releaseRolledBack = "release-rolled-back"
    case accepted
    case objected
    case closingReminded = "closing-reminded"
    case closed
    case reopened
    case linked
    case unlinked
    case duplicateLinked = "duplicate-linked"
    case duplicateSettled = "duplicate-settled"
    case split = "split-up"
    case problemRelated = "problem-related"
    case securityFlagged = "security-flagged"
    case breachClockStarted = "breach-clock-started"
    case breachReported = "breach-reported"
    case majorDeclared = "major-declared"
    case resourceNeeded = "resource-needed"
    case retyped
    case knownErrorsOffered = "known-errors-offered"
    case clockWarned = "clock-warned"
    case clockExpired = "clock-expired"
}
