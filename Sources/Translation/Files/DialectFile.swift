internal import JSON
package import StrictYAML

/// Reads a dialect file and everything that is wrong with it.
package enum DialectFile {
    /// The dialect, unless anything is wrong that would make it lose or misread messages; and all
    /// that was found, in the file's order.
    package static func load(text: String, file: String) -> (Dialect?, [Diagnostic]) {
        let reader = YAMLReader(file: file, text: text)
        let dialect = reader.read(
            .mapping("a dialect") { mapping in read(&mapping, file: file) }
        )
        return (reader.hasErrors ? nil : dialect, reader.diagnostics)
    }

    private static func read(_ mapping: inout YAMLMapping, file: String) -> Dialect? {
        let name = mapping.required("dialect", word)
        let title = mapping.required("title", .text)
        let parties = mapping.required("parties", .list(of: .oneOf(PartyKind.self)))
        let typePrefixes = mapping.optional("types", .list(of: .text), default: [])
        let recogniseNode = mapping.value("recognise")
        let recognise = recogniseNode.flatMap(recognitions.read) ?? []
        let messageID = mapping.optional("messageId", InboundFileReader.messageID, default: [])
        let echo = mapping.optional("echo", recognitions, default: [])
        let schema = mapping.optional("schema", .text)
        let schemas = mapping.optional("schemas", schemaNames, default: [:])
        if typePrefixes.isEmpty, recognise.isEmpty {
            mapping.node.error("give 'recognise' or 'types': nothing could ever be of this dialect")
        }

        let inboundNode = mapping.value("in")
        if inboundNode == nil { mapping.node.error("'in' is missing; wanted the way in") }
        let inbound = inboundNode.flatMap { InboundFileReader().rules($0) }
        let outboundNode = mapping.value("out")
        if outboundNode == nil { mapping.node.error("'out' is missing; wanted the way out") }
        let outbound = outboundNode.flatMap {
            OutboundFileReader(parties: parties ?? []).templates($0)
        }
        guard let name, let title, let parties, let inbound, let outbound else { return nil }
        if parties.isEmpty { mapping.node.error("'parties' names nobody who speaks this") }
        return Dialect(
            name: name,
            title: title,
            parties: parties,
            schemas: Dictionary(
                uniqueKeysWithValues: inbound.sections.keys.compactMap { action in
                    (schemas[action] ?? schema).map { (action, $0) }
                }
            ),
            typePrefixes: typePrefixes,
            recognise: recognise,
            messageID: messageID,
            echo: echo,
            inbound: inbound,
            outbound: outbound,
            file: file,
            recognisePosition: (recogniseNode ?? mapping.node).position
        )
    }

    /// One word, as it stands in commands and file names.
    private static var word: YAMLShape<String> {
        YAMLShape<String>.text.checked("one word of a-z, 0-9 and dashes") { text in
            let isWord = text.utf8.allSatisfy { byte in
                "abcdefghijklmnopqrstuvwxyz0123456789-".utf8.contains(byte)
            }
            return isWord && text.utf8.count <= 64 ? text : nil
        }
    }

    private static var recognitions: YAMLShape<[Recognition]> {
        .oneOrMore(of: InboundFileReader.recognition)
    }

    private static var schemaNames: YAMLShape<[InboundAction: String]> {
        YAMLShape<[InboundAction: String]>.mapping("a schema for each verb") { mapping in
            var names: [InboundAction: String] = [:]
            for action in InboundAction.allCases {
                names[action] = mapping.optional(action.rawValue, .text)
            }
            return names
        }
    }
}
