internal import JSON
internal import StrictYAML

extension YAMLNode {
    /// The same value in JSON; what the file refused already is null.
    ///
    /// - Parameter defaults: Members that a mapping has unless it says otherwise.
    func write(to writer: inout JSONWriter, defaults: YAMLNode? = nil) {
        switch content {
        case .refused: writer.null()
        case .sequence(let nodes):
            writer.array { list in
                for node in nodes { node.write(to: &list) }
            }
        case .mapping(let entries):
            writer.object { object in
                for entry in entries {
                    object.key(entry.key.text)
                    entry.value.write(to: &object)
                }
                guard case .mapping(let others)? = defaults?.content else { return }
                for other in others
                where !entries.contains(where: { $0.key.text == other.key.text }) {
                    object.key(other.key.text)
                    other.value.write(to: &object)
                }
            }
        case .scalar(let scalar): scalar.write(to: &writer)
        }
    }
}

extension YAMLNode {
    /// Reports every key that whoever read the value has not taken.
    func checkRead(as json: JSONNode) {
        switch content {
        case .mapping(let entries):
            for entry in entries where !entry.value.isNull {
                guard let member = json[entry.key.text] else {
                    let known = json.members.map(\.key)
                    let nearest = Spelling.nearest(to: entry.key.text, among: known)
                    let hint = nearest.map { "; did you mean '\($0)'?" } ?? ""
                    entry.key.error("unknown key '\(entry.key.text)'\(hint)")
                    continue
                }
                entry.value.checkRead(as: member)
            }
        case .sequence(let nodes):
            for (node, element) in zip(nodes, json.elements) { node.checkRead(as: element) }
        case .scalar, .refused: break
        }
    }
}

extension YAMLScalar {
    fileprivate func write(to writer: inout JSONWriter) {
        if isNull {
            writer.null()
        } else if let bool {
            writer.bool(bool)
        } else if let integer {
            writer.integer(Int64(integer))
        } else if let number, number.isFinite {
            writer.double(number)
        } else {
            writer.string(text)
        }
    }
}
