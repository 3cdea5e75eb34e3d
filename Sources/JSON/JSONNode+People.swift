/// Values as sentences name them.
extension JSONNode {
    /// The value as a sentence can name it: cut short, containers by what they are.
    var textForPeople: String {
        switch kind {
        case .object: "an object"
        case .array: "an array"
        case .string: (string ?? "").quotedForPeople
        case .integer, .double: JSONNumber(self)?.description ?? "a number"
        case .bool: bool == true ? "true" : "false"
        case .null: "null"
        }
    }

    /// The value's type, or the number it is: a fraction is what keeps it from being an integer.
    var typeForPeople: String {
        JSONNumber(self)?.description ?? SchemaTypes(of: self).text
    }
}
