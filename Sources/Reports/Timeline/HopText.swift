internal import Incidents
internal import Messaging

/// What each event means, in a sentence for people.
enum HopText {
    static func mark(_ event: HistoryEvent) -> Timeline.Mark {
        switch event.kind {
        case .deadlineMissed, .deviationRecorded, .objected, .releaseRolledBack, .clockExpired,
            .reopened:
            event.kind == .clockExpired && event.told.clock == "closing" ? .step : .bad
        case .clockWarned, .resolutionUndelivered, .priorityDoubted, .majorDeclared,
            .securityFlagged, .resourceNeeded, .closingReminded, .breachClockStarted:
            .warning
        case .accepted, .closed, .deviationWithdrawn, .resolutionDelivered, .releaseNoticed,
            .breachReported:
            .good
        case .noteAdded, .callLogged, .knownErrorsOffered: .note
        default:
            if event.kind == .qualityAssured, event.told.approved == false { .bad } else { .step }
        }
    }

    /// - Parameter course: The incident as the event left it.
    static func meaning(_ event: HistoryEvent, _ course: Course) -> Sentence {
        switch event.kind {
        case .reported: reported(course)
        case .updated: updated(event)
        case .noteAdded:
            event.told.visibility == "public"
                ? Sentence("Status til indmelderen.", "Status for the reporter.")
                : Sentence("Internt notat.", "An internal note.")
        case .acknowledged: Sentence("Har modtaget sagen.", "Has taken the incident in.")
        case .workStarted: started(event, course)
        case .callLogged: called(event)
        case .deadlineMissed: missed(event)
        case .deviationRecorded: deviation(event, "Afvigelse", "Deviation")
        case .deviationWithdrawn:
            deviation(event, "Afvigelse trukket tilbage", "Deviation withdrawn")
        case .classified, .impactAssessed, .priorityDoubted, .priorityOverridden,
            .securityFlagged, .majorDeclared:
            judged(event, course)
        default: handled(event, course)
        }
    }

    private static func reported(_ course: Course) -> Sentence {
        let category = course.category?.rawValue
        let registers =
            course.registers.isEmpty ? "" : " · " + course.registers.joined(separator: ", ")
        let processes =
            course.processes.isEmpty ? "" : " · " + course.processes.joined(separator: ", ")
        return Sentence(
            "Registreret i \(category.map { "kategori \($0)" } ?? "ingen kategori")"
                + (course.expedited ? ", fremskyndet" : "") + registers + processes
                + "; \(PartyNames.text(course.solver, .danish)) løser.",
            "Registered in \(category.map { "category \($0)" } ?? "no category")"
                + (course.expedited ? ", expedited" : "") + registers + processes
                + "; \(PartyNames.text(course.solver, .english)) solves."
        )
    }

    private static func updated(_ event: HistoryEvent) -> Sentence {
        guard !event.told.changed.isEmpty, !event.marks.contains("superseded") else {
            return Sentence(
                "En ældre opdatering kom for sent; intet er ændret.",
                "An older update came late; nothing has changed."
            )
        }
        let names = event.told.changed.joined(separator: ", ")
        return Sentence("Ændret: \(names)\(now(event)).", "Changed: \(names)\(now(event)).")
    }

    /// What a change of priority made of it.
    static func now(_ event: HistoryEvent) -> String {
        guard let priority = event.told.priority else { return "" }
        return " → \(priority.category?.rawValue ?? "–")\(priority.expedited ? " ⚡" : "")"
    }

    private static func started(_ event: HistoryEvent, _ course: Course) -> Sentence {
        let promise = course.promises.last { promise in
            promise.kind == "start-work" && promise.isInTime != nil
                && (promise.role == .supplier) == (event.by == "spoc")
        }
        guard let promise else {
            return Sentence("Fejlretningen er påbegyndt.", "Work on the fault has begun.")
        }
        let start = event.told.startedAt ?? event.at
        let distance = start.milliseconds - promise.due.milliseconds
        if distance <= 0 {
            return Sentence(
                "Fejlretningen er påbegyndt, \(elapsed(distance, .danish)) før fristen.",
                "Work on the fault has begun, \(elapsed(distance, .english)) before it was due."
            )
        }
        return Sentence(
            "Fejlretningen er påbegyndt, \(elapsed(distance, .danish)) efter fristen.",
            "Work on the fault has begun, \(elapsed(distance, .english)) after it was due."
        )
    }

    private static func called(_ event: HistoryEvent) -> Sentence {
        guard let call = event.told.calls.last else {
            return Sentence("Et opkald er registreret.", "A call is logged.")
        }
        let answered = call.outcome == "answered"
        return Sentence(
            "Har ringet til \(PartyNames.text(call.to, .danish))"
                + (answered ? "." : "; ingen svarede."),
            "Has phoned \(PartyNames.text(call.to, .english))"
                + (answered ? "." : "; nobody answered.")
        )
    }

    private static func missed(_ event: HistoryEvent) -> Sentence {
        let isAdvisory = event.told.deadline?.isAdvisory ?? false
        let isSupplier = event.told.deadline?.role != .registerAuthority
        return Sentence(
            (isSupplier ? "Leverandøren" : "Registermyndigheden")
                + " var ikke begyndt, da fristen udløb"
                + (isAdvisory ? " (vejledende)." : "."),
            (isSupplier ? "The supplier" : "The register authority")
                + " had not started work when it was due" + (isAdvisory ? " (advisory)." : ".")
        )
    }

    private static func deviation(
        _ event: HistoryEvent,
        _ danish: String,
        _ english: String
    ) -> Sentence {
        guard let told = event.told.deviation else { return Sentence(danish, english) }
        let evidence = told.evidence.map { "\($0.name) = \($0.value)" }.joined(separator: "; ")
        let proof = evidence.isEmpty ? "" : " (\(evidence))"
        return Sentence("\(danish): \(told.code)\(proof).", "\(english): \(told.code)\(proof).")
    }

    static func elapsed(_ milliseconds: Int64, _ language: Language) -> String {
        Elapsed.text(milliseconds: milliseconds, language)
    }
}
