internal import Messaging

// What the broker says to those who handle an incident, and to the authority, of its end.

extension Sentence {
    static func planned(_ when: Timestamp, by party: Party, _ zone: CivilZone) -> Sentence {
        let plan = planned(when, zone)
        return Sentence(
            danish: "\(party.danishName) har en plan. \(plan.danish)",
            english: "\(party.englishName) has a plan. \(plan.english)"
        )
    }

    static let resourceNeeded = Sentence(
        danish: "Der mangler noget for at komme videre med sagen.",
        english: "Something is missing to go on with the incident."
    )

    static let problemWanted = Sentence(
        danish: "Årsagen skal følges op som en problemsag.",
        english: "The cause is to be followed up as a problem."
    )

    static let qualityNeeded = Sentence(
        danish: "En procespraktiker skal kvalitetssikre løsningen, før indsigelsesfristen løber.",
        english: "A practitioner is to look at the resolution before the days to object begin."
    )

    static let notDigital = Sentence(
        danish: "Indmelderen har fået besked i telefonen; skriv den også i værktøjet.",
        english: "The reporter was told on the phone; write it in the tool, too."
    )

    static let undelivered = Sentence(
        danish: "Teksten er ikke nået frem til indmelderen; find en anden vej.",
        english: "The text has not reached the reporter; find another way."
    )

    static let undeliveredAfterAll = Sentence(
        danish: "Teksten nåede ikke frem til indmelderen.",
        english: "The text had not reached the reporter."
    )

    static let objectedInTime = Sentence(
        danish: "Indsigelsen kom i tide.",
        english: "The objection came in time."
    )

    static let closingIncomplete = Sentence(
        danish: "Sagen blev forsøgt lukket uden en fyldestgørende tekst.",
        english: "It was tried to close the incident without a complete text."
    )

    static let textOwed = Sentence(
        danish: "Sagen er trukket tilbage; teksten om løsningen mangler stadig.",
        english: "The incident was withdrawn; the text about its solution is still owed."
    )

    static let closedWithoutAcceptance = Sentence(
        danish: "Sagen blev forsøgt lukket, før indmelderen havde godkendt.",
        english: "It was tried to close the incident before its reporter had accepted."
    )

    static let closedDespiteObjection = Sentence(
        danish: "Sagen blev forsøgt lukket, selv om indmelderen har gjort indsigelse.",
        english: "It was tried to close the incident although its reporter has objected."
    )

    static let notClosed = Sentence(
        danish:
            "Indsigelsesfristen er gået uden indsigelse, men sagen kan ikke lukkes: løsningen er"
            + " ikke kvalitetssikret.",
        english: "The days to object are over without an objection, but the incident cannot be"
            + " closed: nobody has looked at the resolution."
    )

    static let notTakenUp = Sentence(
        danish: "SPOC'ens værktøj har ikke kvitteret for sagen.",
        english: "The SPOC's tool has shown no sign of having the incident."
    )

    static let majorLeft = Sentence(
        danish: "En sag om et IT-sikkerhedsbrud er lukket uden om major incident-processen.",
        english: "An incident about a breach of IT security was closed past the major process."
    )

    static let breachLeft = Sentence(
        danish: "En sag om et datasikkerhedsbrud er lukket uden om den særlige proces.",
        english: "An incident about a breach of data security was closed past its own process."
    )

    static let unapprovedPolicy = Sentence(
        danish: "Sagen behandles efter en ændret politik, som ingen står opført som enig i.",
        english: "The incident is judged by a changed policy that nobody is named as agreeing to."
    )

    static let noQuality = Sentence(
        danish: "Sagen er lukket, uden at løsningen er kvalitetssikret.",
        english: "The incident was closed without anybody having looked at the resolution."
    )

    static let noDecision = Sentence(
        danish: "Sagen er lukket med en omgåelse; det er ikke besluttet, om der skal være en"
            + " problemsag.",
        english: "The incident was closed with a workaround; whether a problem follows is not"
            + " decided."
    )

    static let notDocumented = Sentence(
        danish: "Omgåelsen eller løsningen er ikke dokumenteret.",
        english: "The workaround or solution has not been documented."
    )

    static let releasedWithoutNotice = Sentence(
        danish: "En rettelse er frigivet, uden at indmelderen har fået besked.",
        english: "A correction was released without its reporter having been told."
    )

    static let noticedAfter = Sentence(
        danish: "Indmelderen fik først besked, efter at rettelsen var frigivet.",
        english: "The reporter was told only after the correction had been released."
    )

    static let releaseUntold = Sentence(
        danish: "En rettelse frigives snart, og indmelderen har ikke fået besked.",
        english: "A correction will be released soon, and its reporter has not been told."
    )
}

extension Party {
    var danishName: String {
        switch self {
        case .spoc: "SPOC'en"
        case .register(let code): "Registermyndigheden for \(code)"
        case .itsm: "Datafordelermyndigheden"
        case .portal: "Portalen"
        case .broker: "Brokeren"
        }
    }

    var englishName: String {
        switch self {
        case .spoc: "The SPOC"
        case .register(let code): "The register authority of \(code)"
        case .itsm: "The authority"
        case .portal: "The portal"
        case .broker: "The broker"
        }
    }
}
