internal import CCurl
package import Fanout
internal import Glibc

extension AttemptFailure {
    /// What it means that libcurl ended a transfer with this code, which is not `CURLE_OK`.
    package static func of(curlCode: UInt32, _ course: TransferCourse) -> AttemptFailure {
        let code = CURLcode(rawValue: curlCode)
        if course.isOverrun { return .responseTooLarge }
        if course.isDeniedLate { return .addressDenied }
        if course.isMail, let failure = mail(code, course) { return failure }
        return switch code {
        case CURLE_COULDNT_CONNECT: unconnected(course)
        case CURLE_OPERATION_TIMEDOUT: late(course)
        // "HTTP/0.9 is not allowed" has the code of a scheme that is not.
        case CURLE_UNSUPPORTED_PROTOCOL where course.isConnected: .protocolBroken
        // A header line longer than libcurl's buffer.
        case CURLE_OUT_OF_MEMORY where course.isConnected: .responseTooLarge
        case CURLE_SSL_CACERT_BADFILE where course.namesAuthorities: .clientCertificateUnusable
        default: byCurlCode[curlCode] ?? .senderFault
        }
    }

    private static func unconnected(_ course: TransferCourse) -> AttemptFailure {
        if course.lacksSocket, course.socketsOpened == 0 { return .senderFault }
        if course.socketsDenied > 0, course.socketsOpened == 0 { return .addressDenied }
        return switch course.systemError {
        case ENETUNREACH, EHOSTUNREACH, ENETDOWN, EHOSTDOWN, EADDRNOTAVAIL: .unreachable
        case ETIMEDOUT: .connectTimeout
        default: .refused
        }
    }

    private static func late(_ course: TransferCourse) -> AttemptFailure {
        if course.isConnected { return .timeout }
        return course.isResolved || course.socketsOpened > 0 ? .connectTimeout : .notResolved
    }

    /// What the mail server's last reply says; nil when libcurl's code says more.
    ///
    /// A refusal for good before there was talk of a recipient is none of that recipient.
    private static func mail(_ code: CURLcode, _ course: TransferCourse) -> AttemptFailure? {
        switch code {
        case CURLE_LOGIN_DENIED: return .senderFault
        case CURLE_USE_SSL_FAILED: return .tlsFailed
        default: break
        }
        return switch course.status {
        case 400...499: .mailRefused(course.status)
        case 500...599: course.isConnected ? .mailRefused(course.status) : .refused
        default: nil
        }
    }

    /// Every code there is; what belongs to protocols we do not speak would be a fault of ours.
    package static let byCurlCode: [UInt32: AttemptFailure] = {
        var table: [UInt32: AttemptFailure] = [:]
        for (failure, codes) in codesByFailure {
            for code in codes { table[code.rawValue] = failure }
        }
        return table
    }()

    /// One more than the last code of this libcurl's headers.
    package static let curlCodesEnd = CURL_LAST.rawValue

