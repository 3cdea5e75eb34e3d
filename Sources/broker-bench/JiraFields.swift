/// Values of the Jira fields that the dialect `jira` reads, varied by number.
enum JiraFields {
    static func values(_ number: Int) -> [(name: String, value: String)] {
        let isHigh = number.isMultiple(of: 5)
        let category = ["B - Alvorlig", "C - Moderat", "D - Mindre"][number % 3]
        return [
            ("created", #""2026-11-23T07:58:31.000+0100""#),
            ("priority", #"{"name":"\#(category)","id":"2"}"#),
            (
                "reporter",
                #"{"displayName":"Mette Krog Hansen","emailAddress":"mkh@gst.example"}"#
            ),
            ("customfield_10300", #"{"value":"Registermyndighed"}"#),
            ("customfield_10301", #""Geodatastyrelsen""#),
            ("customfield_10302", #""+45 72 54 50 00""#),
            ("customfield_10303", #"[{"value":"MAT"}]"#),
            ("components", #"[{"name":"MATRIKLEN2"}]"#),
            (
                "customfield_10306",
                #"{"value":"\#(number.isMultiple(of: 2) ? "Data" : "Platform")"}"#
            ),
            ("customfield_10307", #"{"value":"Produktion"}"#),
            ("customfield_10308", #"{"value":"\#(isHigh ? "Stor" : "Lille")"}"#),
            ("customfield_10309", #""Tinglysning af 12 sager er sat i bero.""#),
            ("customfield_10310", "240"),
            ("customfield_10314", #""2026-11-23T07:50:00.000+0100""#),
            ("customfield_10316", #""2026-11-23T07:52:00.000+0100""#),
        ]
    }
}
