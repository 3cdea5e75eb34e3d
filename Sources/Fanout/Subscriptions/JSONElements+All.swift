internal import JSON

extension Sequence where Element == JSONNode {
    /// Every element read, or nil when one of them cannot be.
    func all<Value>(_ read: (JSONNode) -> Value?) -> [Value]? {
        var values: [Value] = []
        for element in self {
            guard let value = read(element) else { return nil }
            values.append(value)
        }
        return values
    }
}
