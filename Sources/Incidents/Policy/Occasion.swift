/// What brings the duty to phone about: an incident that is registered, or one that is raised to
/// a category that has the duty when it had none before (edge case 6).
package enum Occasion: String, CaseIterable, Sendable, FactValue {
    case registration
    case raise

    var bit: UInt8 {
        switch self {
        case .registration: 1
        case .raise: 1 << 1
        }
    }
}
