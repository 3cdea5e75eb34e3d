extension YAMLShape {
    /// A mapping with known keys; keys the closure does not ask for are faults.
    package static func mapping(
        _ wanted: String = "a mapping",
        _ body: @escaping (inout YAMLMapping) -> Value?
    ) -> YAMLShape<Value> {
        YAMLShape(wanted: wanted) { node in
            guard var mapping = YAMLMapping(node) else { return nil }
            let value = body(&mapping)
            mapping.finish()
            return value
        }
    }

    /// A list of these; elements that are wrong are reported and left out.
    package static func list<Element>(
        of element: YAMLShape<Element>
    ) -> YAMLShape<[Element]> where Value == [Element] {
        let wanted = "a list, each \(element.wanted)"
        return YAMLShape<[Element]>(wanted: wanted) { node in
            guard case .sequence(let nodes) = node.content else {
                return node.mismatch(wanted: wanted)
            }
            return nodes.compactMap(element.read)
        }
    }

    /// One of these, or a list of them.
    package static func oneOrMore<Element>(
        of element: YAMLShape<Element>
    ) -> YAMLShape<[Element]> where Value == [Element] {
        YAMLShape<[Element]>(wanted: "\(element.wanted), or a list of such") { node in
            guard case .sequence(let nodes) = node.content else {
                return element.read(node).map { [$0] }
            }
            guard !nodes.isEmpty else {
                node.error("an empty list; wanted \(element.wanted)")
                return nil
            }
            return nodes.compactMap(element.read)
        }
    }

    /// A mapping whose keys are data: names and values in the file's order.
    package static func dictionary<Element>(
        of element: YAMLShape<Element>
    ) -> YAMLShape<[(key: YAMLKey, value: Element)]>
    where Value == [(key: YAMLKey, value: Element)] {
        YAMLShape<[(key: YAMLKey, value: Element)]>(wanted: "a mapping") { node in
            guard var mapping = YAMLMapping(node) else { return nil }
            return mapping.all().compactMap { entry in
                element.read(entry.value).map { (entry.key, $0) }
            }
        }
    }

    /// The value, or nil where the file says `null`.
    package static func nullable<Wrapped>(
        _ shape: YAMLShape<Wrapped>
    ) -> YAMLShape<Wrapped?> where Value == Wrapped? {
        YAMLShape<Wrapped?>(wanted: "\(shape.wanted), or null") { node in
            node.isNull ? .some(.none) : shape.read(node).map { .some($0) }
        }
    }
}
