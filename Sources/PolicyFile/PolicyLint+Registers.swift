internal import Incidents
internal import StrictYAML

extension PolicyLint {
    /// Longest register code, as messages may carry it.
    static let codeLengthMax = 32

    /// Every register has one owner at any time the policy is in force.
    func checkRegisters() {
        for (key, register) in draft.registers {
            let isCode = key.text.utf8.allSatisfy {
                "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".utf8.contains($0)
            }
            if !isCode || key.text.isEmpty || key.text.utf8.count > Self.codeLengthMax {
                key.error("a register's code is 1 to 32 characters of A-Z and 0-9")
            }
            if !register.node.hasErrors { checkOwners(of: key.text, register) }
        }
    }

    private func checkOwners(of code: String, _ register: RegisterDraft) {
        for owner in register.owners where owner.recipient == nil {
            owner.node.warning(
                "\(code) names no recipient at \(owner.authority): its incidents stay with the SPOC"
            )
        }
        guard !register.owners.isEmpty else {
            register.node.error("\(code) has no owner")
            return
        }
        let owners = register.owners.filter { owner in
            guard let from = owner.from, let until = owner.until, until <= from else { return true }
            owner.node.error("\(owner.authority) owns \(code) until \(until), not after \(from)")
            return false
        }
        guard owners.count == register.owners.count else { return }
        checkCover(of: code, register, owners.sorted { starts($0) < starts($1) })
    }

    /// The owners in order of time: none beside another, nobody missing.
    private func checkCover(of code: String, _ register: RegisterDraft, _ owners: [OwnerDraft]) {
        for (previous, owner) in zip(owners, owners.dropFirst())
        where previous.until.map({ starts(owner) < $0 }) ?? true {
            owner.node.error(
                "\(owner.authority) and \(previous.authority) own \(code) at the same time; "
                    + "give the first of them 'until' (or name co-owners)"
            )
            return
        }
        var covered = draft.heading.validFrom.value
        for owner in owners {
            if starts(owner) > covered {
                owner.node.error("nobody owns \(code) from \(covered) until \(starts(owner))")
            }
            guard let until = owner.until else { return }
            covered = max(covered, until)
        }
        if let until = draft.heading.validUntil?.value, until <= covered { return }
        register.node.error("nobody owns \(code) from \(covered) on")
    }

    private func starts(_ owner: OwnerDraft) -> CivilDate {
        owner.from ?? CivilDate(daysSinceEpoch: 0)
    }
}
