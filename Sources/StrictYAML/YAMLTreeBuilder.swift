internal import Yams

/// Makes our nodes of Yams' nodes, refusing what a strict file does not need.
struct YAMLTreeBuilder {
    /// By place: names of keys that stand twice (see `DuplicateKeyComposer`).
    let renamedKeys: [YAMLPosition: String]
    let log: DiagnosticLog

    func node(_ node: Node, path: String) -> YAMLNode {
        let position = node.mark.map(YAMLPosition.init) ?? YAMLPosition(line: 1, column: 1)
        func made(_ content: YAMLNode.Content) -> YAMLNode {
            YAMLNode(content: content, position: position, path: path, log: log)
        }
        func refused(_ message: String) -> YAMLNode {
            log.add(.error, at: position, path: path, message)
            return made(.refused)
        }
        // Anchored nodes are not descended into: aliases of aliases could be endless.
        guard node.anchor == nil else {
            return refused("anchors and aliases are not read here; write it out")
        }
        switch node {
        case .scalar(let scalar):
            let tag = scalar.tag.rawValue
            guard tag.isEmpty || tag == Tag.Name.str.rawValue else {
                return refused("tags are not read here: \(tag)")
            }
            return made(.scalar(YAMLScalar(text: scalar.string, isQuoted: !tag.isEmpty)))
        case .sequence(let sequence):
            guard sequence.tag.rawValue.isEmpty else {
                return refused("tags are not read here: \(sequence.tag.rawValue)")
            }
            return made(
                .sequence(
                    sequence.enumerated().map { self.node($1, path: "\(path)[\($0)]") }
                )
            )
        case .mapping(let mapping):
            guard mapping.tag.rawValue.isEmpty else {
                return refused("tags are not read here: \(mapping.tag.rawValue)")
            }
            return made(.mapping(entries(mapping, path: path)))
        case .alias:
            return refused("anchors and aliases are not read here; write it out")
        }
    }

    private func entries(
        _ mapping: Node.Mapping,
        path: String
    ) -> [(key: YAMLKey, value: YAMLNode)] {
        var firstPlaces: [String: YAMLPosition] = [:]
        var entries: [(key: YAMLKey, value: YAMLNode)] = []
        for (keyNode, valueNode) in mapping {
            let position = keyNode.mark.map(YAMLPosition.init) ?? YAMLPosition(line: 1, column: 1)
            guard case .scalar(let scalar) = keyNode, keyNode.anchor == nil else {
                log.add(.error, at: position, path: path, "a key must be a word")
                continue
            }
            let text = renamedKeys[position] ?? scalar.string
            let keyPath = path.isEmpty ? text : "\(path).\(text)"
            let key = YAMLKey(text: text, position: position, path: keyPath, log: log)
            let value = node(valueNode, path: keyPath)
            if let first = firstPlaces[text] {
                key.error("duplicate key '\(text)', it is already on line \(first.line)")
                continue
            }
            firstPlaces[text] = position
            entries.append((key, value))
        }
        return entries
    }
}
