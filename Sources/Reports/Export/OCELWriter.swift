internal import JSON

internal import Incidents
internal import Messaging

/// Writes a history as an object-centric event log, OCEL 2.0 in its JSON form.
///
/// Bytes go to `emit` piece by piece, an object or an event at a time.
package struct OCELWriter {
    private let emit: ([UInt8]) -> Void

    package init(emit: @escaping ([UInt8]) -> Void) {
        self.emit = emit
    }

    package func write(_ history: History) {
        let objects = OCELObjects(history)
        emit(Array("{\"objectTypes\":".utf8))
        emit(types(OCELObjects.types))
        emit(Array(",\"eventTypes\":".utf8))
        emit(types(EventKind.allCases.map { ($0.rawValue, OCELEvent.attributes) }))
        emit(Array(",\"objects\":[".utf8))
        list(objects.all) { object, writer in object.write(to: &writer) }
        emit(Array("],\"events\":[".utf8))
        list(history.incidents.flatMap(\.events)) { event, writer in
            OCELEvent(event).write(to: &writer)
        }
        emit(Array("]}\n".utf8))
    }

    private func types(_ types: [(name: String, attributes: [(String, String)])]) -> [UInt8] {
        var writer = JSONWriter()
        writer.array { list in
            for type in types {
                list.object {
                    $0.member("name", type.name)
                    $0.array("attributes") { attributes in
                        for (name, kind) in type.attributes {
                            attributes.object {
                                $0.member("name", name)
                                $0.member("type", kind)
                            }
                        }
                    }
                }
            }
        }
        return writer.bytes
    }

    private func list<Element>(
        _ elements: [Element],
        _ write: (Element, inout JSONWriter) -> Void
    ) {
        var writer = JSONWriter(capacity: 1024)
        for (index, element) in elements.enumerated() {
            writer.reset()
            write(element, &writer)
            emit(index == 0 ? writer.bytes : [UInt8(ascii: ",")] + writer.bytes)
        }
    }
}

/// A relation to an object: which, and as what.
struct OCELRelation: Hashable {
    var object: String
    var qualifier: String

    static func write(_ relations: [OCELRelation], to writer: inout JSONWriter) {
        writer.array("relationships") { list in
            for relation in relations {
                list.object {
                    $0.member("objectId", relation.object)
                    $0.member("qualifier", relation.qualifier)
                }
            }
        }
    }
}
