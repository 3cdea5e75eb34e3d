import Fanout
import TestSupport
import Testing
import WebhookSender

/// Mail by SMTP, against a server whose replies are chosen.
@Suite("Mail")
struct MailTests {
    private func sender(_ port: UInt16, _ security: MailServer.Security = .none) throws
        -> CurlSender
    {
        var settings = SenderSettings()
        settings.mail = MailServer(host: "127.0.0.1", port: port, security: security)
        return try #require(CurlSender(settings))
    }

    @Test func `a mail arrives as it was, and the connection serves the next`() throws {
        let server = try ScriptedMailServer()
        defer { server.close() }
        let sender = try sender(server.port)
        defer { sender.close() }
        let message = "Subject: Æ\r\n\r\n.begins with a dot\r\n..two\r\n.\r\nend\r\n"
        for number: UInt64 in 1...3 {
            let result = try sender.attempt(.mail(number, message: message))
            #expect(result.status == 250)
        }
        let mail = ScriptedMailServer.Mail(
            sender: "broker@example.dk",
            recipients: ["borger@example.dk"],
            message: Array(message.utf8)
        )
        #expect(server.mails == [mail, mail, mail])
        #expect(server.connects == 1)
        #expect(server.commands.first == "EHLO incident-broker")
    }

    @Test(arguments: [421, 450, 451, 452, 550, 552, 554], ["MAIL", "RCPT", "DATA", "."])
    func `a refusal has the server's code`(code: Int, command: String) throws {
        let server = try ScriptedMailServer { $0.hasPrefix(command) ? "\(code) no" : nil }
        defer { server.close() }
        let sender = try sender(server.port)
        defer { sender.close() }
        #expect(try sender.attempt(.mail(1)).failure == .mailRefused(code))
        #expect(server.mails.isEmpty)
    }

    @Test func `a server that takes nothing from anyone is no recipient's refusal`() throws {
        let permanent = try ScriptedMailServer { $0.isEmpty ? "554 no mail here" : nil }
        let temporary = try ScriptedMailServer { $0.isEmpty ? "421 too busy" : nil }
        defer {
            permanent.close()
            temporary.close()
        }
        #expect(try sender(permanent.port).attempt(.mail(1)).failure == .refused)
        #expect(try sender(temporary.port).attempt(.mail(1)).failure == .mailRefused(421))
    }

    @Test func `a server without TLS gets no mail when TLS is demanded`() throws {
        let server = try ScriptedMailServer()
        defer { server.close() }
        #expect(try sender(server.port, .startTLS).attempt(.mail(1)).failure == .tlsFailed)
        #expect(!server.commands.contains { $0.hasPrefix("MAIL") })
    }

    @Test func `a server that hangs runs into the attempt's time, and does not hold up closing`()
        throws
    {
        let server = try ScriptedMailServer { $0.hasPrefix("QUIT") ? "" : nil }
        let silent = try ScriptedMailServer { _ in "" }
        defer {
            server.close()
            silent.close()
        }
        let start = ContinuousClock.now
        let first = try sender(silent.port)
        let failure = try first.attempt(.mail(1, timeout: .seconds(1))).failure
        #expect(failure == .connectTimeout || failure == .timeout)
        let second = try sender(server.port)
        #expect(try second.attempt(.mail(1)).status == 250)
        second.close()
        #expect(ContinuousClock.now - start < .seconds(8))
    }

    @Test(arguments: ["a b@c.dk", "x@y.dk>\r\nRCPT TO:<z@w.dk", "", "nobody", "a@b@c"])
    func `an address that is more than one mailbox is not said to the server`(address: String)
        throws
    {
        let server = try ScriptedMailServer()
        defer { server.close() }
        #expect(try sender(server.port).attempt(.mail(1, to: address)).failure == .senderFault)
        #expect(server.connects == 0)
    }

    @Test func `without a mail server mail fails and webhooks do not`() throws {
        let receiver = try ScriptedReceiver { _ in [.respond(200)] }
        defer { receiver.close() }
        let sender = try #require(CurlSender(.loopback))
        #expect(try sender.attempt(.mail(1)).failure == .senderFault)
        #expect(try sender.attempt(.webhook(2, receiver.url())).status == 200)
    }

    @Test func `a mail server's settings say what cannot be meant, and keep the password`() {
        let credentials = MailCredentials(user: "u", password: "hemmeligt")
        #expect(MailServer(host: "a/b") == nil)
        #expect(MailServer(host: "u@a") == nil)
        #expect(MailServer(host: "") == nil)
        #expect(MailServer(host: "a.dk", security: .none, credentials: credentials) == nil)
        var settings = SenderSettings()
        settings.mail = MailServer(host: "a.dk", credentials: credentials)
        #expect(settings.mail?.port == 587)
        var dumped = "\(settings) \(String(reflecting: settings))"
        dump(settings, to: &dumped)
        #expect(!dumped.contains("hemmeligt"))
    }
}
