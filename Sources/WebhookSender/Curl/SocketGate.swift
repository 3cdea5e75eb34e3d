internal import CCurl
internal import Glibc

/// Opens every socket there is, and none to an address that must not be connected to.
///
/// libcurl asks it with the address it is about to connect to, whoever said that the name has it.
final class SocketGate {
    private let addresses: AddressGuard
    private(set) var opened = 0
    private(set) var denied = 0
    private(set) var closed = 0
    /// Those that speak SMTP.
    private var mailSockets: Set<Int32> = []

    enum Answer {
        case socket(Int32)
        case denied
        /// The system has none to give.
        case fault
    }

    init(_ addresses: AddressGuard) {
        self.addresses = addresses
    }

    /// - Parameter isMail: The server is the configuration's, and is not judged.
    func open(_ target: UnsafePointer<curl_sockaddr>, isMail: Bool) -> Answer {
        let address = target.pointee
        guard isMail || Self.address(target).map(permits) ?? false else {
            denied += 1
            return .denied
        }
        let kind = address.socktype | Int32(SOCK_CLOEXEC.rawValue)
        let socket = Glibc.socket(address.family, kind, address.protocol)
        guard socket >= 0 else { return .fault }
        opened += 1
        if isMail { mailSockets.insert(socket) }
        return .socket(socket)
    }

    /// Read in its place: a copy of the struct would be cut to the size of a plain `sockaddr`.
    private static func address(_ target: UnsafePointer<curl_sockaddr>) -> IPAddress? {
        guard let offset = MemoryLayout<curl_sockaddr>.offset(of: \.addr) else { return nil }
        return IPAddress(
            socketAddress: UnsafeRawPointer(target) + offset,
            length: Int(target.pointee.addrlen)
        )
    }

    func permits(_ address: IPAddress) -> Bool { addresses.denial(of: address) == nil }

    func close(_ socket: Int32) {
        mailSockets.remove(socket)
        closed += 1
        _ = Glibc.close(socket)
    }

    /// Ends every connection to the mail server, so that libcurl does not wait for an answer to
    /// its QUIT when it closes them: up to two minutes if the server hangs.
    func hangUpOnMail() {
        for socket in mailSockets { shutdown(socket, Int32(SHUT_RDWR)) }
    }
}
