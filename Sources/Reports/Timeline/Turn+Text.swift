package import Incidents

extension Turn {
    /// What the party is to do.
    package var task: Sentence {
        switch duty {
        case .acknowledge: Sentence("skal modtage sagen", "is to take the incident in")
        case .startWork: Sentence("skal begynde fejlretningen", "is to start work")
        case .solve: Sentence("løser", "is solving it")
        case .answer: Sentence("skal svare", "is to answer a question")
        case .deliver:
            Sentence("skal bringe løsningen frem", "is to bring the resolution to the reporter")
        case .assure: Sentence("skal godkende løsningen", "is to approve the resolution")
        case .accept:
            Sentence("skal acceptere eller gøre indsigelse", "is to accept or to object")
        }
    }
}

extension Promise {
    /// What is owed.
    package var title: Sentence {
        let about = subject.isEmpty ? "" : " \(subject)"
        return switch kind {
        case "start-work":
            isAdvisory
                ? Sentence("påbegyndelse (vejledende)", "start of work (advisory)")
                : Sentence("påbegyndelse", "start of work")
        case "status": Sentence("status til indmelder", "status for the reporter")
        case "plan": Sentence("plan for rettelsen", "plan of the correction")
        case "correction": Sentence("planlagt rettelse", "planned correction")
        case "doubt": Sentence("svar om prioritet", "answer on the priority")
        case "closing": Sentence("indsigelsesfrist", "time to object")
        case "undelivered": Sentence("løsning frem til indmelder", "resolution to the reporter")
        case "approval": Sentence("kvalitetssikring", "quality assurance")
        case "uptake": Sentence("kvittering fra SPOC'ens værktøj", "sign of the SPOC's tool")
        case "assignment": Sentence("tildeling", "assignment")
        case "progress": Sentence("fremdrift", "progress")
        case "release": Sentence("orientering før release\(about)", "notice before release\(about)")
        case "breach": Sentence("anmeldelse (GDPR)\(about)", "notification (GDPR)\(about)")
        default: Sentence("\(kind)\(about)", "\(kind)\(about)")
        }
    }
}
