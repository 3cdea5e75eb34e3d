internal import Fanout
internal import JSON
internal import Messaging

/// Something that has not reached whoever it was for: told on another way than that which failed.
struct UndeliveredNotice {
    enum Reason: String, CaseIterable {
        /// All attempts of the schedule have failed.
        case exhausted
        /// The recipient does not exist.
        case refused
        /// The endpoint wants nothing more (410).
        case gone
        /// The endpoint is switched off, or may not be used.
        case disabled
        /// More waited in the lane than it holds; the oldest had to make room.
        case overflowed
        /// The callback named in the report is not one we may call.
        case callbackRefused = "callback-refused"
    }

    static let type = "dk.datafordeler.delivery.undelivered.v1"

    let incident: String
    let number: String
    /// The webhook-id; nil: nothing was to be sent.
    let delivery: String?
    let recipient: String
    let channel: String
    let event: String
    let sequence: Int64
    let reason: Reason
    let failure: String
    let attempts: Int

    init(
        delivery: String,
        recipient: String,
        channel: String,
        event: String,
        sequence: Int64,
        reason: Reason,
        failure: String,
        attempts: Int,
        _ view: IncidentView
    ) {
        self.incident = view.incident
        self.number = view.number
        self.delivery = delivery
        self.recipient = recipient
        self.channel = channel
        self.event = event
        self.sequence = sequence
        self.reason = reason
        self.failure = failure
        self.attempts = attempts
    }

    init(
        refused refusal: CallbackRules.Refusal,
        event: String,
        sequence: Int64,
        _ view: IncidentView
    ) {
        self.incident = view.incident
        self.number = view.number
        self.delivery = nil
        self.recipient = "reporter"
        self.channel = "webhook"
        self.event = event
        self.sequence = sequence
        self.reason = .callbackRefused
        self.failure = refusal.rawValue
        self.attempts = 0
    }

    func json(at now: Timestamp) -> [UInt8] {
        var writer = JSONWriter(capacity: 768)
        writer.object { writer in
            writer.member("incident", incident)
            writer.member("number", number)
            writer.member("recipient", recipient)
            writer.member("channel", channel)
            writer.member("delivery", delivery)
            writer.member("event", event)
            writer.member("sequence", sequence)
            writer.member("reason", reason.rawValue)
            writer.member("failure", failure)
            writer.member("attempts", attempts)
            writer.member("at", now)
            writer.object("text") { writer in
                writer.member("da", text.danish)
                writer.member("en", text.english)
            }
        }
        return writer.bytes
    }

    private var text: (danish: String, english: String) {
        switch reason {
        case .exhausted:
            (
                "Beskeden kunne ikke afleveres. Den ligger her og kan sendes igen.",
                "The message could not be delivered. It is kept and can be sent again."
            )
        case .refused:
            (
                "Modtageren findes ikke. Beskeden ligger her.",
                "The recipient does not exist. The message is kept."
            )
        case .gone:
            (
                "Modtageren vil ikke have flere beskeder. Abonnementet er slået fra.",
                "The endpoint wants no more messages. The subscription is switched off."
            )
        case .disabled:
            (
                "Der sendes ikke til modtageren. Beskeden ligger her og kan sendes igen.",
                "Nothing is sent to the recipient. The message is kept and can be sent again."
            )
        case .overflowed:
            (
                "Der ventede for mange beskeder til modtageren; den ældste er lagt til side.",
                "Too many messages waited for the recipient; the oldest was put aside."
            )
        case .callbackRefused:
            (
                "Adressen for tilbagemelding er ikke tilladt og bruges ikke.",
                "The callback address is not allowed and is not used."
            )
        }
    }
}
