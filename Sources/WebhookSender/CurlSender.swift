internal import CCurl
package import Fanout

/// Makes attempts by libcurl, on the thread that asks what has ended.
///
/// Connections are kept and used again. Nothing blocks but `completed`, and that for no longer
/// than it was told to; only a file of certificates is read where it stands.
package final class CurlSender: AttemptSender {
    private let settings: SenderSettings
    private let urls: URLGuard
    private let gate: SocketGate
    private let loop: TransferLoop
    private let answers: ((String) -> [IPAddress]?)?
    private var isOpen = true

    private var underWay: [UInt64: Transfer] = [:]
    private var idleWebhooks: [Transfer] = []
    private var idleMails: [Transfer] = []
    private var waiting = WaitingAttempts()
    /// Those that could not begin.
    private var failed: [AttemptResult] = []

    /// More handles than these are not kept for later.
    static let idleTransfersMax = 256

    package let wake: @Sendable () -> Void

    /// Nil when libcurl cannot be used, or no descriptors are left.
    ///
    /// - Parameters:
    ///   - descriptors: How many the process may have; the bounds of the settings are lowered to
    ///     fit.
    ///   - answers: Asked for a host's addresses before the resolver is; for names that only
    ///     this process knows, and for tests. They are judged like any others.
    package init?(
        _ settings: SenderSettings,
        descriptors: Int = ProcessLimits.descriptors,
        answers: ((String) -> [IPAddress]?)? = nil
    ) {
        let settings = settings.fitting(descriptors: descriptors)
        let connectionsMax = settings.underWayMax + settings.idleConnectionsMax
        guard let loop = TransferLoop(connectionsMax: connectionsMax) else { return nil }
        self.settings = settings
        self.urls = settings.urlGuard
        self.gate = SocketGate(settings.addressGuard)
        self.loop = loop
        self.answers = answers
        self.wake = { [bell = loop.bell] in bell.ring() }
    }

    deinit { close() }

    /// Sockets since the beginning, for metrics.
    package var sockets: SocketCounts {
        SocketCounts(opened: gate.opened, denied: gate.denied, closed: gate.closed)
    }

    package var inFlight: Int { underWay.count + waiting.count + failed.count }

    package func submit(_ request: AttemptRequest) {
        guard isOpen else { return }
        if underWay.count < settings.underWayMax {
            begin(request)
        } else if waiting.count < settings.waitingMax {
            waiting.append(request)
        } else {
            fail(request, .senderFault)
        }
    }

    package func completed(wait: Duration) -> [AttemptResult] {
        guard isOpen else { return [] }
        let deadline = ContinuousClock.now + max(wait, .zero)
        var results: [AttemptResult] = []
        while true {
            let isRung = loop.turn(until: failed.isEmpty ? deadline : .now)
            while let (easy, code) = loop.nextEnded() {
                if let result = end(easy, code) { results.append(result) }
            }
            while underWay.count < settings.underWayMax, let request = waiting.popFirst() {
                begin(request)
            }
            results += failed
            failed.removeAll(keepingCapacity: true)
            if !results.isEmpty || isRung || ContinuousClock.now >= deadline { return results }
        }
    }

    package func abandon(_ number: UInt64) {
        waiting.remove(number)
        failed.removeAll { $0.number == number }
        guard let transfer = underWay.removeValue(forKey: number) else { return }
        loop.remove(transfer.easy)
        keep(transfer)
    }

    package func close() {
        guard isOpen else { return }
        isOpen = false
        for transfer in underWay.values { loop.remove(transfer.easy) }
        underWay = [:]
        (idleWebhooks, idleMails, failed) = ([], [], [])
        waiting = WaitingAttempts()
        gate.hangUpOnMail()
        loop.close()
    }

    // MARK: - One attempt

    private func begin(_ request: AttemptRequest) {
        guard underWay[request.number] == nil else { return fail(request, .senderFault) }
        let destination: URLGuard.Destination?
        switch request.kind {
        case .webhook(let webhook):
            do throws(URLRefusal) {
                destination = try urls.destination(of: webhook.url)
            } catch {
                return fail(request, error == .addressDenied ? .addressDenied : .urlRefused)
            }
        case .mail: destination = nil
        }
        guard let transfer = transfer(for: request) else { return fail(request, .senderFault) }
        let failure = transfer.prepare(request)
        if failure == nil, let destination, let addresses = answers?(destination.host) {
            transfer.answer(destination.host, destination.port, with: addresses)
        }
        if let failure {
            keep(transfer)
            fail(request, failure)
        } else if loop.add(transfer.easy) {
            underWay[request.number] = transfer
        } else {
            fail(request, .senderFault)
        }
    }

    private func end(_ easy: UnsafeMutableRawPointer, _ code: CURLcode) -> AttemptResult? {
        var pointer: UnsafeMutableRawPointer?
        ccurl_get_pointer(easy, CURLINFO_PRIVATE, &pointer)
        guard let transfer = Transfer.from(pointer) else { return nil }
        let result = transfer.result(code)
        loop.remove(easy)
        underWay[transfer.number] = nil
        keep(transfer)
        return result
    }

    private func fail(_ request: AttemptRequest, _ failure: AttemptFailure) {
        failed.append(
            AttemptResult(number: request.number, outcome: .failed(failure), duration: .zero)
        )
    }

    private func transfer(for request: AttemptRequest) -> Transfer? {
        switch request.kind {
        case .webhook: idleWebhooks.popLast() ?? Transfer(.webhook, settings, gate)
        case .mail: idleMails.popLast() ?? Transfer(.mail, settings, gate)
        }
    }

    private func keep(_ transfer: Transfer) {
        // libcurl counts how often a handle has tried once more, for as long as it lives, and at
        // the sixth time fails the attempt instead.
        guard !transfer.course.isRetried else { return }
        switch transfer.kind {
        case .webhook where idleWebhooks.count < Self.idleTransfersMax:
            idleWebhooks.append(transfer)
        case .mail where idleMails.count < Self.idleTransfersMax:
            idleMails.append(transfer)
        default: break
        }
    }
}
