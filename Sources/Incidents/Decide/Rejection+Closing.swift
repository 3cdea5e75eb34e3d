internal import Messaging

// Why an incident may not be closed, or a text not be put to its reporter.

extension Rejection {
    static func incomplete(_ missing: [String]) -> Rejection {
        Rejection(
            .closingIncomplete,
            "The text is not complete (P16); missing: \(missing.joined(separator: ", ")).",
            remedy: "Say whether it is a workaround or a solution, describe it, say what it means"
                + " concretely for the reporter and how the reporter gets on, each in a sentence of"
                + " its own.",
            pointer: missing.count == 1 ? "/\(missing[0])" : ""
        )
    }

    /// The reporter has not accepted, or has objected.
    static func notAccepted(
        _ status: IncidentStatus,
        until closing: Timestamp?,
        objected: Bool
    ) -> Rejection {
        let reason =
            if objected {
                "the reporter has objected"
            } else if let closing {
                "the reporter may object until \(closing.rfc3339)"
            } else {
                "the reporter has not accepted a workaround or solution"
            }
        return Rejection(
            .closingNotAccepted,
            "The incident is \(status.rawValue) and may not be closed yet: \(reason) (P17).",
            remedy: closing == nil
                ? "Propose a workaround or solution with its whole text; the reporter's word, or"
                    + " the days after it, close the incident."
                : "Nothing is to be done: the reporter's word, or the end of the days, closes it."
        )
    }

    static func blank(_ member: String) -> Rejection {
        Rejection(
            .contentInvalid,
            "There is nothing in \(member).",
            remedy: "Send the message again with its \(member).",
            pointer: "/\(member)"
        )
    }
}

extension String {
    var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
