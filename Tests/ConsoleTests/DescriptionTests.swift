import Console
import Fanout
import Foundation
import Testing

/// `Schemas/openapi.yaml` beside what the program does; that it is valid is for Tests/Contracts.
@Suite struct DescriptionTests {
    static let text: String = {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let file = root.appending(path: "Schemas/openapi.yaml")
        return (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    }()

    @Test func `every route stands there with its method and path, and no other`() {
        var found: Set<String> = []
        var (path, method) = ("", "")
        for line in Self.text.split(separator: "\n") {
            if line.hasPrefix("  /") {
                path = String(line.dropFirst(2).dropLast())
            } else if ["get", "post", "patch", "delete"].contains(where: { line == "    \($0):" }) {
                method = line.dropFirst(4).dropLast().uppercased()
            } else if line.hasPrefix("      operationId: ") {
                found.insert("\(method) \(path) \(line.dropFirst(19))")
            }
        }
        #expect(
            found == Set(Route.allCases.map { "\($0.method) \($0.path) \($0.rawValue)" })
        )
    }

    @Test func `roles are told as they are judged`() {
        for route in Route.allCases {
            guard case .token(let role) = route.access else { continue }
            let parts = Self.text.components(separatedBy: "operationId: \(route.rawValue)\n")
            let told = parts.last?.components(separatedBy: "operationId: ").first ?? ""
            #expect(told.contains("Role: \(role.rawValue)."), "\(route)")
        }
    }

    private func words(after start: String) -> Set<String> {
        let rest = Self.text.components(separatedBy: start).last ?? ""
        let list = rest.prefix { $0 != "]" }
        return Set(
            list.split(whereSeparator: { ", \n".contains($0) }).map {
                $0.trimmingCharacters(in: CharacterSet(charactersIn: "'["))
            }.filter { !$0.isEmpty }
        )
    }

    @Test func `every code of a problem stands there`() {
        #expect(
            words(after: "    ProblemCode:\n      type: string\n      enum: ")
                == Set(ProblemCode.allCases.map(\.rawValue))
        )
    }

    @Test func `every type of event can be asked for`() {
        let types = EventWording.names.map(EventFilter.type(of:))
        #expect(
            words(after: "empty is all.\n      items:\n        type: string\n        enum: ")
                == Set(types + ["incident.*"])
        )
    }

    /// Serves for other programs: `CONSOLE_SERVE` names a file the port is written to, and the
    /// server runs for as long as that file is there.
    @Test(.enabled(if: served != nil, "set CONSOLE_SERVE to a file to have the API served"))
    func `the API can be tried`() async throws {
        let file = try #require(Self.served)
        let fixture = try ConsoleFixture(.ofEverybody(), description: Array(Self.text.utf8))
        try await withServer(fixture) { port in
            try "\(port)\n".write(toFile: file, atomically: true, encoding: .utf8)
            try await blocking {
                var pause = timeval()
                while FileManager.default.fileExists(atPath: file) {
                    pause = timeval(tv_sec: 0, tv_usec: 100_000)
                    select(0, nil, nil, nil, &pause)
                }
            }
        }
    }

    private static let served = ProcessInfo.processInfo.environment["CONSOLE_SERVE"]
}
