/// How often each of a few things was there.
package struct Tally<Item: Equatable & Sendable>: Equatable, Sendable {
    private var counts: [(item: Item, count: Int)] = []

    package init() {}

    package mutating func add(_ item: Item) {
        // A handful at most: looking through them is faster than hashing.
        for index in counts.indices where counts[index].item == item {
            counts[index].count += 1
            return
        }
        counts.append((item, 1))
    }

    package var items: [Item] { counts.map(\.item) }

    package func count(of item: Item) -> Int {
        counts.first { $0.item == item }?.count ?? 0
    }

    /// The same things as often, in whatever order.
    package static func == (left: Tally, right: Tally) -> Bool {
        left.counts.count == right.counts.count
            && left.counts.allSatisfy { right.count(of: $0.item) == $0.count }
    }
}
