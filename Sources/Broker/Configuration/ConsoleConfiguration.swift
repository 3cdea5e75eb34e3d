internal import StrictYAML

/// Where the HTTP console listens, and whom it lets in.
package struct ConsoleConfiguration: Equatable, Sendable {
    /// `host:port`; empty: there is none.
    package var listen = ""
    package var tokensFile = ""
    /// Whether `/metrics` asks for no token.
    package var isMetricsOpen = false

    package init() {}

    static var shape: YAMLShape<ConsoleConfiguration> {
        .mapping { mapping in
            var console = ConsoleConfiguration()
            console.listen = mapping.optional("listen", .orNothing(.hostAndPort), default: "")
            console.tokensFile = mapping.optional("tokensFile", .string, default: "")
            console.isMetricsOpen = mapping.optional("openMetrics", .bool, default: false)
            if !console.listen.isEmpty, console.tokensFile.isEmpty {
                mapping.node.error("'listen' wants a 'tokensFile': nobody could be let in")
            }
            return console
        }
    }
}
