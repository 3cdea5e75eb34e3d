import Glibc

/// A POSIX extended regular expression, compiled by the C library.
///
/// Unchecked, because the compiler cannot know what POSIX promises: after `regcomp`, any number
/// of threads may run `regexec` on one expression (the C library locks what it extends).
final class POSIXPattern: @unchecked Sendable {
    private let expression: UnsafeMutablePointer<regex_t>

    /// Nil when the C library refuses the pattern.
    init?(_ pattern: String) {
        let expression = UnsafeMutablePointer<regex_t>.allocate(capacity: 1)
        expression.initialize(to: regex_t())
        self.expression = expression
        let failure = UnicodeLocale.shared.use {
            regcomp(expression, pattern, REG_EXTENDED | REG_NOSUB)
        }
        guard failure == 0 else {
            // Nothing is left that regfree may free.
            expression.initialize(to: regex_t())
            return nil
        }
    }

    deinit {
        regfree(expression)
        expression.deallocate()
    }

    /// Whether the pattern occurs in the text, which may hold any character, NUL included.
    func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let start = UnsafeRawPointer(text.baseAddress) else { return false }
        var bounds = regmatch_t(rm_so: 0, rm_eo: regoff_t(text.count))
        return UnicodeLocale.shared.use {
            let characters = start.assumingMemoryBound(to: CChar.self)
            return regexec(expression, characters, 1, &bounds, REG_STARTEND) == 0
        }
    }
}
