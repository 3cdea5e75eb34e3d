import Glibc

/// The locale in which the C library reads UTF-8, whatever the process was started with.
///
/// Without it a character class would match single bytes.
final class UnicodeLocale: Sendable {
    static let shared = UnicodeLocale()

    /// An address of the C library's that is never freed and never changes.
    private let address: UInt?

    private init() {
        // What a character is, and which of two stands first in a range.
        let categories = Int32(1) << LC_CTYPE | Int32(1) << LC_COLLATE
        let locale = newlocale(categories, "C.UTF-8", nil)
        self.address = locale.map { UInt(bitPattern: $0) }
    }

    /// Runs `body` with the locale set for this thread.
    func use<Result>(_ body: () -> Result) -> Result {
        let previous = uselocale(address.flatMap { locale_t(bitPattern: $0) })
        defer { _ = uselocale(previous) }
        return body()
    }
}
