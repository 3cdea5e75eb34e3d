// What the broker says of priorities, responsibility, security and times that have passed.

extension Sentence {
    static let priorityDoubted = Sentence(
        danish: "Der er tvivl om prioriteringen; datafordelermyndigheden skal afgøre den.",
        english: "The priority is in doubt; the authority is to decide it."
    )

    static let priorityChangedWithoutAuthority = Sentence(
        danish: "Prioriteten er forsøgt ændret, efter at datafordelermyndigheden har afgjort den.",
        english: "Somebody tried to change the priority after the authority had decided it."
    )

    static let managementCalled = Sentence(
        danish: "Sagen er eskaleret til incidentmanageren.",
        english: "The incident is escalated to the incident manager."
    )

    static let escalationUnregistered = Sentence(
        danish: "Eskaleringen gælder en sag, der ikke er i datafordelermyndighedens ITSM-værktøj.",
        english: "The escalation is of an incident that is not in the authority's ITSM tool."
    )

    static let pingPong = Sentence(
        danish: "Sagen er sendt frem og tilbage mellem dem, der skal løse den.",
        english: "The incident has been sent to and fro between those who are to solve it."
    )

    static let mixedTicket = Sentence(
        danish: "Sagen indeholdt flere incidents og er delt; et incident er én sag.",
        english: "The ticket held several incidents and was split; one incident is one ticket."
    )

    static let securityCleared = Sentence(
        danish: "Datafordelermyndigheden har afvist eller nedsat mistanken om et sikkerhedsbrud.",
        english: "The authority has dismissed or lowered the suspicion of a breach of security."
    )

    static let controllerNotTold = Sentence(
        danish: "En dataansvarlig kan ikke få sagen tilsendt og skal have besked ad anden vej.",
        english: "A controller cannot be sent the incident and must be told another way."
    )

    static let majorDeclared = Sentence(
        danish: "Sagen behandles efter major incident-processen.",
        english: "The incident is handled by the major incident process."
    )

    static let breachClockExpired = Sentence(
        danish: "Fristen for at anmelde bruddet er udløbet uden en anmeldelse.",
        english: "The time to notify the breach is over without a notification."
    )

    static let breachClockNears = Sentence(
        danish: "Tre fjerdedele af fristen for at anmelde bruddet er gået.",
        english: "Three quarters of the time to notify the breach have passed."
    )

    static let knownNotUsed = Sentence(
        danish: "Kendte omgåelser eller løsninger blev tilbudt og ikke anvendt.",
        english: "Known workarounds or solutions were offered and not used."
    )

    static let forwardedLate = Sentence(
        danish: "Sagen var for længe undervejs fra indmelders værktøj; forsinkelsen er"
            + " integrationens.",
        english: "The report was too long on its way from its tool; the delay is the integration's."
    )

    static let gap = Sentence(
        danish: "Der mangler meddelelser fra afsenderen: numrene har et hul.",
        english: "Messages of the sender are missing: its numbers have a hole."
    )

    static let silence = Sentence(
        danish: "Indmelder har ikke fået besked om sagen i for lang tid.",
        english: "The reporter has had no news of the incident for too long."
    )

    static let noPlan = Sentence(
        danish: "Registermyndigheden har ikke oplyst, hvornår og hvordan fejlen rettes."
            + " Det er ikke et kontraktbrud.",
        english: "The register authority has not said when and how the fault will be mended."
            + " It is no breach of contract."
    )

    static let planPassed = Sentence(
        danish: "Det oplyste tidspunkt for rettelsen er passeret.",
        english: "The time given for the correction has passed."
    )

    static let notEscalated = Sentence(
        danish: "Sagen er hverken påbegyndt, tildelt eller eskaleret i tide.",
        english: "The incident was neither begun, assigned nor escalated in good time."
    )

    static let notRated = Sentence(
        danish: "SPOC'en har ikke vurderet forretningsimpact i tide.",
        english: "The SPOC has not rated the business impact in time."
    )

    static let noProgress = Sentence(
        danish: "Sagen har stået stille for længe uden at blive eskaleret.",
        english: "The incident has stood still for too long without being escalated."
    )

    static let answerDue = Sentence(
        danish: "Tvivlen om prioriteten er ikke afgjort i tide; den gældende prioritet består.",
        english: "The doubt about the priority was not decided in time; the priority stands."
    )
}
