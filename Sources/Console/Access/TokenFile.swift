internal import Fanout
internal import Messaging
package import StrictYAML

/// The file that says who may use the API: hashes only, so that reading it lets nobody in.
///
/// ```yaml
/// tokens:
///   - name: mat-production
///     sha256: 'f2ca1bb6c7e907d06dafe4687e579fce76b37e4e93b7605022da52e6ccc26fd2'
///     owner: 'register:MAT'
///     role: writer
///     expires: '2027-01-01T00:00:00Z'
/// ```
package enum TokenFile {
    /// The table; empty, with the reasons, when anything is wrong.
    package static func read(
        file: String,
        text: String
    ) -> (tokens: TokenTable, diagnostics: [Diagnostic]) {
        let reader = YAMLReader(file: file, text: text)
        let tokens = reader.read(
            .mapping { mapping -> [AccessToken]? in
                mapping.required("tokens", .list(of: .located(token))).map(distinct)
            }
        )
        let table = reader.hasErrors ? TokenTable() : TokenTable(tokens ?? [])
        return (table, reader.diagnostics)
    }

    private static var token: YAMLShape<AccessToken> {
        .mapping("a token") { mapping in
            let name = mapping.required("name", name)
            let hash = mapping.required("sha256", hash)
            let owner = mapping.required("owner", owner)
            let role = mapping.required("role", .oneOf(Role.self))
            let expires = mapping.optional("expires", moment)
            guard let name, let hash, let owner, let role else { return nil }
            return AccessToken(
                caller: Caller(name: name, owner: owner, role: role),
                hash: hash,
                expires: expires
            )
        }
    }

    private static func distinct(_ tokens: [Located<AccessToken>]) -> [AccessToken] {
        if tokens.count > TokenTable.tokensMax {
            tokens.last?.node.error("more than \(TokenTable.tokensMax) tokens")
        }
        var names: Set<String> = []
        var hashes: Set<[UInt8]> = []
        for token in tokens {
            if !names.insert(token.value.caller.name).inserted {
                token.node.error("the name of another token")
            }
            if !hashes.insert(token.value.hash).inserted {
                token.node.error("the hash of another token")
            }
        }
        return tokens.map(\.value)
    }

    private static var name: YAMLShape<String> {
        YAMLShape<String>.string.checked("a name of letters, digits, '-', '_' and '.'") { text in
            RouteMatch.isIdentifier(text[...]) && text.utf8.count <= 64 ? text : nil
        }
    }

    private static var hash: YAMLShape<[UInt8]> {
        YAMLShape<String>.string.checked("a SHA-256 hash in 64 hexadecimal digits") { text in
            guard text.utf8.count == 64 else { return nil }
            var bytes: [UInt8] = []
            var rest = text[...]
            while let high = rest.popFirst()?.hexDigitValue,
                let low = rest.popFirst()?.hexDigitValue
            {
                bytes.append(UInt8(high << 4 | low))
            }
            return bytes.count == 32 ? bytes : nil
        }
    }

    private static var owner: YAMLShape<SubscriptionOwner> {
        YAMLShape<String>.string.checked(
            "itsm, portal, spoc, register:CODE or organisation:NAME"
        ) { SubscriptionOwner(name: $0) }
    }

    private static var moment: YAMLShape<Timestamp> {
        YAMLShape<String>.string.checked("a time such as '2027-01-01T00:00:00Z'") {
            Timestamp(rfc3339: $0)
        }
    }
}
