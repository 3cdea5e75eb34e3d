extension BrokerVitals {
    /// The words that our other targets close, handed in where those are known.
    package struct Labels: Sendable {
        package var stages: [String]
        /// Codes of rejections, which dead letters bear.
        package var deadLetterCodes: [String]
        /// Why an attempt failed, the commoner answers among them (`http-503`).
        package var attemptFailures: [String]
        package var endpointStates: [String]
        /// Routes of the HTTP API.
        package var routes: [String]

        package init(
            stages: [String],
            deadLetterCodes: [String] = [],
            attemptFailures: [String] = [],
            endpointStates: [String] = [],
            routes: [String] = []
        ) {
            self.stages = stages
            self.deadLetterCodes = deadLetterCodes
            self.attemptFailures = attemptFailures
            self.endpointStates = endpointStates
            self.routes = routes
        }

        /// Answers of endpoints that are told apart; any other is `other`.
        package static let commonAnswers = [
            301, 302, 307, 308, 400, 401, 403, 404, 405, 408, 409, 410, 413, 415, 422, 429, 500,
            501, 502, 503, 504,
        ].map { "http-\($0)" }
    }

    package enum TransactionOutcome: String, CaseIterable, Sendable {
        case committed
        case aborted
        /// The task lost its partition to another, who goes on with it.
        case fenced
    }

    package enum DeliveryOutcome: String, CaseIterable, Sendable {
        case delivered
        /// Given up until somebody asks for it again.
        case parked
        /// The recipient does not exist, or wants nothing more.
        case refused
        /// Asked for again by an owner.
        case recovered
    }

    package enum DeadlineState: String, CaseIterable, Sendable {
        case running
        case atRisk = "at_risk"
        case overdue
    }

    /// `P01` to `P19`.
    package static let principles = (1...19).map { number in
        number < 10 ? "P0\(number)" : "P\(number)"
    }

    /// What is known of the running program.
    package struct Build: Sendable {
        package var version: String
        package var commit: String
        package var swift: String

        package init(version: String, commit: String, swift: String) {
            self.version = version
            self.commit = commit
            self.swift = swift
        }
    }
}
