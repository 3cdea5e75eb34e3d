internal import CCurl
internal import Fanout

extension Transfer {
    func setMailOptions(_ options: inout EasyOptions) {
        guard let server = settings.mail else { return }
        options.set(CURLOPT_PROTOCOLS_STR, server.security == .tls ? "smtps" : "smtp")
        options.set(CURLOPT_URL, server.url)
        options.set(
            CURLOPT_USE_SSL,
            server.security == .none ? Int(CURLUSESSL_NONE.rawValue) : Int(CURLUSESSL_ALL.rawValue)
        )
        options.set(CURLOPT_USERNAME, server.credentials?.user)
        options.set(CURLOPT_PASSWORD, server.credentials?.password)
        options.set(CURLOPT_UPLOAD, 1)
        options.set(CURLOPT_SERVER_RESPONSE_TIMEOUT, 10)
    }

    func prepare(_ request: MailRequest, timeout: Duration) -> AttemptFailure? {
        course.isMail = true
        guard settings.mail != nil, MailMessage.isAddress(request.sender),
            MailMessage.isAddress(request.recipient)
        else { return .senderFault }
        var options = EasyOptions(easy)
        options.set(CURLOPT_TIMEOUT_MS, timeout.milliseconds)
        options.set(CURLOPT_MAIL_FROM, "<\(request.sender)>")
        options.set(CURLOPT_MAIL_RCPT, list: lines.set("<\(request.recipient)>"))
        _ = load(request.message)
        options.set(CURLOPT_INFILESIZE_LARGE, offset: request.message.count)
        return options.isSound ? nil : .senderFault
    }
}
