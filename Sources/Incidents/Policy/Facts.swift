/// What the policy's rules see of an incident.
///
/// A closed fact is a set of values, nearly always one; an incident that concerns two registers
/// may have both values of a fact about registers. A condition holds when one of the values is
/// among those it asks for. Sets are bits, made and compared without allocation, for every
/// message.
package struct Facts: Equatable, Sendable {
    var lanes: FactBits
    package var affectedUsers: Int?

    /// Nothing known: no condition holds.
    package static let unknown = Facts(lanes: .empty)

    init(lanes: FactBits, affectedUsers: Int? = nil) {
        self.lanes = lanes
        self.affectedUsers = affectedUsers
    }

    /// From words of the facts' domains, for policy checks and tests; words outside are left out.
    package init(_ values: [Fact: Set<String>], affectedUsers: Int? = nil) {
        self = .unknown
        self.affectedUsers = affectedUsers
        for (fact, words) in values {
            lanes[fact.lane] = Self.bits(of: words, in: fact)
        }
    }

    mutating func set(_ fact: Fact, _ value: some FactValue) {
        lanes[fact.lane] = value.bit
    }

    /// The values found, in the domain's words; of a number its digits.
    package func values(of fact: Fact) -> [String] {
        guard let domain = fact.domain else { return affectedUsers.map { [String($0)] } ?? [] }
        return domain.indices.filter { lanes[fact.lane] & (1 << $0) != 0 }.map { domain[$0] }
    }

    package func satisfies(_ condition: Condition) -> Bool {
        switch condition.test {
        case .anyOf(let words):
            lanes[condition.fact.lane] & Self.bits(of: words, in: condition.fact) != 0
        case .atLeast(let number):
            condition.fact.domain == nil && affectedUsers.map { $0 >= number } ?? false
        }
    }

    static func bits(of words: Set<String>, in fact: Fact) -> UInt8 {
        guard let domain = fact.domain else { return 0 }
        return domain.indices.reduce(0) { bits, index in
            words.contains(domain[index]) ? bits | 1 << index : bits
        }
    }
}
