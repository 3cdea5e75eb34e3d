/// First in, first out; both ends cost nothing on average.
package struct Fifo<Element> {
    private var items: [Element] = []
    private var start = 0

    package init() {}

    package var count: Int { items.count - start }

    package var isEmpty: Bool { count == 0 }

    package var first: Element? { isEmpty ? nil : items[start] }

    package mutating func append(_ element: Element) {
        items.append(element)
    }

    package mutating func popFirst() -> Element? {
        guard !isEmpty else { return nil }
        let element = items[start]
        start += 1
        if start > 64, start * 2 > items.count {
            items.removeFirst(start)
            start = 0
        }
        return element
    }

    package mutating func removeAll(where isGone: (Element) -> Bool) {
        items.removeFirst(start)
        start = 0
        items.removeAll(where: isGone)
    }

    package mutating func changeAll(_ change: (Element) -> Element) {
        for index in start..<items.count { items[index] = change(items[index]) }
    }

    package mutating func takeAll() -> [Element] {
        let all = Array(items[start...])
        (items, start) = ([], 0)
        return all
    }
}
