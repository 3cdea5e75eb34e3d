internal import CCurl

/// Sets options of one libcurl handle, and remembers whether all of them were taken.
struct EasyOptions {
    let easy: UnsafeMutableRawPointer
    private(set) var isSound = true

    init(_ easy: UnsafeMutableRawPointer) {
        self.easy = easy
    }

    mutating func set(_ option: CURLoption, _ value: Int) {
        note(ccurl_set_long(easy, option, value))
    }

    mutating func set(_ option: CURLoption, offset value: Int) {
        note(ccurl_set_offset(easy, option, curl_off_t(value)))
    }

    /// Nil takes the option back, its default included.
    mutating func set(_ option: CURLoption, _ value: String?) {
        note(ccurl_set_text(easy, option, value))
    }

    /// What it points to must outlive the transfer.
    mutating func set(_ option: CURLoption, pointer: UnsafeRawPointer?) {
        note(ccurl_set_pointer(easy, option, pointer))
    }

    /// The list must outlive the transfer.
    mutating func set(_ option: CURLoption, list: UnsafeMutablePointer<curl_slist>?) {
        note(ccurl_set_list(easy, option, list))
    }

    mutating func note(_ code: CURLcode) {
        if code != CURLE_OK { isSound = false }
    }
}
