extension PolicyLintTests {
    static let lintFaults = [
        Fault(
            "a version that ends before it begins",
            "  validFrom: 2020-01-01\n",
            "  validFrom: 2020-01-01\n  validUntil: 2020-01-01\n",
            at: "2020-01-01\n  zone",
            "a version is in force until a date after validFrom"
        ),
        Fault(
            "days off nobody knows",
            "daysOff: danish\n",
            "daysOff: danihs\n",
            at: "danihs",
            "unknown days off 'danihs'; did you mean 'danish'? (known: danish)"
        ),
        Fault(
            "days off nobody uses",
            "daysOff:\n",
            "daysOff:\n  other: {}\n",
            at: "other:",
            "no calendar uses the days off 'other'",
            severity: "warning"
        ),
        Fault(
            "a calendar that never opens",
            "{every-day: 06:00-23:00}",
            "{}",
            at: "spoc-phone:",
            "the calendar 'spoc-phone' is never open"
        ),
        Fault(
            "a calendar nobody knows",
            "calendar: office",
            "calendar: offices",
            at: "offices",
            "unknown calendar 'offices'; did you mean 'office'? (known: always, office, spoc-phone)"
        ),
        Fault(
            "a phone calendar nobody knows",
            "  incidentManager: manager\n",
            "  incidentManager: manager\n  spocPhoneCalendar: spoc-fone\n",
            at: "spoc-fone",
            "unknown calendar 'spoc-fone'; did you mean 'spoc-phone'?"
        ),
        Fault(
            "a category without deadline",
            "{A: PT5M, B: PT60M, C: P1D, D: P10D, E: P20D}",
            "{A: PT5M, B: PT60M, D: P10D}",
            at: "responsible: supplier\n    environment: production",
            "no deadline of supplier in production for category C, E"
        ),
        Fault(
            "a party without deadlines in an environment",
            """
              - responsible: register-authority
                environment: test
                principle: 10
                calendar: always
                advisory: true
                within: {A: PT24H, B: PT24H, C: P2D, D: P10D, E: P20D}

            """,
            "",
            at: "- responsible: supplier",
            "no deadline of register-authority in test for category A, B, C, D, E"
        ),
        Fault(
            "a category nobody knows",
            "C: P1D,",
            "C: P1D, F: P1D,",
            at: "F: P1D",
            "unknown category 'F' (known: A, B, C, D, E)"
        ),
        Fault(
            "a register without owner",
            "      - {authority: Geodatastyrelsen, recipient: Matriklen-support}",
            "      []",
            at: "name: Matriklen",
            "MAT has no owner"
        ),
        Fault(
            "a register whose code is none",
            "  MAT:",
            "  mat:",
            at: "mat:",
            "a register's code is 1 to 32 characters of A-Z and 0-9"
        ),
        Fault(
            "a register without recipient",
            ", recipient: Matriklen-support",
            "",
            at: "{authority: Geodatastyrelsen",
            "MAT names no recipient at Geodatastyrelsen: its incidents stay with the SPOC",
            severity: "warning"
        ),
        Fault(
            "a register that loses its owner",
            "recipient: Matriklen-support}",
            "recipient: Matriklen-support, until: 2025-01-01}",
            at: "name: Matriklen",
            "nobody owns MAT from 2025-01-01 on"
        ),
        Fault(
            "a register that gets its owner late",
            "recipient: Matriklen-support}",
            "recipient: Matriklen-support, from: 2021-01-01}",
            at: "{authority: Geodatastyrelsen",
            "nobody owns MAT from 2020-01-01 until 2021-01-01"
        ),
        Fault(
            "a gap between owners",
            "recipient: Matriklen-support}",
            "recipient: M, until: 2025-01-01}\n"
                + "      - {authority: Ny, recipient: N, from: 2025-01-02}",
            at: "{authority: Ny",
            "nobody owns MAT from 2025-01-01 until 2025-01-02"
        ),
        Fault(
            "owners at the same time",
            "recipient: Matriklen-support}",
            "recipient: M, until: 2025-01-02}\n"
                + "      - {authority: Ny, recipient: N, from: 2025-01-01}",
            at: "{authority: Ny",
            "Ny and Geodatastyrelsen own MAT at the same time"
        ),
        Fault(
            "two owners without dates",
            "recipient: Matriklen-support}",
            "recipient: M}\n      - {authority: Ny, recipient: N}",
            at: "{authority: Ny",
            "Ny and Geodatastyrelsen own MAT at the same time"
        ),
        Fault(
            "an owner who stops before he starts",
            "recipient: Matriklen-support}",
            "recipient: M, from: 2020-01-01, until: 2019-01-01}",
            at: "{authority: Geodatastyrelsen",
            "Geodatastyrelsen owns MAT until 2019-01-01, not after 2020-01-01"
        ),
        Fault(
            "a critical service twice",
            "[DAR/DAR]",
            "[DAR/DAR, BBR, DAR/DAR]",
            at: "DAR/DAR]",
            "'DAR/DAR' stands twice",
            severity: "warning"
        ),
    ]

