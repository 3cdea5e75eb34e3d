package import Messaging

/// What is owed now on open incidents, by how pressing it is.
package struct DeadlineReport: Equatable, Sendable {
    package enum Urgency: String, CaseIterable, Sendable {
        /// Its time has passed and it is not done.
        case overdue
        /// At least three quarters of its time have passed, or a warning was given.
        case atRisk = "at-risk"
        /// Due within the time asked for.
        case soon
        case later
    }

    package struct Item: Equatable, Sendable {
        package var incident: String
        package var promise: Promise
        package var urgency: Urgency
        /// Until it is due; below zero: since it was.
        package var milliseconds: Int64
        package var isExpedited: Bool
    }

    /// What one party owes.
    package struct PartyLine: Equatable, Sendable {
        package var party: String
        package var counts: [Urgency: Int]
    }

    /// Most pressing first.
    package var items: [Item]
    package let now: Timestamp

    /// - Parameter within: Seconds from `now` that count as soon.
    package init(_ courses: [Course], now: Timestamp, within seconds: Int64 = 86_400) {
        self.now = now
        self.items = courses.flatMap { course in
            course.promises.filter { $0.isOwed && $0.from <= now }.map { promise in
                Item(
                    incident: course.id,
                    promise: promise,
                    urgency: promise.urgency(at: now, soon: seconds),
                    milliseconds: promise.due.milliseconds - now.milliseconds,
                    isExpedited: course.expedited
                )
            }
        }
        .sorted { ($0.promise.due, $0.incident) < ($1.promise.due, $1.incident) }
    }

    package var byParty: [PartyLine] {
        Dictionary(grouping: items, by: \.promise.party)
            .map { party, items in
                PartyLine(
                    party: party,
                    counts: items.reduce(into: [:]) { $0[$1.urgency, default: 0] += 1 }
                )
            }
            .sorted { $0.party < $1.party }
    }
}

extension Promise {
    fileprivate func urgency(at now: Timestamp, soon seconds: Int64) -> DeadlineReport.Urgency {
        // Done at the very moment is in time.
        if now > due || standing == .missed(doneAt: nil) { return .overdue }
        let passed = now.milliseconds - from.milliseconds
        let length = due.milliseconds - from.milliseconds
        if warnedAt != nil || passed * 4 >= length * 3 { return .atRisk }
        return due <= now.adding(seconds: seconds) ? .soon : .later
    }
}
