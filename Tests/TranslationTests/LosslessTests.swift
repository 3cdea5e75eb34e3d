import Foundation
import Incidents
import JSON
import Testing
import Translation

/// Members that no dialect knows are put into real messages: every one comes out again.
@Suite("Lossless")
struct LosslessTests {
    /// A generator whose walks can be repeated: the seed is the test's argument.
    struct SplitMix64: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9e37_79b9_7f4a_7c15
            var word = state
            word = (word ^ (word &>> 30)) &* 0xbf58_476d_1ce4_e5b9
            word = (word ^ (word &>> 27)) &* 0x94d0_49bb_1331_11eb
            return word ^ (word &>> 31)
        }
    }

    private static let names = ["x", "customfield_99999", "a/b", "til~de", "æøå", "", "0"]

    /// The value with strangers in some of its objects, and where they are.
    private func strewn(
        _ value: JSONNode,
        at pointer: JSONPointer,
        _ random: inout SplitMix64,
        _ strangers: inout [(JSONPointer, String)]
    ) -> String {
        switch value.kind {
        case .object:
            var members = value.members.map { key, member in
                key.json + ":" + strewn(member, at: pointer.appending(key), &random, &strangers)
            }
            if UInt8.random(in: 0..<3, using: &random) == 0,
                let name = Self.names.randomElement(using: &random), value[name] == nil
            {
                let stranger = "\"fremmed \(strangers.count)\""
                strangers.append((pointer.appending(name), stranger))
                let place = Int.random(in: 0...members.count, using: &random)
                members.insert(name.json + ":" + stranger, at: place)
            }
            return "{\(members.joined(separator: ","))}"
        // The parts of a split are read whole, each for what it says.
        case .array where pointer.text == "/parts": return value.normal
        case .array:
            let elements = value.elements.enumerated().map { position, element in
                strewn(element, at: pointer.appending("\(position)"), &random, &strangers)
            }
            return "[\(elements.joined(separator: ","))]"
        default: return value.normal
        }
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `a stranger in a message is carried on`(seed: UInt64) throws {
        var random = SplitMix64(state: seed)
        let example = try #require(Example.all("command").randomElement(using: &random))
        let message = try Message(example.bytes("in"))
        var strangers: [(JSONPointer, String)] = []
        let text = strewn(message.data, at: JSONPointer([]), &random, &strangers)
        let party = try #require(
            try example.document("command").root["party"]?.string.flatMap(Party.init(name:))
        )
        let command = try Reading.command(
            text,
            with: Shipped.translator(example.dialect),
            context: Reading.context(party: party, event: message.event)
        )
        guard !strangers.isEmpty else { return }
        let unmapped = try Document(try #require(command.unmapped)).root
        for (pointer, stranger) in strangers {
            #expect(
                holds(unmapped, pointer, stranger),
                "seed \(seed), \(example.testDescription): \(pointer.text) is lost"
            )
        }
    }

    /// Under its own pointer, or within something larger that nothing took.
    private func holds(_ unmapped: JSONNode, _ pointer: JSONPointer, _ value: String) -> Bool {
        for length in (0...pointer.tokens.count).reversed() {
            let outer = JSONPointer(Array(pointer.tokens.prefix(length)))
            let inner = JSONPointer(Array(pointer.tokens.dropFirst(length)))
            if let kept = unmapped[outer.text] { return kept.at(inner)?.normal == value }
        }
        return false
    }
}

extension String {
    fileprivate var json: String {
        var writer = JSONWriter()
        writer.string(self)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
