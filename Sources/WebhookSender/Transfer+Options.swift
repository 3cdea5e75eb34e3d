internal import CCurl
internal import Fanout

/// Options that stay for as long as the handle lives.
extension Transfer {
    /// False when libcurl does not take one of them, which then may be one that protects us.
    func setFixedOptions() -> Bool {
        var options = EasyOptions(easy)
        let me = UnsafeRawPointer(Unmanaged.passUnretained(self).toOpaque())
        options.set(CURLOPT_PRIVATE, pointer: me)
        setBehaviour(&options)
        setTrust(&options)
        setCallbacks(&options, me)
        switch kind {
        case .webhook: setWebhookOptions(&options)
        case .mail: setMailOptions(&options)
        }
        return options.isSound
    }

    private func setBehaviour(_ options: inout EasyOptions) {
        options.set(CURLOPT_NOSIGNAL, 1)
        options.set(CURLOPT_FOLLOWLOCATION, 0)
        options.set(CURLOPT_REDIR_PROTOCOLS_STR, "https")
        // Nothing from the environment or the home directory.
        options.set(CURLOPT_PROXY, "")
        options.set(CURLOPT_NOPROXY, "*")
        options.set(CURLOPT_NETRC, 0)
        options.set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1)
        options.set(CURLOPT_PATH_AS_IS, 1)
        options.set(CURLOPT_CONNECTTIMEOUT_MS, settings.connectTimeout.milliseconds)
        options.set(CURLOPT_DNS_CACHE_TIMEOUT, Int(settings.namesKept.components.seconds))
        // Without it a look-up that outlives its attempt is waited for, by everyone.
        options.set(CURLOPT_QUICK_EXIT, 1)
        options.set(CURLOPT_TCP_KEEPALIVE, 1)
        options.set(CURLOPT_MAXAGE_CONN, 55)
        options.set(CURLOPT_MAXLIFETIME_CONN, 600)
        options.set(CURLOPT_BUFFERSIZE, 8_192)
        options.set(CURLOPT_UPLOAD_BUFFERSIZE, 32_768)
        options.set(CURLOPT_NOPROGRESS, 1)
    }

    private func setTrust(_ options: inout EasyOptions) {
        options.set(CURLOPT_SSL_VERIFYPEER, 1)
        options.set(CURLOPT_SSL_VERIFYHOST, 2)
        options.set(CURLOPT_SSLVERSION, Self.tls12)
        // A folder of the system's authorities would vouch beside the file; and libcurl keeps
        // what it has read of a file only if there is no folder.
        options.set(CURLOPT_CAPATH, nil)
        options.set(CURLOPT_CAINFO, authorities)
    }

    /// The macro `CURL_SSLVERSION_TLSv1_2`, an enumerator of a type without a name.
    private static let tls12 = 6

    private func setCallbacks(_ options: inout EasyOptions, _ me: UnsafeRawPointer) {
        options.set(CURLOPT_OPENSOCKETDATA, pointer: me)
        options.note(
            ccurl_set_socket_opener(easy) { me, _, target in
                guard let transfer = Transfer.from(me), let target else { return -1 }
                return transfer.openSocket(target)
            }
        )
        // The connection may outlive this handle, but not the gate.
        options.set(
            CURLOPT_CLOSESOCKETDATA,
            pointer: UnsafeRawPointer(Unmanaged.passUnretained(gate).toOpaque())
        )
        options.note(
            ccurl_set_socket_closer(easy) { gate, socket in
                gate.map { Unmanaged<SocketGate>.fromOpaque($0).takeUnretainedValue() }?
                    .close(socket)
                return 0
            }
        )
        options.set(CURLOPT_PREREQDATA, pointer: me)
        options.note(
            ccurl_set_last_look(easy) { me, address, _, _, _ in
                Transfer.from(me)?.lookOnceMore(at: address) == true
                    ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
            }
        )
        options.set(CURLOPT_WRITEDATA, pointer: me)
        options.note(
            ccurl_set_writer(easy, CURLOPT_WRITEFUNCTION) { bytes, size, count, me in
                let piece = UnsafeRawBufferPointer(start: bytes, count: size * count)
                return Transfer.from(me)?.receive(piece) == true ? piece.count : 0
            }
        )
        options.set(CURLOPT_HEADERDATA, pointer: me)
        options.note(
            ccurl_set_writer(easy, CURLOPT_HEADERFUNCTION) { bytes, size, count, me in
                let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
                return Transfer.from(me)?.receive(header: line) == true ? line.count : 0
            }
        )
        options.set(CURLOPT_READDATA, pointer: me)
        options.note(
            ccurl_set_reader(easy) { bytes, size, count, me in
                let buffer = UnsafeMutableRawBufferPointer(start: bytes, count: size * count)
                return Transfer.from(me)?.read(into: buffer) ?? 0
            }
        )
    }

    static func from(_ me: UnsafeMutableRawPointer?) -> Transfer? {
        me.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
    }

    /// -1 refuses to connect.
    private func openSocket(_ target: UnsafePointer<curl_sockaddr>) -> Int32 {
        switch gate.open(target, isMail: kind == .mail) {
        case .socket(let socket):
            course.socketsOpened += 1
            return socket
        case .denied:
            course.socketsDenied += 1
            return -1
        case .fault:
            course.lacksSocket = true
            return -1
        }
    }

    /// Whether the request may be sent over this connection, were it opened for another.
    private func lookOnceMore(at address: UnsafePointer<CChar>?) -> Bool {
        course.isRetried = course.isConnected
        course.isConnected = true
        guard kind == .webhook else { return true }
        let isPermitted =
            address.flatMap { IPAddress(String(cString: $0)) }.map(gate.permits) ?? false
        course.isDeniedLate = !isPermitted
        return isPermitted
    }

    /// Gives the endpoint all its time until it answers, and then wants the answer to go on.
    func hurry() {
        guard kind == .webhook else { return }
        ccurl_set_long(easy, CURLOPT_LOW_SPEED_LIMIT, settings.bytesPerSecondMin)
        ccurl_set_long(easy, CURLOPT_LOW_SPEED_TIME, Int(settings.slowMax.components.seconds))
    }
}

extension Duration {
    /// Whole ones, rounded up.
    var milliseconds: Int {
        let (seconds, attoseconds) = components
        return Int(seconds) * 1_000
            + Int((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }
}
