/// First in, first out; both ends cost nothing on average.
struct Fifo<Element> {
    private var items: [Element] = []
    private var start = 0

    var count: Int { items.count - start }

    var isEmpty: Bool { count == 0 }

    var first: Element? { isEmpty ? nil : items[start] }

    mutating func append(_ element: Element) {
        items.append(element)
    }

    mutating func popFirst() -> Element? {
        guard !isEmpty else { return nil }
        let element = items[start]
        start += 1
        if start > 64, start * 2 > items.count {
            items.removeFirst(start)
            start = 0
        }
        return element
    }

    mutating func removeAll(where isGone: (Element) -> Bool) {
        items.removeFirst(start)
        start = 0
        items.removeAll(where: isGone)
    }

    mutating func takeAll() -> [Element] {
        let all = Array(items[start...])
        (items, start) = ([], 0)
        return all
    }
}
