import ArgumentParser

/// The command; one file per verb in `Verbs`.
@main
struct Program: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "incident-broker",
        abstract:
            "Carries incidents between ITSM, portal, SPOC and register authorities over Kafka.",
        discussion: """
            Data goes to stdout, talk to stderr. Exit codes: 0 done, 1 there are findings, \
            64 usage, 65 bad input, 69 Kafka unavailable, 70 a fault of the broker, \
            75 try again later, 78 bad configuration.
            """,
        version: BrokerVersion.text,
        subcommands: [
            DemoCommand.self, RunCommand.self, TryCommand.self, CheckCommand.self,
            SendCommand.self, FollowCommand.self, TopicsCommand.self, LedgerCommand.self,
            DeadLettersCommand.self, SchemaCommand.self, TimelineCommand.self,
            ExplainCommand.self, DeviationsCommand.self, DeadlinesCommand.self,
            UntoldCommand.self, ReportCommand.self, ExportCommand.self, SimulateCommand.self,
            TestCommand.self, RulesCommand.self,
        ]
    )
}

enum BrokerVersion {
    static let text = "0.1.0"
}
