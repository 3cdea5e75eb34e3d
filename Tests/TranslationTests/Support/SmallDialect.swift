import StrictYAML
import Translation

/// A dialect small enough to be spoilt one line at a time.
enum SmallDialect {
    static let text = """
        dialect: small
        title: A small tool
        parties: [itsm]
        recognise: [/verb, /id]
        messageId: [[/id, /version]]
        in:
          action:
            - from: /verb
              map: {new: report, change: update, say: note}
              values: [new, change, say]
          fields:
            number: /id
            sequence: /version
            occurredAt: /when
          report:
            title: /title
            description: {join: [/text, {at: /more, label: "More: "}]}
            reporter.kind: {from: /who, values: [user, authority], default: authority}
            category: {from: [/class, /level], map: {"1": A, "2": B}, otherwise: keep}
            kind: {from: /kind, map: {p: platform}, otherwise: unknown, default: unknown}
            impact.level: {from: /impact, values: [low, high], otherwise: omit}
            registers: {from: /registers, split: ",", uppercase: true}
            reporter.phone: /phone
            calls:
              - each: /calls
                to: {from: /to, values: [spoc, authority]}
                occurredAt: /at
          note:
            note.text: /text
            note.visibility:
              from: {at: /flags, where: {/name: open}, item: /value,
                map: {"yes": public}, otherwise: internal}
              default: internal
        out:
          status:
            write:
              /id: /number
              /state: {from: /status, map: {pending: w, resolved: s, closed: c, registered: r,
                acknowledged: a, in-progress: p}}
              /said/by: {from: /note/author, audience: reporter}
              /said/text: {from: /note/text, audience: reporter}
              /said/kind: {constant: comment}
              /fixed/open: {constant: "true", as: boolean}
            leaves: [/incident, /sequence, /at, /by, /text, /question, /plan, /closesAt,
              /resolution, /closure, /release, /announcement]
          receipt:
            write:
              /id: /number
              /state: /outcome
              /due: {from: /deadlines/0/due, format: servicenow}
              /codes: {from: /deviations, separator: ";"}
            leaves: [/messageId, /incident, /code, /detail, /remedy, /pointer, /category,
              /expedited, /deadlines, /origin]
        """

    /// The text with one piece of it replaced, as a file.
    static func load(
        replacing old: String = "",
        with new: String = ""
    ) -> (dialect: Dialect?, diagnostics: [Diagnostic]) {
        let text = old.isEmpty ? text : text.replacing(old, with: new)
        let (dialect, diagnostics) = DialectFile.load(text: text, file: "small.yaml")
        return (dialect, diagnostics)
    }
}
