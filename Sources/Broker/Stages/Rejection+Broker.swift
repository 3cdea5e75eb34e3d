internal import Messaging

extension Rejection {
    static let empty = Rejection(
        .messageEmpty,
        "The record has no value.",
        remedy: "Send the message as the record's value; tombstones mean nothing here."
    )

    static func oversized(bytes: Int, max: Int) -> Rejection {
        Rejection(
            .messageTooLarge,
            "The message, or what would come of it, is \(bytes) bytes; at most \(max) are taken.",
            remedy: "Send it shorter; leave attachments out and link to them."
        )
    }
}
