/// What a method and a path lead to.
package enum RouteMatch: Equatable, Sendable {
    case route(Route, parameters: [String: String])
    /// The path is one of ours, with other methods.
    case methods([String])
    case none

    package init(method: String, path: String) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        // HEAD is GET without the body, which whoever writes the answer leaves out.
        let method = method == "HEAD" ? "GET" : method
        var methods: [String] = []
        for (route, pattern) in Self.patterns where pattern.count == parts.count {
            guard let parameters = Self.parameters(pattern, parts) else { continue }
            if route.method == method {
                self = .route(route, parameters: parameters)
                return
            }
            methods.append(route.method)
        }
        if methods.contains("GET") { methods.append("HEAD") }
        self = methods.isEmpty ? .none : .methods(methods.sorted())
    }

    private static let patterns = Route.allCases.map { route in
        (route, route.path.split(separator: "/", omittingEmptySubsequences: false))
    }

    private static func parameters(
        _ pattern: [Substring],
        _ parts: [Substring]
    ) -> [String: String]? {
        var parameters: [String: String] = [:]
        for (wanted, part) in zip(pattern, parts) {
            if wanted.hasPrefix("{") {
                guard isIdentifier(part) else { return nil }
                parameters[String(wanted.dropFirst().dropLast())] = String(part)
            } else if wanted != part {
                return nil
            }
        }
        return parameters
    }

    /// Ids are made of bytes that stand for themselves in a URL: nothing is decoded, so nothing
    /// can be read in two ways.
    static func isIdentifier(_ text: Substring) -> Bool {
        (1...128).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"), UInt8(ascii: "-"),
                    UInt8(ascii: "."), UInt8(ascii: "~"):
                    true
                default: false
                }
            }
    }
}
