internal import CCurl
internal import Fanout

/// One attempt on its way, and the libcurl handle that carries it; used again for the next one of
/// its kind, so that none costs many allocations.
final class Transfer {
    enum Kind {
        case webhook
        case mail
    }

    let easy: UnsafeMutableRawPointer
    let kind: Kind
    let gate: SocketGate
    let settings: SenderSettings
    /// Of the attempt's request.
    private(set) var number: UInt64 = 0
    var course = TransferCourse()
    /// Lines that are sent: headers, or the mail's recipient.
    var lines = HeaderLines()
    /// Who vouches for endpoints that name nobody, and for the mail server.
    private(set) var authorities: String?
    /// The TLS files that are set; those of one attempt are those of the next as a rule.
    var tls: ClientTLS?
    /// Answers for a name instead of the resolver's, in libcurl's own form.
    private var answers: UnsafeMutablePointer<curl_slist>?

    /// What is sent; libcurl reads it in its place.
    private var sent: UnsafeMutableBufferPointer<UInt8> = .allocate(capacity: 4_096)
    private(set) var sentCount = 0
    private var readCount = 0

    /// What has come back: the beginning, and how much of it.
    private var received: [UInt8] = []
    private var receivedCount = 0
    private var headerCount = 0
    private var retryAfter: String?

    /// Nil when libcurl gives no handle.
    init?(_ kind: Kind, _ settings: SenderSettings, _ gate: SocketGate) {
        guard let easy = curl_easy_init() else { return nil }
        self.easy = easy
        self.kind = kind
        self.settings = settings
        self.gate = gate
        received.reserveCapacity(AttemptResponse.bodyBytesMax)
        authorities = settings.authorities ?? text(CURLINFO_CAINFO)
        guard setFixedOptions() else { return nil }
    }

    deinit {
        curl_easy_cleanup(easy)
        curl_slist_free_all(answers)
        lines.deallocate()
        sent.deallocate()
    }

    /// Makes it ready to be added to the loop; or why the attempt cannot begin.
    func prepare(_ request: AttemptRequest) -> AttemptFailure? {
        number = request.number
        course = TransferCourse()
        received.removeAll(keepingCapacity: true)
        (receivedCount, headerCount, readCount) = (0, 0, 0)
        retryAfter = nil
        return switch request.kind {
        case .webhook(let webhook): prepare(webhook, timeout: request.timeout)
        case .mail(let mail): prepare(mail, timeout: request.timeout)
        }
    }

    /// Copies what is to be sent, and gives where it stands until the next attempt.
    func load(_ bytes: [UInt8]) -> UnsafeRawPointer? {
        if bytes.count > sent.count {
            sent.deallocate()
            sent = .allocate(capacity: bytes.count)
        }
        bytes.withUnsafeBytes { UnsafeMutableRawBufferPointer(sent).copyMemory(from: $0) }
        sentCount = bytes.count
        return UnsafeRawPointer(sent.baseAddress)
    }

    /// What libcurl is to take for the answer of the DNS, if it asks.
    func answer(_ host: String, _ port: UInt16, with addresses: [IPAddress]) {
        curl_slist_free_all(answers)
        let texts = addresses.map { $0.width == 128 ? "[\($0)]" : "\($0)" }
        let line = "+\(host):\(port):\(texts.joined(separator: ","))"
        answers = curl_slist_append(curl_slist_append(nil, "-\(host):\(port)"), line)
        ccurl_set_list(easy, CURLOPT_RESOLVE, answers)
    }

    // MARK: - What libcurl tells and asks

    /// The next piece of what is sent.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(buffer.count, sentCount - readCount)
        let piece = UnsafeRawBufferPointer(sent)[readCount..<(readCount + count)]
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: piece))
        readCount += count
        return count
    }

    /// A piece of the body; false when it was too much.
    func receive(_ bytes: UnsafeRawBufferPointer) -> Bool {
        course.isAnswered = true
        receivedCount += bytes.count
        let room = AttemptResponse.bodyBytesMax - received.count
        if room > 0 { received.append(contentsOf: bytes.prefix(room)) }
        course.isOverrun = course.isOverrun || receivedCount > settings.responseBytesMax
        return !course.isOverrun
    }

    /// One header line, or a line that an SMTP server sent; false when it was too much.
    func receive(header line: UnsafeRawBufferPointer) -> Bool {
        if !course.isAnswered { hurry() }
        course.isAnswered = true
        headerCount += line.count
        if let value = RetryAfterLine.value(of: line) { retryAfter = value }
        course.isOverrun = course.isOverrun || headerCount > settings.headerBytesMax
        return !course.isOverrun
    }

    // MARK: - The end

    /// How the attempt ended; the transfer must have been removed from the loop afterwards, not
    /// before.
    func result(_ code: CURLcode) -> AttemptResult {
        course.status = long(CURLINFO_RESPONSE_CODE)
        course.systemError = Int32(truncatingIfNeeded: long(CURLINFO_OS_ERRNO))
        course.isResolved = microseconds(CURLINFO_NAMELOOKUP_TIME_T) > 0
        let hasConnected = course.isConnected || microseconds(CURLINFO_CONNECT_TIME_T) > 0
        return AttemptResult(
            number: number,
            outcome: outcome(code),
            duration: .microseconds(microseconds(CURLINFO_TOTAL_TIME_T)),
            address: hasConnected ? text(CURLINFO_PRIMARY_IP) : nil
        )
    }

    private func outcome(_ code: CURLcode) -> AttemptResult.Outcome {
        guard code == CURLE_OK else { return .failed(.of(curlCode: code.rawValue, course)) }
        // An interim response that nothing came after, or a status that is none.
        guard course.status >= 200 else { return .failed(.protocolBroken) }
        return .response(
            AttemptResponse(status: course.status, retryAfter: retryAfter, body: received)
        )
    }

    private func long(_ item: CURLINFO) -> Int {
        var value = 0
        return ccurl_get_long(easy, item, &value) == CURLE_OK ? value : 0
    }

    private func microseconds(_ item: CURLINFO) -> Int64 {
        var value: curl_off_t = 0
        return ccurl_get_offset(easy, item, &value) == CURLE_OK ? Int64(value) : 0
    }

    private func text(_ item: CURLINFO) -> String? {
        var value: UnsafePointer<CChar>?
        guard ccurl_get_text(easy, item, &value) == CURLE_OK, let value, value.pointee != 0
        else { return nil }
        return String(cString: value)
    }
}
