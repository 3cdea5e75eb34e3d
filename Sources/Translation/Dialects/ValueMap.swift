package import Messaging

/// A closed list of foreign values and what they are called here.
package struct ValueMap: Sendable {
    package enum Otherwise: Equatable, Sendable {
        /// The value stays as sent.
        case keep
        /// The field is left out, the sent value kept as unmapped and the command marked.
        case omit
        /// The message is refused.
        case refuse
        /// This value, and the sent one is kept as unmapped.
        case value(String)
    }

    package var values: [String: String]
    /// The foreign values in the file's order, for the sentence that refuses another.
    package var known: [String]
    package var otherwise: Otherwise

    package enum Outcome: Equatable {
        case mapped(String)
        /// The original says more than the value it became.
        case replaced(String)
        case omitted
        case refused
    }

    package func outcome(for value: String) -> Outcome {
        if let mapped = values[value] { return .mapped(mapped) }
        return switch otherwise {
        case .keep: .mapped(value)
        case .omit: .omitted
        case .refuse: .refused
        case .value(let value): .replaced(value)
        }
    }

    package func refusal(of value: String, for name: String, at pointer: String) -> Rejection {
        Rejection(
            .valueUnmapped,
            "The value '\(value.excerpt)' is not known for \(name).",
            remedy: "Send one of: \(known.joined(separator: ", ")).",
            pointer: pointer
        )
    }
}
