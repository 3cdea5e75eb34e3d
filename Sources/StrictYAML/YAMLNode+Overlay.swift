extension YAMLNode {
    /// The value with another laid over it: of mappings member by member, of all else the other.
    ///
    /// What is laid over keeps its own place, so that a fault in it is told where it stands.
    package func overlaid(by other: YAMLNode) -> YAMLNode {
        guard case .mapping(let below) = content, case .mapping(let above) = other.content else {
            return other
        }
        var merged = below
        for entry in above {
            if let index = merged.firstIndex(where: { $0.key.text == entry.key.text }) {
                merged[index].value = merged[index].value.overlaid(by: entry.value)
            } else {
                merged.append(entry)
            }
        }
        return YAMLNode(content: .mapping(merged), position: position, path: path, log: log)
    }

    /// The mapping with one of its members laid over, which must be there.
    package func overlaid(_ key: String, by other: YAMLNode) -> YAMLNode {
        guard case .mapping(var entries) = content,
            let index = entries.firstIndex(where: { $0.key.text == key })
        else { return self }
        entries[index].value = entries[index].value.overlaid(by: other)
        return YAMLNode(content: .mapping(entries), position: position, path: path, log: log)
    }
}
