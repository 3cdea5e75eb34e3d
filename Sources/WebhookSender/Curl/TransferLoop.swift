internal import CCurl
internal import Glibc

/// libcurl's multi handle and the epoll that tells it which sockets can go on.
///
/// Not `curl_multi_perform`: that looks at every transfer each time, so that a few hundred which
/// hang would slow down all the others. Used from one thread.
final class TransferLoop {
    private let multi: UnsafeMutableRawPointer
    private let epoll: Int32
    let bell: Bell
    private let events: UnsafeMutableBufferPointer<epoll_event>
    /// When libcurl wants to be called though no socket has stirred.
    private var timer: ContinuousClock.Instant?
    private var isOpen = true

    static let eventsMax = 256

    /// Nil when libcurl cannot be used, or no descriptors are left.
    ///
    /// - Parameter connectionsMax: In use and kept open together; the oldest of those not in use
    ///   make room.
    init?(connectionsMax: Int) {
        guard Self.isReady, let bell = Bell() else { return nil }
        let epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
        guard epoll >= 0, let multi = curl_multi_init() else {
            bell.close()
            if epoll >= 0 { _ = Glibc.close(epoll) }
            return nil
        }
        self.bell = bell
        self.epoll = epoll
        self.multi = multi
        self.events = .allocate(capacity: Self.eventsMax)
        watch(bell.raw, for: EPOLLIN.rawValue)

        let me = Unmanaged.passUnretained(self).toOpaque()
        ccurl_multi_set_pointer(multi, CURLMOPT_SOCKETDATA, me)
        ccurl_multi_set_socket_watcher(multi) { _, socket, wanted, me, _ in
            TransferLoop.from(me)?.watch(socket, wanted: wanted)
            return 0
        }
        ccurl_multi_set_pointer(multi, CURLMOPT_TIMERDATA, me)
        ccurl_multi_set_timer(multi) { _, milliseconds, me in
            TransferLoop.from(me)?.setTimer(milliseconds)
            return 0
        }
        ccurl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, connectionsMax)
        ccurl_multi_set_long(multi, CURLMOPT_PIPELINING, 0)
    }

    deinit {
        close()
        events.deallocate()
    }

    private static let isReady = curl_global_init(Int(CURL_GLOBAL_ALL)) == CURLE_OK

    private static func from(_ me: UnsafeMutableRawPointer?) -> TransferLoop? {
        me.map { Unmanaged<TransferLoop>.fromOpaque($0).takeUnretainedValue() }
    }

    func add(_ easy: UnsafeMutableRawPointer) -> Bool {
        isOpen && curl_multi_add_handle(multi, easy) == CURLM_OK
    }

    /// The connection of a transfer that has not ended is closed.
    func remove(_ easy: UnsafeMutableRawPointer) {
        guard isOpen else { return }
        curl_multi_remove_handle(multi, easy)
    }

    /// Waits until something can go on or `deadline` is past, and goes on with it; true when the
    /// bell was rung.
    func turn(until deadline: ContinuousClock.Instant) -> Bool {
        guard isOpen else { return true }
        var isRung = false
        let count = epoll_wait(
            epoll,
            events.baseAddress,
            Int32(Self.eventsMax),
            milliseconds(until: deadline)
        )
        for event in events.prefix(Int(max(count, 0))) {
            if event.data.fd == bell.raw {
                bell.silence()
                isRung = true
            } else {
                act(event.data.fd, Self.readiness(event.events))
            }
        }
        if let timer, timer <= .now {
            self.timer = nil
            act(CURL_SOCKET_TIMEOUT, 0)
        }
        return isRung
    }

    /// The next transfer that has ended, and how; it must be removed.
    func nextEnded() -> (easy: UnsafeMutableRawPointer, code: CURLcode)? {
        var left: Int32 = 0
        while isOpen, let message = curl_multi_info_read(multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle
            else { continue }
            return (easy, message.pointee.data.result)
        }
        return nil
    }

    /// Closes every connection; all transfers must have been removed before; idempotent.
    func close() {
        guard isOpen else { return }
        isOpen = false
        curl_multi_cleanup(multi)
        bell.close()
        _ = Glibc.close(epoll)
    }

    // MARK: - Sockets and time

    private func act(_ socket: Int32, _ readiness: Int32) {
        var running: Int32 = 0
        curl_multi_socket_action(multi, socket, readiness, &running)
    }

    private static func readiness(_ events: UInt32) -> Int32 {
        var readiness: Int32 = 0
        if events & EPOLLIN.rawValue != 0 { readiness |= CURL_CSELECT_IN }
        if events & EPOLLOUT.rawValue != 0 { readiness |= CURL_CSELECT_OUT }
        if events & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0 { readiness |= CURL_CSELECT_ERR }
        return readiness
    }

    private func watch(_ socket: Int32, wanted: Int32) {
        guard wanted != CURL_POLL_REMOVE else {
            epoll_ctl(epoll, EPOLL_CTL_DEL, socket, nil)
            return
        }
        var mask: UInt32 = 0
        if wanted & CURL_POLL_IN != 0 { mask |= EPOLLIN.rawValue }
        if wanted & CURL_POLL_OUT != 0 { mask |= EPOLLOUT.rawValue }
        watch(socket, for: mask)
    }

    private func watch(_ descriptor: Int32, for mask: UInt32) {
        var event = epoll_event(events: mask, data: epoll_data_t(fd: descriptor))
        guard epoll_ctl(epoll, EPOLL_CTL_MOD, descriptor, &event) != 0 else { return }
        epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event)
    }

    private func setTimer(_ milliseconds: Int) {
        timer = milliseconds < 0 ? nil : .now + .milliseconds(milliseconds)
    }

    /// Rounded up, so that nothing is looked at before its time; at most a minute.
    private func milliseconds(until deadline: ContinuousClock.Instant) -> Int32 {
        let left = min(deadline, timer ?? deadline) - .now
        guard left > .zero else { return 0 }
        guard left < .seconds(60) else { return 60_000 }
        return Int32(left / .milliseconds(1)) + 1
    }
}
