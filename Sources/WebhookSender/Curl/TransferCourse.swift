/// What was seen of a transfer beside the code that libcurl ended it with.
package struct TransferCourse: Equatable, Sendable {
    package var socketsOpened = 0
    package var socketsDenied = 0
    /// The system gave no socket.
    package var lacksSocket = false
    /// A connection was there, new or used before, and the request could begin; in SMTP, after
    /// the greeting and the login.
    package var isConnected = false
    /// libcurl found the connection dead and tried once more.
    package var isRetried = false
    /// The connection turned out to be to an address that must not be connected to.
    package var isDeniedLate = false
    /// Something came back.
    package var isAnswered = false
    /// More came back than is read.
    package var isOverrun = false

    // Asked of libcurl at the end.

    /// The name has been looked up, or there was none.
    package var isResolved = false
    /// Of HTTP the status, of SMTP the last reply's code; 0: there was none.
    package var status = 0
    /// The `errno` of the last failure to connect.
    package var systemError: Int32 = 0

    // Of the request.

    package var isMail = false
    /// It names authorities of its own.
    package var namesAuthorities = false

    package init() {}
}
