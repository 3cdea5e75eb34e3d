internal import Fanout
internal import JSON
internal import Vitals

/// Health, figures, and what explains the API itself.
extension ConsoleAPI {
    /// As Kubernetes has it: the status decides, and `verbose` says why.
    func health(_ call: Call, _ checks: [HealthCheck]) -> APIResponse {
        let isWell = checks.allSatisfy { $0.fault == nil }
        var text = ""
        if call.query["verbose"] != nil || !isWell {
            for check in checks {
                text +=
                    check.fault.map { "[-]\(check.name) failed: \($0)\n" }
                    ?? "[+]\(check.name) ok\n"
            }
        }
        let name = call.route == .live ? "livez" : "readyz"
        text +=
            isWell
            ? (text.isEmpty ? "ok\n" : "\(name) check passed\n")
            : "\(name) check failed\n"
        return APIResponse(
            status: isWell ? 200 : 503,
            headers: [HeaderField("content-type", "text/plain; charset=utf-8")],
            body: Array(text.utf8)
        )
    }

    func scrape(_ call: Call) async -> APIResponse {
        await backend.refreshVitals()
        let format = ExpositionFormat.negotiated(accept: call.request.header("accept"))
        return APIResponse(
            status: 200,
            headers: [
                HeaderField("content-type", format.contentType), HeaderField("vary", "Accept"),
            ],
            body: Array(vitals.exposition(format).utf8)
        )
    }

    func description() throws(Problem) -> APIResponse {
        guard !settings.description.isEmpty else { throw Problem(.notFound) }
        return APIResponse(
            status: 200,
            headers: [HeaderField("content-type", "application/yaml")],
            body: settings.description
        )
    }

    func explain(_ call: Call) throws(Problem) -> APIResponse {
        guard let code = ProblemCode(rawValue: try call.parameter("code")) else {
            throw Problem(.notFound)
        }
        return json { writer in
            writer.object { writer in
                writer.member("code", code.rawValue)
                writer.member("status", code.status)
                writer.object("title") { writer in
                    writer.member("da", code.danishTitle)
                    writer.member("en", code.title)
                }
            }
        }
    }
}
