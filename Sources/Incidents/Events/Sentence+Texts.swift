// What the broker says to people of itself; the policy's rules bring their own sentences.

extension Sentence {
    static let deviation = Sentence(
        danish: "Politikken er ikke fulgt.",
        english: "The policy was not followed."
    )

    static let withdrawn = Sentence(
        danish: "Afvigelsen er trukket tilbage: senere oplysninger viser, at politikken er fulgt.",
        english: "The deviation is withdrawn: later evidence shows that the policy was followed."
    )

    static let workStarted = Sentence(
        danish: "Fejlretningen er påbegyndt.",
        english: "Work on the fault has begun."
    )

    static func acknowledged(by party: Party?) -> Sentence {
        guard case .register(let code) = party else {
            return Sentence(
                danish: "SPOC'en har modtaget sagen.",
                english: "The SPOC has taken the incident in."
            )
        }
        return Sentence(
            danish: "Registermyndigheden for \(code) har modtaget sagen.",
            english: "The register authority of \(code) has taken the incident in."
        )
    }

    static func missed(_ deadline: Deadline) -> Sentence {
        switch (deadline.role, deadline.advisory) {
        case (.supplier, false):
            Sentence(
                danish: "Leverandøren var ikke begyndt på fejlretningen, da fristen udløb.",
                english: "The supplier had not started work on the fault when it was due."
            )
        case (.supplier, true):
            Sentence(
                danish: "Leverandøren var ikke begyndt på fejlretningen på det vejledende"
                    + " tidspunkt.",
                english: "The supplier had not started work on the fault by the advisory time."
            )
        case (.registerAuthority, false):
            Sentence(
                danish: "Registermyndigheden var ikke begyndt på sagen, da fristen udløb.",
                english: "The register authority had not started work when it was due."
            )
        case (.registerAuthority, true):
            Sentence(
                danish: "Registermyndigheden var ikke begyndt på sagen på det vejledende tidspunkt."
                    + " Det er ikke et kontraktbrud.",
                english: "The register authority had not started work by the advisory time."
                    + " It is no breach of contract."
            )
        }
    }

    static func coOwners(of register: String) -> Sentence {
        Sentence(
            danish: "Registret \(register) har flere ejere; medejerne skal også have besked.",
            english: "The register \(register) has several owners; the co-owners are to be told."
        )
    }
}
