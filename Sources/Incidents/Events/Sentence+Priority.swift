// What the reporter is told of the priority and of whose its incident is.

extension Sentence {
    static let expedited = Sentence(
        danish: "Sagen behandles hurtigere på grund af dens betydning for jer.",
        english: "The incident is handled faster because of what it means to you."
    )

    static func priority(_ category: Category?) -> Sentence {
        guard let category else {
            return Sentence(
                danish: "Sagens prioritet er ændret.",
                english: "The incident's priority has changed."
            )
        }
        return Sentence(
            danish: "Sagens prioritet er nu kategori \(category.rawValue).",
            english: "The incident's priority is category \(category.rawValue) now."
        )
    }

    static func priorityDecided(_ category: Category) -> Sentence {
        Sentence(
            danish: "Datafordelermyndigheden har fastsat prioriteten til kategori"
                + " \(category.rawValue).",
            english: "The authority has set the priority to category \(category.rawValue)."
        )
    }

    static func escalated(to target: Escalation.Target) -> Sentence {
        switch target {
        case .secondLine, .thirdLine, .incidentManager:
            Sentence(
                danish: "Specialister er inddraget i sagen.",
                english: "Specialists have been called in."
            )
        case .register(let code):
            Sentence(
                danish: "Sagen er overdraget til registermyndigheden for \(code); SPOC'en følger"
                    + " den fortsat.",
                english: "The incident is with the register authority of \(code); the SPOC still"
                    + " follows it."
            )
        case .supplier:
            Sentence(
                danish: "Sagen er overdraget til supportleverandøren.",
                english: "The incident is with the supplier."
            )
        }
    }
}
