internal import Incidents

/// Parties as people call them.
package enum PartyNames {
    package static func text(_ party: String, _ language: Language) -> String {
        party.split(separator: ",").map { one($0.drop { $0 == " " }, language) }
            .joined(separator: ", ")
    }

    private static func one(_ party: Substring, _ language: Language) -> String {
        let isDanish = language == .danish
        if party.hasPrefix("register:") {
            let code = party.dropFirst("register:".count)
            return isDanish
                ? "registermyndigheden for \(code)" : "the register authority of \(code)"
        }
        return switch party {
        case "spoc": isDanish ? "SPOC'en" : "the SPOC"
        case "itsm": isDanish ? "indmelderen i ITSM" : "the reporter in ITSM"
        case "portal": isDanish ? "indmelderen på portalen" : "the reporter on the portal"
        case "broker": isDanish ? "uret" : "the clock"
        case "authority": isDanish ? "datafordelermyndigheden" : "the authority"
        case "register": isDanish ? "registermyndigheden" : "the register authority"
        default: String(party)
        }
    }
}
