import Foundation
import Incidents
import PolicyFile
import StrictYAML

/// Files of the repository.
enum Repository {
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    static func json<Content: Decodable>(_ type: Content.Type, _ path: String) throws -> Content {
        try JSONDecoder().decode(type, from: Data(contentsOf: root.appending(path: path)))
    }

    /// The policy the broker comes with.
    static func datafordeler() throws -> Policy {
        let path = "deploy/policy/datafordeler.yaml"
        let (policy, diagnostics) = PolicyFile.load(text: try text(path), file: path)
        guard let policy else { throw UnreadablePolicy(diagnostics: diagnostics) }
        return policy
    }
}

struct UnreadablePolicy: Error {
    let diagnostics: [Diagnostic]
}

/// A small policy that lints clean, to be spoilt.
enum SmallPolicy {
    static let text = """
        policy:
          name: Small
          version: "1"
          validFrom: 2020-01-01
          zone: Europe/Copenhagen
        settings:
          incidentManager: manager
        daysOff:
          danish:
            fixed:
              - {date: 12-25, name: Jul}
        calendars:
          always:
            week: {every-day: 00:00-24:00}
          office:
            week: {monday-friday: 09:00-16:00}
            daysOff: danish
          spoc-phone:
            week: {every-day: 06:00-23:00}
        deadlines:
          - responsible: supplier
            environment: production
            principle: 3
            calendar: always
            within: {A: PT5M, B: PT60M, C: P1D, D: P10D, E: P20D}
          - responsible: supplier
            environment: test
            principle: 3
            calendar: office
            days: working
            within: {A: PT5M, B: PT60M, C: P1D, D: P10D, E: P20D}
          - responsible: register-authority
            environment: production
            principle: 10
            calendar: always
            advisory: true
            within: {A: PT24H, B: PT24H, C: P2D, D: P10D, E: P20D}
          - responsible: register-authority
            environment: test
            principle: 10
            calendar: always
            advisory: true
            within: {A: PT24H, B: PT24H, C: P2D, D: P10D, E: P20D}
        criticalServices: [DAR/DAR]
        registers:
          MAT:
            name: Matriklen
            owners:
              - {authority: Geodatastyrelsen, recipient: Matriklen-support}
        rules:
          routing:
            - id: P10.DATA
              principle: 10
              when: {kind: data, register: known}
              then: [{responsible: register-authority}, forwardToRegister]
              da: Data.
              en: Data.
            - id: P09.OTHER
              principle: 9
              when: {}
              then: [{responsible: supplier}]
              da: Andet.
              en: Other.
          phone:
            - id: P05.NO_CALL_SPOC
              principle: 5
              when: {category: [A, B], call.spoc: none, spoc.phoneOpen: true}
              then: [{deviation: P05.NO_CALL_SPOC}, {notify: deviation}]
              da: Ring.
              en: Phone.
          impact:
            - id: P04.MANY
              principle: 4
              when: {impact.affectedUsers: {atLeast: 1000}}
              then: [expedite]
              da: Mange.
              en: Many.
        """

    /// What is said about the policy when these texts are replaced, each the first time it occurs;
    /// without the file's name.
    static func faults(_ changes: [(String, String)]) -> [String] {
        PolicyFile.load(text: spoilt(changes), file: "p").1.map {
            String($0.description.dropFirst(2))
        }
    }

    static func spoilt(_ changes: [(String, String)]) -> String {
        var text = text
        for (old, new) in changes {
            guard let range = text.range(of: old) else {
                return "the test's text is not there: \(old)"
            }
            text.replaceSubrange(range, with: new)
        }
        return text
    }

    /// The place of a text in the policy, as diagnostics write it.
    static func place(of part: String, in text: String = SmallPolicy.text) -> String {
        guard let range = text.range(of: part) else { return "?" }
        let before = text[..<range.lowerBound]
        let line = before.count { $0 == "\n" } + 1
        let start = before.lastIndex(of: "\n").map(before.index(after:)) ?? before.startIndex
        return "\(line):\(before.distance(from: start, to: before.endIndex) + 1)"
    }
}
