import Foundation
import KafkaChannel
import Streaming
import Testing

/// One row of the table of what librdkafka 2.0.2 makes of an error of the brokers.
struct ErrorRow: Sendable, CustomTestStringConvertible {
    /// How a call ended.
    enum Outcome: Equatable, Sendable {
        case fine
        case failed(ChannelFailure)
    }

    let request: EmbeddedCluster.Request
    let error: String
    let times: Int
    let initialise: Outcome
    /// These are nil when the table says the call is not made.
    let commit: Outcome?
    let abort: Outcome?
    let next: Outcome?

    var testDescription: String { "\(request) \(error) x\(times)" }

    static let all: [ErrorRow] = {
        guard
            let url = Bundle.module.url(
                forResource: "Fixtures/librdkafka-2.0.2-error-classes",
                withExtension: "txt"
            ), let text = try? String(contentsOf: url, encoding: .utf8)
        else { return [] }
        return text.split(separator: "\n").dropFirst().compactMap { ErrorRow(String($0)) }
    }()

    private static let requests: [String: EmbeddedCluster.Request] = [
        "InitProducerId": .initProducerID, "AddPartitionsToTxn": .addPartitionsToTransaction,
        "Produce": .produce, "AddOffsetsToTxn": .addOffsetsToTransaction,
        "TxnOffsetCommit": .transactionOffsetCommit, "EndTxn": .endTransaction,
    ]

    private init?(_ line: String) {
        let columns = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        let words = columns[0].split(separator: " ").map(String.init)
        guard columns.count == 7, words.count == 3, let request = Self.requests[words[0]],
            let times = Int(words[2].dropFirst()), let initialise = Self.outcome(columns[1])
        else { return nil }
        self.request = request
        self.error = words[1]
        self.times = times
        self.initialise = initialise
        self.commit = Self.outcome(columns[3])
        self.abort = Self.outcome(columns[4])
        self.next = Self.outcome(columns[5])
    }

    /// `OK`, `-` or `CODE[CLASS]`.
    private static func outcome(_ text: String) -> Outcome? {
        if text == "OK" { return .fine }
        guard let bracket = text.firstIndex(of: "[") else { return nil }
        let code = String(text[..<bracket])
        switch text[bracket...] {
        case "[FATAL]": return .failed(.fatal(code: code))
        case "[ABORTABLE]": return .failed(.abortable(code: code))
        case "[RETRIABLE]": return .failed(.retriable(code: code))
        default: return nil
        }
    }
}
