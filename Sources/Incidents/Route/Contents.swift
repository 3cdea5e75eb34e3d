package import Messaging

/// The whole incident for a party that handles it.
package struct Forwarding: Equatable, Sendable {
    package var incident: Shared<Incident>
    /// To a register authority: which register it is addressed for, and who owns that.
    package var register: String?
    package var ownership: Register.Ownership?
    /// Free text and persons are left out: the recipient is not concerned (annex 5.c).
    package var isTextWithheld: Bool
}

/// What has changed, with the new values.
package struct Change: Equatable, Sendable {
    package var incident: Shared<Incident>
    package var sequence: Int64
    package var at: Timestamp
    package var by: Party?
    /// Never empty.
    package var members: [ChangedMember]
    package var note: Note?
    package var call: PhoneCall?
    /// What is due soon.
    package var clock: Clock?
    /// Known errors it may be one of.
    package var candidates: [KnownErrorMatch] = []
    /// A question, a reason or a need, told with the change.
    package var said: String?
    /// What the recipient is to do because of it.
    package var task: Sentence?
    package var isTextWithheld: Bool
}

/// How it goes, for the reporter; holds no internal note, ever.
package struct StatusReport: Equatable, Sendable {
    package var incident: IncidentID
    /// The incident's number in the tool that is told.
    package var number: String
    package var sequence: Int64
    package var at: Timestamp
    package var status: IncidentStatus
    package var by: Party?
    package var text: Sentence?
    /// A public one.
    package var note: Note?
    /// What is put to the reporter, with its whole text.
    package var resolution: Proposal?
    /// Until when the reporter may object.
    package var closesAt: Timestamp?
    /// What the reporter is asked.
    package var question: String?
    package var plan: CorrectionPlan?
    package var release: ReleaseRecord?
    /// What it has in common with what the release's other incidents are told.
    package var announcement: Announcement?
    package var closure: Closure?
}

/// A notice on its way to the incident manager.
package struct NoticeLetter: Equatable, Sendable {
    package var incident: IncidentID
    package var notice: Notice
    package var at: Timestamp
    /// The incident manager, as the policy names it.
    package var to: String
}

/// An event as everybody who may follow sees it.
package struct PublishedEvent: Equatable, Sendable {
    package var event: Event
    /// The incident as it is after the command that caused the event.
    package var shared: Shared<Incident>
    /// Free text and persons are left out: its text is for those concerned (annex 5.c).
    package var isTextWithheld: Bool
}
