/// One of the policy's principles, 1 to 19 in version 1.1, 20 to 24 later.
package struct Principle: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let number: Int

    package init(_ number: Int) {
        self.number = number
    }

    package var description: String { "P\(number)" }

    package static func < (left: Principle, right: Principle) -> Bool {
        left.number < right.number
    }
}
