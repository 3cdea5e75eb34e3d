extension EventWording {
    /// Everything the broker tells, in the words it tells it in.
    static let table: [String: EventWording] = [
        "reported": EventWording(
            "Sagen er modtaget og sendt videre til dem, der skal løse den.",
            "The incident is registered and has been sent to those who are to solve it."
        ),
        "updated": EventWording(
            "Oplysningerne i sagen er ændret.",
            "What the incident says has changed."
        ),
        "note-added": EventWording(
            "Der er skrevet en besked i sagen.",
            "A note has been added to the incident."
        ),
        "acknowledged": EventWording(
            "Sagen er taget imod af dem, der skal løse den.",
            "Those who are to solve the incident have taken it in."
        ),
        "work-started": EventWording(
            "Fejlretningen er påbegyndt.",
            "Work on the fault has begun."
        ),
        "classified": EventWording(
            "Sagens kategori eller ansvarlige er ændret.",
            "The incident's category or who is responsible has changed."
        ),
        "priority-overridden": EventWording(
            "Myndigheden har ændret sagens prioritet.",
            "The authority has changed the incident's priority."
        ),
        "awaiting-reporter": EventWording(
            "Vi mangler svar fra dig, før vi kan komme videre.",
            "We need an answer from you before we can go on.",
            carries: ["question"]
        ),
        "resumed": EventWording(
            "Arbejdet med sagen er genoptaget.",
            "Work on the incident goes on again."
        ),
        "planned": EventWording(
            "Der er lagt en plan for, hvornår og hvordan fejlen rettes.",
            "There is a plan for when and how the fault will be corrected.",
            carries: ["when", "how"]
        ),
        "resolution-proposed": EventWording(
            "Der er fundet en løsning eller en omvej. Læs, hvad den betyder for dig.",
            "There is a solution or a workaround. Read what it means for you.",
            carries: ["resolution"]
        ),
        "release-planned": EventWording(
            "Rettelsen er planlagt til idriftsættelse.",
            "The correction is planned for release.",
            carries: ["release", "kind", "plannedAt", "description"]
        ),
        "released": EventWording(
            "Rettelsen er sat i drift.",
            "The correction has been released.",
            carries: ["release", "kind", "releasedAt"]
        ),
        "release-rolled-back": EventWording(
            "Rettelsen er taget tilbage. Der arbejdes videre på fejlen.",
            "The correction was rolled back. Work on the fault goes on.",
            carries: ["release", "reason"]
        ),
        "accepted": EventWording("Løsningen er godkendt.", "The solution was accepted."),
        "objected": EventWording(
            "Der er gjort indsigelse mod løsningen. Sagen behandles videre.",
            "There was an objection to the solution. Work on the incident goes on."
        ),
        "closing-reminded": EventWording(
            "Sagen lukkes snart, hvis ingen gør indsigelse.",
            "The incident will soon be closed unless somebody objects.",
            carries: ["closesAt"]
        ),
        "closed": EventWording("Sagen er lukket.", "The incident is closed.", carries: ["closure"]),
        "reopened": EventWording(
            "Sagen er åbnet igen.",
            "The incident has been opened again.",
            carries: ["reason"]
        ),
        "linked": EventWording(
            "Fejlen er kendt i forvejen. Sagen følges sammen med den første.",
            "The fault was known already. The incident is followed together with the first one."
        ),
        "split": EventWording(
            "Sagen er delt i flere, som løses hver for sig.",
            "The incident was split into several, each solved on its own."
        ),
        "major-declared": EventWording(
            "Fejlen behandles som en omfattende hændelse.",
            "The fault is handled as a major incident."
        ),
        "test": EventWording(
            "Dette er en prøve. Der er ikke sket noget.",
            "This is a test. Nothing has happened."
        ),
    ].merging(handling) { first, _ in first }

    private static func handlers(_ danish: String, _ english: String) -> EventWording {
        EventWording(danish, english, .handlers)
    }

    /// How it is handled: for those who do, and for the authority that watches.
    private static let handling: [String: EventWording] = [
        "call-logged": handlers("Et opkald er noteret.", "A phone call was logged."),
        "deadline-missed": handlers("En frist er overskredet.", "A deadline has passed."),
        "deviation-recorded": handlers(
            "Politikken er ikke fulgt.",
            "The policy was not followed."
        ),
        "deviation-withdrawn": handlers(
            "En afvigelse er trukket tilbage.",
            "A deviation was withdrawn."
        ),
        "impact-assessed": handlers(
            "Konsekvensen for forretningen er vurderet.",
            "The business impact was assessed."
        ),
        "priority-doubted": handlers(
            "Der er tvivl om sagens prioritet.",
            "The incident's priority is in doubt."
        ),
        "assigned": handlers("Sagen er tildelt.", "The incident was assigned."),
        "escalated": handlers("Sagen er eskaleret.", "The incident was escalated."),
        "resolution-delivered": handlers(
            "Indmelderen har fået løsningen.",
            "The solution has reached the reporter."
        ),
        "resolution-undelivered": handlers(
            "Løsningen er ikke nået frem til indmelderen.",
            "The solution has not reached the reporter."
        ),
        "quality-assured": handlers("Løsningen er kvalitetssikret.", "The solution was reviewed."),
        "problem-related": handlers(
            "Der er taget stilling til et problem.",
            "It was decided whether there is a problem behind it."
        ),
        "security-flagged": handlers(
            "Sagens sikkerhedsforhold er ændret.",
            "What the incident means for security has changed."
        ),
        "clock-warned": handlers("En frist nærmer sig.", "A deadline draws near."),
        "clock-expired": handlers("En frist er udløbet.", "A deadline has run out."),
    ]
}
