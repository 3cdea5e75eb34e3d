internal import Messaging

// What the broker says to people of an incident's way to its end.

extension Sentence {
    // MARK: To the reporter

    static let reporterAwaited = Sentence(
        danish: "Vi mangler dit svar for at komme videre.",
        english: "Your answer is needed before the work can go on."
    )

    static let resumed = Sentence(
        danish: "Arbejdet med sagen er genoptaget.",
        english: "Work on the incident has been resumed."
    )

    static func planned(_ when: Timestamp, _ zone: CivilZone) -> Sentence {
        Sentence(
            danish: "Fejlen ventes rettet \(zone.danish(when)).",
            english: "The fault is expected to be mended on \(zone.english(when))."
        )
    }

    static func proposed(_ type: ResolutionType) -> Sentence {
        switch type {
        case .workaround:
            Sentence(
                danish: "Der er en omgåelse til dig. Godkend den, eller gør indsigelse.",
                english: "There is a workaround for you. Accept it, or object."
            )
        case .solution:
            Sentence(
                danish: "Sagen er løst. Godkend løsningen, eller gør indsigelse.",
                english: "The incident is solved. Accept the solution, or object."
            )
        }
    }

    /// The last day on which an objection is in time.
    static func closes(_ closing: Timestamp, _ zone: CivilZone) -> Sentence {
        let last = zone.date(at: closing.adding(milliseconds: -1))
        return Sentence(
            danish: "Uden indsigelse senest \(last) lukkes sagen.",
            english: "Without an objection by \(last) at the latest the incident is closed."
        )
    }

    static let objected = Sentence(
        danish: "Der er gjort indsigelse, og arbejdet fortsætter.",
        english: "There was an objection, and the work goes on."
    )

    static func closed(_ reason: Closure.Reason) -> Sentence {
        switch reason {
        case .accepted:
            Sentence(
                danish: "Sagen er afsluttet: den er godkendt.",
                english: "The incident is closed: it was accepted."
            )
        case .tenDays:
            Sentence(
                danish: "Sagen er afsluttet: der er ikke gjort indsigelse i tide.",
                english: "The incident is closed: there was no objection in time."
            )
        case .withdrawn:
            Sentence(
                danish: "Sagen er afsluttet: den er trukket tilbage.",
                english: "The incident is closed: it was withdrawn."
            )
        case .retyped:
            Sentence(
                danish: "Sagen er afsluttet som incident: den behandles som en anmodning.",
                english: "The incident is closed: it is handled as a request instead."
            )
        case .duplicate:
            Sentence(
                danish: "Sagen er afsluttet sammen med den sag, den var en gentagelse af.",
                english: "The incident is closed with the one that it was a duplicate of."
            )
        case .override:
            Sentence(
                danish: "Sagen er afsluttet efter datafordelermyndighedens beslutning.",
                english: "The incident is closed by decision of the authority."
            )
        }
    }

    static let reopened = Sentence(
        danish: "Sagen er genåbnet.",
        english: "The incident has been opened again."
    )

    static let linked = Sentence(
        danish: "Andre har meldt det samme; sagen behandles sammen med deres.",
        english: "Others have reported the same; the incident is handled together with theirs."
    )

    static let unlinked = Sentence(
        danish: "Sagen behandles alligevel for sig selv.",
        english: "The incident is handled on its own after all."
    )

    static let split = Sentence(
        danish: "Henvendelsen behandles som flere sager, der hver får sit nummer.",
        english: "The report is handled as several incidents, each with a number of its own."
    )

    static let splitOff = Sentence(
        danish: "Sagen er oprettet på baggrund af en anden af dine sager.",
        english: "The incident was created out of another one of yours."
    )

    static func releasePlanned(
        _ release: String,
        _ when: Timestamp,
        _ zone: CivilZone
    ) -> Sentence {
        Sentence(
            danish: "En rettelse frigives til produktion \(zone.danish(when)) (\(release)).",
            english: "A correction will be released to production on \(zone.english(when))"
                + " (\(release))."
        )
    }

    static func released(_ release: String) -> Sentence {
        Sentence(
            danish: "Rettelsen er frigivet til produktion (\(release)).",
            english: "The correction has been released to production (\(release))."
        )
    }

    static func rolledBack(_ release: String) -> Sentence {
        Sentence(
            danish: "Rettelsen er rullet tilbage (\(release)). Fejlen er ikke løst endnu.",
            english:
                "The correction has been rolled back (\(release)). The fault is not solved yet."
        )
    }
}

extension CivilZone {
    fileprivate func danish(_ moment: Timestamp) -> String {
        let (date, hour, minute) = parts(moment)
        return "\(date) kl. \(hour).\(minute)"
    }

    fileprivate func english(_ moment: Timestamp) -> String {
        let (date, hour, minute) = parts(moment)
        return "\(date) at \(hour):\(minute)"
    }

    private func parts(_ moment: Timestamp) -> (date: CivilDate, hour: String, minute: String) {
        let wall = wallClock(at: moment)
        return (wall.date, padded(wall.minuteOfDay / 60), padded(wall.minuteOfDay % 60))
    }

    private func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
