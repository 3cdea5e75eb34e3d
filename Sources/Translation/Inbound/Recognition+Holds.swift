internal import JSON

extension Recognition {
    /// Whether the message holds what is asked for.
    func holds(in message: JSONNode, _ context: InboundContext) -> Bool {
        let source = FieldSource(place: self.source, selection: selection)
        guard !equals.isEmpty else { return source.isPresent(in: message, context) }
        if let node = source.node(in: message) { return equals.contains(where: node.isText) }
        return source.text(in: message, context).map(equals.contains) ?? false
    }
}

extension FieldSource {
    /// The value, found on its own rather than in a walk.
    func text(in message: JSONNode, _ context: InboundContext) -> String? {
        switch place {
        case .event(let attribute): context.attribute(attribute)
        case .pointer: node(in: message)?.scalarText
        }
    }

    func isPresent(in message: JSONNode, _ context: InboundContext) -> Bool {
        switch place {
        case .event(let attribute): context.attribute(attribute) != nil
        case .pointer: node(in: message).map { !$0.saysNothing } ?? false
        }
    }

    func node(in message: JSONNode) -> JSONNode? {
        guard case .pointer(let pointer) = place, let node = message.at(pointer) else { return nil }
        guard let selection else { return node }
        guard node.kind == .array else {
            return MessageWalk.holds(selection, node) ? node.at(selection.item) : nil
        }
        var found: JSONNode?
        for element in node.elements where MessageWalk.holds(selection, element) {
            found = element.at(selection.item)
            if selection.pick != .last { break }
        }
        return found
    }
}
