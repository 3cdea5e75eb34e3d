internal import Incidents
internal import Messaging

extension HopText {
    /// Judgements: what the incident is, and how grave.
    static func judged(_ event: HistoryEvent, _ course: Course) -> Sentence {
        let told = event.told
        switch event.kind {
        case .impactAssessed:
            let level = told.impact?.rawValue ?? "?"
            return Sentence(
                "Impact er vurderet til \(level)\(now(event)).",
                "The impact is rated \(level)\(now(event))."
            )
        case .priorityDoubted:
            return Sentence(
                "Er i tvivl om prioriteten og spørger datafordelermyndigheden.",
                "Doubts the priority and asks the authority."
            )
        case .priorityOverridden:
            if told.isSuperseded {
                return Sentence(
                    "En ældre afgørelse kom for sent og ændrer intet.",
                    "An older decision came late and changes nothing."
                )
            }
            return Sentence(
                "Datafordelermyndigheden har afgjort prioriteten\(now(event)).",
                "The authority has decided the priority\(now(event))."
            )
        case .majorDeclared:
            return Sentence(
                "Behandles som major incident (bilag 5.b).",
                "Handled as a major incident (annex 5.b)."
            )
        case .securityFlagged:
            let states = "it \(course.itSecurity.rawValue), data \(course.dataSecurity.rawValue)"
            return Sentence("Sikkerhed: \(states).", "Security: \(states).")
        default:
            let names = told.changed.joined(separator: ", ")
            return Sentence(
                "Visiteret: \(names)\(now(event)).",
                "Classified: \(names)\(now(event))."
            )
        }
    }

    /// Steps of the handling.
    static func handled(_ event: HistoryEvent, _ course: Course) -> Sentence {
        let told = event.told
        return switch event.kind {
        case .assigned:
            Sentence("Tildelt \(told.line ?? "?") line.", "Assigned to \(told.line ?? "?") line.")
        case .escalated:
            told.kind == "hierarchical"
                ? Sentence(
                    "Eskaleret hierarkisk til incident manageren.",
                    "Escalated hierarchically to the incident manager."
                )
                : Sentence(
                    "Eskaleret funktionelt til \(told.to ?? "?").",
                    "Escalated functionally to \(told.to ?? "?")."
                )
        case .awaitingReporter:
            Sentence("Venter på indmelderens svar.", "Waits for the reporter's answer.")
        case .resumed: Sentence("Arbejdet fortsætter.", "Work goes on.")
        case .deadlinesMoved:
            told.deadlines?.contains(where: \.isPaused) == true
                ? Sentence("Fristen står stille imens.", "Its deadline stands still meanwhile.")
                : Sentence("Fristen løber videre.", "Its deadline goes on.")
        case .planned: Sentence("Har planlagt rettelsen.", "Has planned the correction.")
        case .problemRelated:
            told.wanted == true
                ? Sentence(
                    "Følges op som problemsag \(told.problem ?? "").",
                    "Followed up as problem \(told.problem ?? "")."
                )
                : Sentence("Ingen problemsag.", "No problem is wanted.")
        case .resourceNeeded: Sentence("Mangler ressourcer.", "Needs resources.")
        case .retyped: Sentence("Er en \(told.to ?? "?").", "Is a \(told.to ?? "?").")
        case .linked:
            Sentence("Dublet af \(told.master ?? "?").", "A duplicate of \(told.master ?? "?").")
        case .unlinked:
            Sentence(
                "\(told.master ?? "?") findes ikke; sagen står for sig selv igen.",
                "There is no \(told.master ?? "?"); the incident is one of its own again."
            )
        case .duplicateLinked:
            Sentence("Dublet knyttet: \(told.child ?? "?").", "Duplicate: \(told.child ?? "?").")
        case .duplicateSettled:
            Sentence(
                "Dubletten \(told.child ?? "?"): \(told.outcome ?? "?").",
                "The duplicate \(told.child ?? "?"): \(told.outcome ?? "?")."
            )
        case .split:
            Sentence(
                "Delt i \(told.parts.joined(separator: ", ")).",
                "Split into \(told.parts.joined(separator: ", "))."
            )
        case .knownErrorsOffered:
            Sentence(
                "\(told.candidates ?? 0) kendte fejl ligner.",
                "\(told.candidates ?? 0) known errors look alike."
            )
        case .breachClockStarted, .breachReported, .clockWarned, .clockExpired: clock(event)
        default: resolving(event)
        }
    }

    private static func clock(_ event: HistoryEvent) -> Sentence {
        let told = event.told
        let clock = [told.clock ?? told.regime ?? "", told.subject ?? ""]
            .filter { !$0.isEmpty }.joined(separator: " ")
        return switch event.kind {
        case .breachClockStarted:
            Sentence(
                "Underretningsfristen løber (\(clock)).",
                "The time for notification runs (\(clock))."
            )
        case .breachReported:
            Sentence("Bruddet er anmeldt (\(clock)).", "The breach is reported (\(clock)).")
        case .clockWarned:
            Sentence(
                "\(told.percent ?? 75) % af fristen er gået: \(clock).",
                "\(told.percent ?? 75) % of the time has passed: \(clock)."
            )
        default: Sentence("Fristen er udløbet: \(clock).", "Time is up: \(clock).")
        }
    }

    private static func resolving(_ event: HistoryEvent) -> Sentence {
        let told = event.told
        let number = told.resolution.map { " \($0)" } ?? ""
        return switch event.kind {
        case .resolutionProposed:
            told.resolutionType == .workaround
                ? Sentence("Foreslår omgåelse\(number).", "Proposes workaround\(number).")
                : Sentence("Foreslår løsning\(number).", "Proposes solution\(number).")
        case .resolutionDelivered:
            Sentence(
                "Løsning\(number) er hos indmelderen.",
                "Resolution\(number) has reached the reporter."
            )
        case .resolutionUndelivered:
            Sentence(
                "Løsning\(number) nåede ikke frem.",
                "Resolution\(number) did not get through."
            )
        case .qualityAssured:
            told.approved == true
                ? Sentence("Løsningen er godkendt.", "The resolution is approved.")
                : Sentence("Løsningen er ikke godkendt.", "The resolution is not approved.")
        case .releasePlanned:
            Sentence(
                "Release \(told.release ?? "?") er planlagt.",
                "Release \(told.release ?? "?") is planned."
            )
        case .releaseNoticed:
            Sentence(
                "Indmelderen har hørt om \(told.release ?? "?").",
                "The reporter was told of \(told.release ?? "?")."
            )
        case .released:
            Sentence(
                "Release \(told.release ?? "?") er i drift.",
                "Release \(told.release ?? "?") is out."
            )
        case .releaseRolledBack:
            Sentence(
                "Release \(told.release ?? "?") er rullet tilbage.",
                "Release \(told.release ?? "?") is rolled back."
            )
        case .accepted: Sentence("Indmelderen accepterer.", "The reporter accepts.")
        case .objected: Sentence("Indmelderen gør indsigelse.", "The reporter objects.")
        case .closingReminded:
            Sentence("Påmindelse om lukning.", "Reminder that it will be closed.")
        case .closed:
            Sentence(
                "Lukket: \(told.closure?.rawValue ?? "?").",
                "Closed: \(told.closure?.rawValue ?? "?")."
            )
        case .reopened: Sentence("Genåbnet.", "Reopened.")
        default: Sentence(event.kind.rawValue, event.kind.rawValue)
        }
    }
}
