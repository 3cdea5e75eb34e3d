internal import Fanout
internal import JSON
internal import Messaging

/// Bodies are read whole, and everything wrong with one is told together.
enum RequestBody {
    private static let depthMax = 8

    /// - Parameters:
    ///   - types: Content types that are taken.
    ///   - isOptional: Whether nothing at all stands for `{}`.
    static func read<Value>(
        _ request: APIRequest,
        types: [String] = ["application/json"],
        isOptional: Bool = false,
        _ read: (inout BodyObject) -> Value?
    ) throws(Problem) -> Value {
        if isOptional, request.body.isEmpty {
            return try parsed(Array("{}".utf8), read)
        }
        guard request.header("content-encoding") == nil,
            let type = request.header("content-type"), isOne(of: types, type)
        else {
            throw Problem(
                .contentTypeUnsupported,
                "Bodies are \(types.joined(separator: " or ")), in UTF-8 and not encoded.",
                headers: [HeaderField("accept-post", types.joined(separator: ", "))]
            )
        }
        return try parsed(request.body, read)
    }

    private static func parsed<Value>(
        _ bytes: [UInt8],
        _ read: (inout BodyObject) -> Value?
    ) throws(Problem) -> Value {
        let parser = JSONParser(depthMax: depthMax)
        let root: JSONNode
        do {
            root = try parser.parse(bytes)
        } catch {
            let fault = BodyFault(pointer: error.pointer, detail: error.detail)
            throw Problem(.jsonInvalid, faults: [fault])
        }
        let log = BodyFaults()
        let value = withExtendedLifetime(parser) {
            BodyValue(node: root, pointer: JSONPointer([]), log: log).object(read)
        }
        guard let value, log.faults.isEmpty else {
            throw Problem(.contentInvalid, faults: log.faults)
        }
        return value
    }

    /// JSON is UTF-8; a charset that says otherwise is refused.
    private static func isOne(of types: [String], _ text: String) -> Bool {
        let parts = text.split(separator: ";").map { part in
            part.filter { $0 != " " && $0 != "\t" && $0 != "\"" }.lowercased()
        }
        guard let type = parts.first, types.contains(type) else { return false }
        return parts.dropFirst().allSatisfy { !$0.hasPrefix("charset=") || $0 == "charset=utf-8" }
    }
}
