import Foundation
import TestSupport
import WebhookSender

/// Certificates made for one test, and servers that bear them.
final class TLSFixture {
    static let python = "/usr/bin/python3"
    static let openssl = "/usr/bin/openssl"
    static let isAvailable = [python, openssl].allSatisfy {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    struct Fault: Error {
        let step: String
    }

    let folder: String
    private var servers: [ProcessGroup] = []

    /// Makes the authorities `ours` and `theirs`, a server of each, one with another name, one
    /// that has expired, and a client of ours.
    init() throws {
        folder = NSTemporaryDirectory() + "tls-" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true
        )
        for authority in ["ours", "theirs"] {
            try run(
                "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
                    + " -subj /CN=\(authority) -keyout \(authority).key -out \(authority).pem"
            )
        }
        try issue("server", by: "ours", "subjectAltName=DNS:hook.example.dk,IP:127.0.0.1")
        try issue("stranger", by: "theirs", "subjectAltName=DNS:hook.example.dk,IP:127.0.0.1")
        try issue("other", by: "ours", "subjectAltName=DNS:other.example.dk")
        try issue("expired", by: "ours", "subjectAltName=IP:127.0.0.1", days: -1)
        try issue("client", by: "ours", "extendedKeyUsage=clientAuth")
    }

    deinit {
        for server in servers { server.kill() }
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Starts a receiver with this certificate on loopback; its port.
    func serve(_ certificate: String, clients: String = "", version: String? = nil) throws -> UInt16
    {
        try start(
            "tls_receiver.py",
            certificate,
            [clients.isEmpty ? "" : path(clients + ".pem")] + (version.map { [$0] } ?? [])
        )
    }

    /// Starts a mail server with this certificate on loopback; its port.
    func serveMail(_ certificate: String, _ security: MailServer.Security) throws -> UInt16 {
        try start("tls_mail_server.py", certificate, [security.rawValue])
    }

    private func start(
        _ script: String,
        _ certificate: String,
        _ arguments: [String]
    ) throws -> UInt16 {
        let port = try LoopbackPort.free()
        let script = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Fixtures/" + script).path()
        let files = [path(certificate + ".pem"), path(certificate + ".key")]
        let server = try ProcessGroup(
            program: Self.python,
            arguments: [script, "\(port)"] + files + arguments
        )
        servers.append(server)
        guard server.waitForOutput("ready", within: .seconds(20)) else {
            throw Fault(step: script)
        }
        return port
    }

    var settings: SenderSettings {
        var settings = SenderSettings.loopback
        settings.allowsHTTP = false
        settings.authorities = path("ours.pem")
        settings.tlsFolder = folder
        return settings
    }

    func path(_ name: String) -> String { folder + "/" + name }

    private func issue(
        _ name: String,
        by authority: String,
        _ extensions: String,
        days: Int = 2
    ) throws {
        try Data((extensions + "\n").utf8).write(to: URL(filePath: path(name + ".ext")))
        try run(
            "req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=\(name)"
                + " -keyout \(name).key -out \(name).csr"
        )
        try run(
            "x509 -req -in \(name).csr -CA \(authority).pem -CAkey \(authority).key"
                + " -CAcreateserial -days \(days) -extfile \(name).ext -out \(name).pem"
        )
    }

    /// Words with a suffix of a file stand in the fixture's folder.
    private func run(_ line: String) throws {
        let words = line.split(separator: " ").map(String.init).map { word in
            [".pem", ".key", ".csr", ".ext"].contains(where: word.hasSuffix) ? path(word) : word
        }
        let group = try ProcessGroup(program: Self.openssl, arguments: words)
        guard group.reap() == 0 else { throw Fault(step: line) }
    }
}
