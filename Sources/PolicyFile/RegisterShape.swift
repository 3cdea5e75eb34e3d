internal import Incidents
internal import StrictYAML

// Registers and their owners, as the file writes them.

extension YAMLShape where Value == RegisterDraft {
    static var register: YAMLShape<RegisterDraft> {
        .mapping("a register") { mapping in
            let name = mapping.required("name", .text)
            let personalData = mapping.optional("personalData", .bool, default: false)
            let owners = mapping.required("owners", .list(of: .owner))
            return RegisterDraft(
                name: name ?? "",
                personalData: personalData,
                node: mapping.node,
                owners: owners ?? []
            )
        }
    }
}

extension YAMLShape where Value == OwnerDraft {
    fileprivate static var owner: YAMLShape<OwnerDraft> {
        .mapping("an owner") { mapping in
            let authority = mapping.required("authority", .text)
            let coOwners = mapping.optional("coOwners", .list(of: .text), default: [])
            let recipient = mapping.optional("recipient", .text)
            let from = mapping.optional("from", .date)
            let until = mapping.optional("until", .date)
            return OwnerDraft(
                node: mapping.node,
                authority: authority ?? "",
                coOwners: coOwners,
                recipient: recipient,
                from: from,
                until: until
            )
        }
    }
}