    private static let codesByFailure: [(AttemptFailure, [CURLcode])] = [
        (.urlRefused, [CURLE_UNSUPPORTED_PROTOCOL, CURLE_URL_MALFORMAT]),
        (.notResolved, [CURLE_COULDNT_RESOLVE_PROXY, CURLE_COULDNT_RESOLVE_HOST]),
        (.refused, [CURLE_COULDNT_CONNECT, CURLE_REMOTE_ACCESS_DENIED]),
        (.timeout, [CURLE_OPERATION_TIMEDOUT]),
        (
            .reset,
            [CURLE_PARTIAL_FILE, CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR]
        ),
        (.responseTooLarge, [CURLE_FILESIZE_EXCEEDED, CURLE_WRITE_ERROR]),
        (
            .protocolBroken,
            [
                CURLE_WEIRD_SERVER_REPLY, CURLE_HTTP2, CURLE_HTTP2_STREAM, CURLE_HTTP3,
                CURLE_QUIC_CONNECT_ERROR, CURLE_BAD_CONTENT_ENCODING, CURLE_UPLOAD_FAILED,
                CURLE_HTTP_RETURNED_ERROR, CURLE_RANGE_ERROR, CURLE_HTTP_POST_ERROR,
                CURLE_TOO_MANY_REDIRECTS, CURLE_SEND_FAIL_REWIND, CURLE_CHUNK_FAILED,
                CURLE_PROXY, CURLE_REMOTE_DISK_FULL, CURLE_REMOTE_FILE_EXISTS,
                CURLE_REMOTE_FILE_NOT_FOUND,
            ]
        ),
        (
            .tlsFailed,
            [
                CURLE_SSL_CONNECT_ERROR, CURLE_SSL_ENGINE_NOTFOUND, CURLE_SSL_ENGINE_SETFAILED,
                CURLE_SSL_CIPHER, CURLE_USE_SSL_FAILED, CURLE_SSL_ENGINE_INITFAILED,
                CURLE_SSL_SHUTDOWN_FAILED, CURLE_SSL_CLIENTCERT,
            ]
        ),
        (
            .certificateRefused,
            [
                CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR,
                CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_SSL_INVALIDCERTSTATUS,
            ]
        ),
        (.clientCertificateUnusable, [CURLE_SSL_CERTPROBLEM]),
        (
            .senderFault,
            [
                CURLE_FAILED_INIT, CURLE_NOT_BUILT_IN, CURLE_READ_ERROR, CURLE_OUT_OF_MEMORY,
                CURLE_ABORTED_BY_CALLBACK, CURLE_BAD_FUNCTION_ARGUMENT, CURLE_INTERFACE_FAILED,
                CURLE_UNKNOWN_OPTION, CURLE_SETOPT_OPTION_SYNTAX, CURLE_LOGIN_DENIED,
                CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CRL_BADFILE, CURLE_AGAIN,
                CURLE_NO_CONNECTION_AVAILABLE, CURLE_RECURSIVE_API_CALL, CURLE_AUTH_ERROR,
                CURLE_UNRECOVERABLE_POLL, CURLE_FUNCTION_NOT_FOUND,
                CURLE_BAD_DOWNLOAD_RESUME, CURLE_FILE_COULDNT_READ_FILE, CURLE_QUOTE_ERROR,
                CURLE_FTP_ACCEPT_FAILED, CURLE_FTP_WEIRD_PASS_REPLY, CURLE_FTP_ACCEPT_TIMEOUT,
                CURLE_FTP_WEIRD_PASV_REPLY, CURLE_FTP_WEIRD_227_FORMAT,
                CURLE_FTP_CANT_GET_HOST, CURLE_FTP_COULDNT_SET_TYPE,
                CURLE_FTP_COULDNT_RETR_FILE, CURLE_FTP_PORT_FAILED, CURLE_FTP_COULDNT_USE_REST,
                CURLE_FTP_PRET_FAILED, CURLE_FTP_BAD_FILE_LIST, CURLE_LDAP_CANNOT_BIND,
                CURLE_LDAP_SEARCH_FAILED, CURLE_TFTP_NOTFOUND, CURLE_TFTP_PERM,
                CURLE_TFTP_ILLEGAL, CURLE_TFTP_UNKNOWNID, CURLE_TFTP_NOSUCHUSER, CURLE_SSH,
                CURLE_RTSP_CSEQ_ERROR, CURLE_RTSP_SESSION_ERROR, CURLE_OBSOLETE20,
                CURLE_OBSOLETE24, CURLE_OBSOLETE29, CURLE_OBSOLETE32, CURLE_OBSOLETE40,
                CURLE_OBSOLETE44, CURLE_OBSOLETE46, CURLE_OBSOLETE50, CURLE_OBSOLETE51,
                CURLE_OBSOLETE57, CURLE_OBSOLETE62, CURLE_OBSOLETE75, CURLE_OBSOLETE76,
            ]
        ),
    ]
}
