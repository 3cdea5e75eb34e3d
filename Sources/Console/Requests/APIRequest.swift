package import Fanout

/// A request as the routes see it: values, no connection.
package struct APIRequest: Equatable, Sendable {
    package let method: String
    /// Percent-encoded still; without the query.
    package let path: String
    package let query: String?
    /// Names in lower case, in the order they came.
    package let headers: [HeaderField]
    package let body: [UInt8]

    package init(
        method: String,
        path: String,
        query: String? = nil,
        headers: [HeaderField] = [],
        body: [UInt8] = []
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
    }

    /// The header's value; several of a name are a list (RFC 9110 section 5.3).
    package func header(_ name: String) -> String? {
        let values = headers.filter { $0.name == name }.map(\.value)
        return values.isEmpty ? nil : values.joined(separator: ", ")
    }
}

/// What is answered.
package struct APIResponse: Equatable, Sendable {
    package var status: Int
    package var headers: [HeaderField]
    package var body: [UInt8]

    package init(status: Int, headers: [HeaderField] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    package func header(_ name: String) -> String? {
        headers.first { $0.name == name }?.value
    }
}

/// An answer, and what is told of it in logs and metrics: never what it was about.
package struct Answer: Equatable, Sendable {
    package var response: APIResponse
    /// Nil: no route was asked for that there is.
    package var route: Route?
    /// The token's name.
    package var caller: String?
    /// Of the problem, if it is one.
    package var code: ProblemCode?
}
