internal import Incidents
internal import Messaging

extension PolicyDraft {
    /// The policy; to be used only when the lint has found no error in the draft.
    var policy: Policy {
        var policy = Policy(
            name: heading.name,
            version: heading.version,
            validFrom: midnight(heading.validFrom.value),
            validUntil: heading.validUntil.map { midnight($0.value) },
            zone: heading.zone.value,
            calendars: Dictionary(calendars.map { ($0.key.text, calendar($0.key.text, $0.value)) })
            {
                first,
                _ in first
            },
            startOfWork: deadlines.flatMap(startOfWork),
            criticalServices: Set(criticalServices.map(\.value)),
            registers: Dictionary(registers.map { ($0.key.text, register($0.key.text, $0.value)) })
            {
                first,
                _ in first
            },
            rules: tables.flatMap(\.rules).map(\.rule),
            settings: settings.settings
        )
        policy.approvedBy = heading.approvedBy
        policy.knownErrors = knownErrors.map { draft in
            var error = draft.error
            error.from = draft.from.map(midnight)
            error.until = draft.until.map(midnight)
            return error
        }
        return policy
    }

    /// The first moment of a date in the policy's zone.
    func midnight(_ date: CivilDate) -> Timestamp {
        heading.zone.value.moment(WallClock(date))
    }

    private func calendar(_ name: String, _ calendar: CalendarDraft) -> ServiceCalendar {
        let days = daysOff.first { $0.key.text == calendar.daysOff?.value }?.value
        return ServiceCalendar(name: name, week: calendar.week, daysOff: days ?? .none)
    }

    private func startOfWork(_ entry: DeadlineDraft) -> [StartOfWorkDeadline] {
        entry.within.compactMap { key, period in
            Category(rawValue: key.text).map { category in
                StartOfWorkDeadline(
                    category: category,
                    responsible: entry.responsible,
                    environment: entry.environment,
                    within: period,
                    calendar: entry.calendar.value,
                    advisory: entry.advisory,
                    principle: entry.principle
                )
            }
        }
    }

    private func register(_ code: String, _ register: RegisterDraft) -> Register {
        let ownerships = register.owners.map { owner in
            Register.Ownership(
                authority: owner.authority,
                coOwners: owner.coOwners,
                recipient: owner.recipient,
                from: owner.from.map(midnight) ?? Timestamp(milliseconds: 0),
                until: owner.until.map(midnight)
            )
        }
        return Register(
            code: code,
            name: register.name,
            personalData: register.personalData,
            ownerships: ownerships.sorted { $0.from < $1.from }
        )
    }
}
