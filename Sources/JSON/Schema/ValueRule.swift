/// `enum` and `const`.
final class ValueRule: Sendable {
    let keyword: String
    /// The strings among the allowed values, which nearly all of them are.
    let strings: NameTable
    let others: [JSONConstant]
    /// "one of \"a\" or null".
    let text: String

    init(
        keyword: String,
        strings: NameTable,
        others: [JSONConstant],
        text: String
    ) {
        self.keyword = keyword
        self.strings = strings
        self.others = others
        self.text = text
    }
}
