import Incidents

extension ResolutionText {
    static func sample(_ type: ResolutionType = .solution) -> ResolutionText {
        ResolutionText(
            type: type,
            description: "Udtrækket er dannet igen med alle jordstykker.",
            meaning: "Filen fra i nat kan hentes og er komplet.",
            nextSteps: "Hent filen igen; intet skal ændres hos jer."
        )
    }
}

extension ResolutionProposal {
    static func sample(
        _ type: ResolutionType = .solution,
        knowledge: String? = "KE-1",
        via: ConveyanceChannel = .tool
    ) -> ResolutionProposal {
        ResolutionProposal(text: .sample(type), knowledge: knowledge, via: via)
    }
}

extension Story {
    /// A C that a user has reported in the portal, and that is solved at the story's time.
    static func solved(
        at moment: String = "2026-03-24 14:00",
        _ type: ResolutionType = .solution,
        category: String = "C",
        closing: ClosingSettings = ClosingSettings()
    ) -> Story {
        let settings = PolicySettings(incidentManager: "im", closing: closing)
        var story = Story(TestPolicy.make(settings: settings), id: "portal-1")
        story.now = Copenhagen.at(moment)
        story.tell(.portal, .report(.sample(category, by: .user)))
        story.tell(.spoc, .startWork)
        story.tell(.spoc, .propose(.sample(type)))
        return story
    }
}

extension Verdict {
    var code: String? { rejection?.code.rawValue }
}
