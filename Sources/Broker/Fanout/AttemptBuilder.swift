internal import Fanout
internal import Messaging

/// Makes the bytes of an attempt at the moment it is made: body, signatures, mail.
struct AttemptBuilder {
    let settings: FanoutSettings

    func request(_ flight: Flight, at now: Timestamp) throws(AttemptFault) -> AttemptRequest {
        AttemptRequest(
            number: flight.number,
            kind: try kind(flight, at: now),
            timeout: flight.terms.timeout
        )
    }

    struct AttemptFault: Error {
        let failure: AttemptFailure
    }

    private func kind(
        _ flight: Flight,
        at now: Timestamp
    ) throws(AttemptFault) -> AttemptRequest.Kind {
        switch flight.way {
        case .mail(let address):
            .mail(try mail(flight, to: address))
        case .callback(let url):
            .webhook(
                try webhook(
                    flight,
                    url: url,
                    secrets: [settings.callbackSecret].compactMap(\.self),
                    at: now
                )
            )
        case .webhook(let endpoint, let id):
            .webhook(
                try webhook(
                    flight,
                    url: endpoint.url,
                    secrets: try open(endpoint.live(at: now), id),
                    more: try open(endpoint.headers, id),
                    tls: endpoint.tls,
                    at: now
                )
            )
        }
    }

    private func webhook(
        _ flight: Flight,
        url: String,
        secrets: [WebhookSecret],
        more: [HeaderField] = [],
        tls: ClientTLS? = nil,
        at now: Timestamp
    ) throws(AttemptFault) -> WebhookRequest {
        let body = WebhookBody.bytes(flight.delivery, of: flight.view, home: settings.home)
        guard
            let signed = WebhookSignature.headers(
                id: flight.id,
                at: now,
                body: body,
                secrets: secrets
            )
        else { throw AttemptFault(failure: .secretUnusable) }
        let plain = [
            HeaderField("content-type", "application/json"),
            HeaderField("user-agent", "incident-broker"),
        ]
        return WebhookRequest(url: url, headers: plain + more + signed, body: body, tls: tls)
    }

    private func mail(_ flight: Flight, to address: String) throws(AttemptFault) -> MailRequest {
        guard let sender = settings.mailSender,
            let message = MailMessage.bytes(
                flight.delivery,
                id: flight.id,
                of: flight.view,
                from: sender,
                to: address,
                domain: String(sender.drop { $0 != "@" }.dropFirst()),
                home: settings.home
            )
        else { throw AttemptFault(failure: .senderFault) }
        return MailRequest(sender: sender, recipient: address, message: message)
    }

    private func open(
        _ secrets: [SigningSecret],
        _ subscription: String
    ) throws(AttemptFault) -> [WebhookSecret] {
        var opened: [WebhookSecret] = []
        for secret in secrets {
            let bytes = try open(secret.sealed, subscription)
            guard let secret = WebhookSecret(secret.scheme, bytes: bytes) else {
                throw AttemptFault(failure: .secretUnusable)
            }
            opened.append(secret)
        }
        return opened
    }

    private func open(
        _ headers: [SealedHeader],
        _ subscription: String
    ) throws(AttemptFault) -> [HeaderField] {
        var opened: [HeaderField] = []
        for header in headers {
            let value = String(decoding: try open(header.sealed, subscription), as: UTF8.self)
            let field = HeaderField(header.name, value)
            guard field.isWellFormed else { throw AttemptFault(failure: .secretUnusable) }
            opened.append(field)
        }
        return opened
    }

    private func open(
        _ sealed: Sealed,
        _ subscription: String
    ) throws(AttemptFault) -> [UInt8] {
        guard let bytes = try? settings.box?.open(sealed, for: subscription) else {
            throw AttemptFault(failure: .secretUnusable)
        }
        return bytes
    }
}