    static let ruleFaults = [
        Fault(
            "an id twice",
            "P09.OTHER\n      principle: 9",
            "P10.DATA\n      principle: 10",
            at: "P10.DATA\n      principle: 10\n      when: {}",
            "the id P10.DATA stands on line "
        ),
        Fault(
            "an id that names no principle",
            "id: P04.MANY",
            "id: many",
            at: "many",
            "a rule's id is written as P05.NO_CALL_SPOC, got 'many'"
        ),
        Fault(
            "an id of another principle",
            "id: P04.MANY",
            "id: P14.MANY",
            at: "P14.MANY",
            "the id P14.MANY is not of the rule's principle, P4"
        ),
        Fault(
            "a deviation that names no principle",
            "{deviation: P05.NO_CALL_SPOC}",
            "{deviation: no-call}",
            at: "{deviation: no-call}",
            "a rule's deviation is written as P05.NO_CALL_SPOC, got 'no-call'"
        ),
        Fault(
            "a deviation of another principle",
            "{deviation: P05.NO_CALL_SPOC}",
            "{deviation: P07.NO_CALL_SPOC}",
            at: "{deviation: P07",
            "the deviation P07.NO_CALL_SPOC is not of the rule's principle, P5"
        ),
        Fault(
            "a rule without effect",
            "then: [expedite]",
            "then: []",
            at: "[]\n      da: Mange",
            "the rule has no effect"
        ),
        Fault(
            "an effect twice",
            "then: [expedite]",
            "then: [expedite, expedite]",
            at: "expedite]",
            "the effect stands twice"
        ),
        Fault(
            "an effect in another's table",
            "{notify: deviation}]",
            "expedite]",
            at: "expedite]\n      da: Ring",
            "this effect belongs in the table impact"
        ),
        Fault(
            "a routing rule that names nobody",
            "then: [{responsible: supplier}]",
            "then: [forwardToRegister]",
            at: "[forwardToRegister]",
            "a routing rule names one responsible party"
        ),
        Fault(
            "a routing rule that names two",
            "then: [{responsible: supplier}]",
            "then: [{responsible: supplier}, {responsible: register-authority}]",
            at: "[{responsible: supplier}, ",
            "a routing rule names one responsible party"
        ),
        Fault(
            "a gap in the routing",
            "when: {}",
            "when: {kind: [platform, application, data]}",
            at: "- id: P10.DATA",
            "no routing rule catches kind: unknown, register: known and 1 more combination"
        ),
        Fault(
            "a gap in the routing beside a number",
            "when: {}",
            "when: {impact.affectedUsers: {atLeast: 0}}",
            at: "- id: P10.DATA",
            "no routing rule catches kind: platform or application or unknown, "
                + "register: known, impact.affectedUsers: unknown and 2 more combinations"
        ),
        Fault(
            "a rule that never wins",
            "    - id: P09.OTHER",
            """
                - id: P10.NEVER
                  principle: 10
                  when: {kind: data, register: known, category: A}
                  then: [{responsible: supplier}]
                  da: Aldrig.
                  en: Never.
                - id: P09.OTHER
            """,
            at: "P10.NEVER",
            "P10.NEVER never wins: all it asks for is caught by P10.DATA"
        ),
        Fault(
            "a rule after the one that catches all",
            "  phone:\n",
            """
                - id: P09.LATE
                  principle: 9
                  when: {kind: data}
                  then: [{responsible: supplier}]
                  da: Sent.
                  en: Late.
              phone:

            """,
            at: "P09.LATE",
            "P09.LATE never wins: all it asks for is caught by P10.DATA, P09.OTHER"
        ),
        Fault(
            "conditions that contradict one another",
            "call.spoc: none,",
            "register: unknown, register.recipient: true,",
            at: "{category: [A, B], register",
            "P05.NO_CALL_SPOC never holds: its conditions contradict one another"
        ),
        Fault(
            "nothing left of a fact",
            "category: [A, B]",
            "category: {not: [A, B, C, D, E, unclassified]}",
            at: "{not:",
            "nothing is left of category: the rule never holds"
        ),
        Fault(
            "every value of a fact",
            "category: [A, B]",
            "category: [A, B, C, D, E, unclassified]",
            at: "[A, B, C",
            "every category is allowed: this asks nothing",
            severity: "warning"
        ),
        Fault(
            "a rule that says the same again",
            "  impact:\n",
            """
                - id: P05.AGAIN
                  principle: 5
                  when: {spoc.phoneOpen: true, category: [B, A], call.spoc: none}
                  then: [{notify: deviation}, {deviation: P05.NO_CALL_SPOC}]
                  da: Igen.
                  en: Again.
              impact:

            """,
            at: "P05.AGAIN",
            "P05.AGAIN says the same as P05.NO_CALL_SPOC"
        ),
        Fault(
            "a phone calendar that is not there",
            "  spoc-phone:\n",
            "  spoc:\n",
            at: "true}",
            "spoc.phoneOpen asks the calendar 'spoc-phone', which is not there"
        ),
    ]
}
