internal import JSON

extension Recognition {
    /// Whether the message holds what is asked for.
    func holds(in message: JSONNode, _ context: InboundContext) -> Bool {
        switch source {
        case .event(let attribute):
            guard let text = context.attribute(attribute) else { return false }
            return equals.isEmpty || equals.contains(text)
        case .pointer(let pointer):
            guard let node = message.at(pointer, selection) else { return false }
            guard !equals.isEmpty else { return !node.saysNothing }
            for text in equals where node.isText(text) { return true }
            return false
        }
    }
}

extension FieldSource {
    /// The value, found on its own rather than in a walk.
    func text(in message: JSONNode, _ context: InboundContext) -> String? {
        switch place {
        case .event(let attribute): context.attribute(attribute)
        case .pointer(let pointer): message.at(pointer, selection)?.scalarText
        }
    }
}

extension JSONNode {
    /// The value at the pointer, or what the selection takes of the array there.
    fileprivate func at(_ pointer: JSONPointer, _ selection: ArraySelection?) -> JSONNode? {
        guard let selection else { return at(pointer) }
        guard let node = at(pointer) else { return nil }
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
