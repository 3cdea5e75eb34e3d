internal import Hummingbird
package import Logging
package import Messaging
internal import ServiceLifecycle
package import Vitals

/// The HTTP server of the API: runs until it is told to shut down, and then lets answers under way
/// come to their end.
package struct ConsoleServer: Service {
    private let settings: ConsoleSettings
    private let responder: ConsoleResponder
    private let onListening: @Sendable (Int) -> Void

    /// - Parameters:
    ///   - now: The clock, for tokens, idempotency and what is written.
    ///   - random: So many random bytes, fit for keys.
    ///   - onListening: Told the port, once, when connections are taken.
    package init(
        settings: ConsoleSettings,
        backend: any ConsoleBackend,
        vitals: BrokerVitals,
        logger: Logger,
        now: @escaping @Sendable () -> Timestamp,
        random: @escaping @Sendable (Int) -> [UInt8],
        onListening: @escaping @Sendable (Int) -> Void = { _ in }
    ) {
        self.settings = settings
        self.responder = ConsoleResponder(
            api: ConsoleAPI(
                settings: settings,
                backend: backend,
                vitals: vitals.registry,
                random: random
            ),
            vitals: vitals,
            limits: settings.limits,
            logger: logger,
            now: now
        )
        self.onListening = onListening
    }

    package func run() async throws {
        let limits = settings.limits
        let responder = responder
        let onListening = onListening
        let application = Application(
            responder: CallbackResponder { request, connection in
                await responder.respond(to: request, connection)
            },
            server: .http1(
                configuration: .init(
                    idleTimeout: .init(limits.idle),
                    httpDecoderConfiguration: .init(
                        maxHeaderFieldSize: limits.headerBytesMax,
                        maxHeaderListSize: limits.headerBytesMax,
                        maxHeaderFieldCount: 100
                    )
                )
            ),
            configuration: ApplicationConfiguration(
                address: .hostname(settings.host, port: settings.port),
                availableConnectionsDelegate: .maximum(
                    limits.connectionsMax,
                    logger: responder.serverLogger
                )
            ),
            onServerRunning: { channel in onListening(channel.localAddress?.port ?? 0) },
            logger: responder.serverLogger
        )
        try await application.run()
    }
}

extension ConsoleResponder {
    /// The framework's own words are for those who look for a fault; they may name what was sent.
    fileprivate var serverLogger: Logger {
        var logger = logger
        logger.logLevel = max(logger.logLevel, .warning)
        return logger
    }
}
