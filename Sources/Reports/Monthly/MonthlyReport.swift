package import Incidents
package import Messaging

/// The month's report on operation and service, as the service declaration demands it: counts
/// and distributions, never texts or persons.
///
/// Incidents count where they were registered; closings, objections, releases and deviations
/// where they happened.
package struct MonthlyReport: Equatable, Sendable {
    package let month: CivilMonth
    package let span: Range<Timestamp>
    package let zone: String
    package let policyVersions: [String]

    // Of the incidents registered in the month.
    package let registered: Int
    package let byCategory: [Count]
    package let byKind: [Count]
    package let byRegister: [Count]
    package let byParty: [Count]
    package let byResponsible: [Count]
    package let expedited: Int
    package let major: Int
    package let itSecurity: Int
    package let dataSecurity: Int
    package let starts: [StartLine]
    package let toProposed: [NamedDistribution]
    package let silence: Distribution

    // Of what happened in the month.
    package let openAtEnd: Int
    package let closed: Int
    package let closedByReason: [Count]
    package let toClosed: [NamedDistribution]
    package let objections: Int
    package let reopenings: Int
    package let releases: Int
    package let releasesNoticed: Int
    package let silenceDeviations: Int
    package let deviations: DeviationReport

    package struct Count: Equatable, Sendable {
        package var name: String
        package var count: Int

        package init(_ name: String, _ count: Int) {
            self.name = name
            self.count = count
        }
    }

    package struct NamedDistribution: Equatable, Sendable {
        package var name: String
        package var distribution: Distribution
    }

    /// How soon work began, from when its clock started.
    package struct StartLine: Equatable, Sendable {
        package var category: String
        package var role: ResponsibleRole
        package var distribution: Distribution
        /// Deadlines met, of those met or missed.
        package var inTime: Int
        package var judged: Int
        package var isAdvisory: Bool
    }

    /// Shares are of what there was; nil when there was nothing.
    package static func share(_ part: Int, of whole: Int) -> Double? {
        whole == 0 ? nil : Double(part) / Double(whole)
    }

    package init(_ courses: [Course], month: CivilMonth, zone: CivilZone) {
        let span = month.span(in: zone)
        let new = courses.filter { span.contains($0.registeredAt) }
        let closures = courses.flatMap { course in
            course.closures.filter { span.contains($0.at) }.map { (course: course, closure: $0) }
        }
        let released = courses.flatMap(\.releases).filter {
            $0.releasedAt.map(span.contains) ?? false
        }
        self.month = month
        self.span = span
        self.zone = zone.name
        policyVersions = Self.versions(new)
        registered = new.count
        byCategory = Self.counts(new.map(Self.categoryName))
        byKind = Self.counts(new.map(\.kind))
        byRegister = Self.counts(new.flatMap { Set($0.registers) })
        byParty = Self.counts(new.map(\.reportedBy))
        byResponsible = Self.counts(new.map(\.responsible.rawValue))
        expedited = new.count(where: \.wasExpedited)
        major = new.count(where: \.isMajor)
        itSecurity = new.count { $0.itSecurity != .none }
        dataSecurity = new.count { $0.dataSecurity != .none }
        starts = Self.starts(new)
        toProposed = Self.distributions(new) { course in
            course.proposals.first.map { $0.at.milliseconds - course.registeredAt.milliseconds }
        }
        silence = Distribution(new.map(\.silenceMax))
        openAtEnd = courses.count { Self.isOpen($0, at: span.upperBound) }
        closed = closures.count
        closedByReason = Self.counts(closures.map { $0.closure.reason?.rawValue ?? "unknown" })
        toClosed = Self.distributions(closures.map(\.course)) { course in
            course.closures.last { span.contains($0.at) }
                .map { $0.at.milliseconds - course.registeredAt.milliseconds }
        }
        objections = courses.flatMap(\.objectedAt).count(where: span.contains)
        reopenings = courses.flatMap(\.reopenedAt).count(where: span.contains)
        releases = released.count
        releasesNoticed = released.count { $0.isNoticedBefore == true }
        deviations = DeviationReport(courses, since: span.lowerBound, until: span.upperBound)
        silenceDeviations = deviations.lines.reduce(0) {
            $0 + ($1.codes["P14.SILENCE"] ?? 0)
        }
    }

    package var autoClosed: Int {
        closedByReason.first { $0.name == Closure.Reason.tenDays.rawValue }?.count ?? 0
    }
}

extension MonthlyReport {
    fileprivate static func categoryName(_ course: Course) -> String {
        course.category?.rawValue ?? "unclassified"
    }

    /// By name; each with how often it is there.
    fileprivate static func counts(_ names: [String]) -> [Count] {
        names.reduce(into: [:]) { $0[$1, default: 0] += 1 }
            .map { Count($0.key, $0.value) }
            .sorted { $0.name < $1.name }
    }

    fileprivate static func versions(_ courses: [Course]) -> [String] {
        Set(courses.flatMap(\.policyVersions)).sorted()
    }

    fileprivate static func isOpen(_ course: Course, at moment: Timestamp) -> Bool {
        guard course.registeredAt < moment else { return false }
        let closed = course.closures.last { $0.at < moment }?.at
        guard let closed else { return true }
        return course.reopenedAt.contains { $0 >= closed && $0 < moment }
    }

    fileprivate static func distributions(
        _ courses: [Course],
        _ length: (Course) -> Int64?
    ) -> [NamedDistribution] {
        let named = courses.compactMap { course in
            length(course).map { (categoryName(course), $0) }
        }
        return Dictionary(grouping: named, by: \.0)
            .map { NamedDistribution(name: $0.key, distribution: Distribution($0.value.map(\.1))) }
            .sorted { $0.name < $1.name }
    }

    fileprivate static func starts(_ courses: [Course]) -> [StartLine] {
        let promises = courses.flatMap(\.promises).filter {
            $0.kind == "start-work" && $0.isInTime != nil
        }
        let grouped = Dictionary(grouping: promises) { promise in
            [promise.category?.rawValue ?? "unclassified", promise.role?.rawValue ?? ""]
        }
        return grouped.compactMap { key, promises in
            guard let role = ResponsibleRole(rawValue: key[1]) else { return nil }
            return StartLine(
                category: key[0],
                role: role,
                distribution: Distribution(promises.compactMap(\.length)),
                inTime: promises.count { $0.isInTime == true },
                judged: promises.count,
                isAdvisory: promises.contains(where: \.isAdvisory)
            )
        }
        .sorted { ($0.category, $0.role.rawValue) < ($1.category, $1.role.rawValue) }
    }
}

extension Promise {
    /// From the clock's start until it was done; nil: it is not.
    fileprivate var length: Int64? {
        switch standing {
        case .met(let moment), .missed(doneAt: .some(let moment)):
            moment.milliseconds - from.milliseconds
        case .running, .missed, .dropped: nil
        }
    }
}
