/// The monthly report's words.
struct MonthlyWords {
    private let isDanish: Bool

    init(_ language: Language) {
        self.isDanish = language == .danish
    }

    private func say(_ danish: String, _ english: String) -> String {
        isDanish ? danish : english
    }

    var title: String { say("Månedsrapport for incidents", "Monthly report on incidents") }
    var basis: String { say("Dansk kalendermåned", "Danish calendar month") }
    var policy: String { say("Politik", "Policy") }
    var overview: String { say("Overblik", "Overview") }
    var what: String { say("Hvad", "What") }
    var count: String { say("Antal", "Count") }
    var registered: String { say("Registreret", "Registered") }
    var openAtEnd: String { say("Åbne ved månedens udgang", "Open at the end of the month") }
    var closed: String { say("Lukket", "Closed") }
    var autoClosed: String {
        say("Lukket automatisk efter ti dage", "Closed automatically after ten days")
    }
    var expedited: String { say("Fremskyndet på grund af impact", "Expedited for impact") }
    var major: String { say("Major incidents", "Major incidents") }
    var itSecurity: String { say("IT-sikkerhed", "IT security") }
    var dataSecurity: String { say("Datasikkerhed", "Data security") }
    var objections: String { say("Indsigelser", "Objections") }
    var reopenings: String { say("Genåbninger", "Reopenings") }
    var noticed: String { say("Releases med orientering forinden", "Releases noticed before") }
    var silenceDeviations: String { say("Manglende status (P14)", "Status silence (P14)") }
    var byCategory: String { say("Efter kategori", "By category") }
    var byKind: String { say("Efter art", "By kind") }
    var byRegister: String { say("Efter register", "By register") }
    var byParty: String { say("Efter indmeldende part", "By reporting party") }
    var byResponsible: String { say("Efter ansvarlig", "By responsible") }
    var starts: String { say("Påbegyndt fejlretning", "Start of work") }
    var toProposed: String {
        say("Tid til foreslået omgåelse eller løsning", "Time to a proposed workaround or solution")
    }
    var toClosed: String { say("Tid til lukning", "Time to closing") }
    var silence: String {
        say("Længste tid uden status pr. sag", "Longest time without a status, by incident")
    }
    var closedByReason: String { say("Lukket efter årsag", "Closed by reason") }
    var deviations: String { say("Afvigelser", "Deviations") }
    var category: String { say("Kategori", "Category") }
    var responsible: String { say("Ansvarlig", "Responsible") }
    var inTime: String { say("Rettidigt", "In time") }
    var advisory: String { say("vejledende", "advisory") }
    var principle: String { say("Princip", "Principle") }
    var party: String { say("Part", "Party") }
    var incidents: String { say("Sager", "Incidents") }
    var of: String { say("Ud af", "Of") }
    var share: String { say("Andel", "Share") }
    var codes: String { say("Koder", "Codes") }
    var withdrawn: String { say("trukket tilbage", "withdrawn") }
    var all: String { say("alle", "all") }
}
