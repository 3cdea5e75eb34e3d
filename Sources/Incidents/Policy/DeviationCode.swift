/// A code that deviations are recorded under, and when the broker does.
///
/// The policy's own rules may bring others; these are the ones the principles are read as.
package struct DeviationCode: Equatable, Sendable {
    package let code: String
    /// What has happened when it stands on record; of one that never does, why it cannot.
    package let meaning: String
    package let isRecorded: Bool

    package var principle: Principle? { Principle(ofCode: code) }

    private init(_ code: String, _ meaning: String, isRecorded: Bool = true) {
        self.code = code
        self.meaning = meaning
        self.isRecorded = isRecorded
    }

    private static func never(_ code: String, _ reason: String) -> DeviationCode {
        DeviationCode(code, reason, isRecorded: false)
    }

    /// In the order of the principles.
    package static let all: [DeviationCode] = reporting + priority + solving + closing + process

    private static let reporting: [DeviationCode] = [
        DeviationCode("P01.WRONG_CHANNEL", "reported by another way than the policy has for it"),
        DeviationCode("P01.FORWARD_LATE", "a report was held up on its way here"),
        DeviationCode("P01.FORWARD_FAILED", "the SPOC's tool has not answered by the time set"),
        never("P02.BYPASSED_SPOC", "what comes by here is copied to the SPOC; the rest is unseen"),
        DeviationCode("P05.NO_CALL_SPOC", "an A or B without a call to the SPOC before it"),
        DeviationCode("P05.NO_CALL_DFM", "an A or B without a call to the authority before it"),
        DeviationCode("P05.CALL_AFTER_REGISTRATION", "called, but not before the registration"),
        DeviationCode("P05.NO_CALL_AT_RAISE", "raised to A or B without a call"),
        DeviationCode("P06.NOT_REGISTERED", "a register kept a fault in its own tool"),
    ]

    private static let priority: [DeviationCode] = [
        DeviationCode("P03.START_LATE", "work had not begun when it was due"),
        DeviationCode("P03.NO_CATEGORY", "reported without a category of the contract"),
        never("P04.HIGH_IMPACT_NOT_TOLD", "the notice is part of what expedites"),
        DeviationCode("P04.NOT_RATED", "nobody has said how large the impact is"),
        DeviationCode("P07.NO_CALL_SPOC", "a breach without a call to the SPOC"),
        DeviationCode("P07.NO_CALL_DFM", "a breach without a call to the authority"),
        DeviationCode("P07.NOT_MAJOR", "a breach of IT security closed past the major process"),
        DeviationCode("P07.WRONG_PROCESS", "a breach of data security closed past its process"),
        DeviationCode("P07.CONTROLLER_NOT_TOLD", "a controller of the data cannot be told"),
        DeviationCode("P07.CLOCK_EXPIRED", "a time of the law has passed without a report"),
        DeviationCode("P08.CHANGED_WITHOUT_DFM", "tried to change what the authority decided"),
    ]

    private static let solving: [DeviationCode] = [
        DeviationCode("P09.NOT_ESCALATED", "nobody began, was assigned or called in in good time"),
        DeviationCode("P09.PINGPONG", "handed over to and fro"),
        DeviationCode("P09.UNKNOWN_REGISTER", "of a register that nobody knows"),
        DeviationCode("P10.NO_PLAN", "no when and how by the advisory time"),
        DeviationCode("P10.PLAN_PASSED", "the time given for the correction has passed"),
        DeviationCode("P10.NO_RECIPIENT", "the register has named nobody who receives incidents"),
        DeviationCode("P11.NOT_DOCUMENTED", "closed, and nothing of it in the knowledge base"),
        DeviationCode("P11.KNOWN_NOT_USED", "a known error that fitted was passed over"),
        DeviationCode("P12.NO_DECISION", "closed by a workaround without a word on a problem"),
        DeviationCode("P13.NOT_DIGITAL", "told on the phone, and not in writing"),
        DeviationCode("P14.SILENCE", "the reporter has heard nothing for too long"),
        DeviationCode("P15.RELEASED_WITHOUT_NOTICE", "released, and the reporter not told"),
        DeviationCode("P15.NOTICE_AFTER", "the reporter was told after the release"),
    ]

    private static let closing: [DeviationCode] = [
        DeviationCode("P16.INCOMPLETE", "tried to close without a complete text, or owes it still"),
        DeviationCode("P16.NO_QA", "closed, and the authority has not looked at the text"),
        DeviationCode("P17.CLOSED_WITHOUT_ACCEPT", "tried to close before the reporter's word"),
        DeviationCode("P17.CLOSED_DESPITE_OBJECTION", "tried to close after an objection"),
        DeviationCode("P17.NOT_CLOSED", "the days are over in silence, and it cannot be closed"),
    ]

    private static let process: [DeviationCode] = [
        DeviationCode("P18.GAP", "a message of a sender that counts them is missing"),
        DeviationCode("P19.UNAPPROVED_CHANGE", "judged by a change nobody is named as agreeing to"),
        DeviationCode("P20.MIXED_TICKET", "one ticket that held several incidents"),
        DeviationCode("P22.NO_PROGRESS_NOT_ESCALATED", "nothing moved, and nobody was called in"),
        DeviationCode("P23.ESCALATION_UNREGISTERED", "escalated outside the authority's tool"),
    ]
}
