import ArgumentParser

/// The exit codes of sysexits.h that are used, and what each means here.
enum ExitStatus {
    /// The command worked, and what it found is not as it should be.
    static let findings = ExitCode(1)
    /// The input is wrong: a message, a file.
    static let badInput = ExitCode(65)
    /// Kafka can't be reached.
    static let unavailable = ExitCode(69)
    /// A fault of ours.
    static let software = ExitCode(70)
    /// Try again later: another process holds the seat.
    static let tryLater = ExitCode(75)
    /// The configuration, policy, dialects or schemas are wrong.
    static let badConfiguration = ExitCode(78)
}
