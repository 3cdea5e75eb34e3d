import Foundation

/// A child process that leads a group of its own, so that its children end with it.
package final class ProcessGroup: Sendable {
    package struct Fault: Error {
        package let code: Int32
    }

    package let id: pid_t
    private let output: Int32

    /// Starts `program`; its standard output can be waited on, its standard error is dropped.
    package init(
        program: String,
        arguments: [String],
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws {
        var pipes: [Int32] = [0, 0]
        guard pipe(&pipes) == 0 else { throw Fault(code: errno) }
        // Neither end may leak into other children, or end of file would never come.
        for end in pipes { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(pipes[1]) }

        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, pipes[1], STDOUT_FILENO)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))

        var words = ([program] + arguments).map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (words + variables).forEach { free($0) } }
        var child: pid_t = 0
        let code = posix_spawn(&child, program, &actions, &attributes, &words, &variables)
        guard code == 0 else {
            close(pipes[0])
            throw Fault(code: code)
        }
        self.id = child
        self.output = pipes[0]
    }

    deinit {
        close(output)
    }

    /// Whether the text appears on standard output in time.
    package func waitForOutput(_ text: String, within limit: Duration) -> Bool {
        var seen: [UInt8] = []
        let deadline = ContinuousClock.now + limit
        while let bytes = read(before: deadline), !bytes.isEmpty {
            seen += bytes
            if String(decoding: seen, as: UTF8.self).contains(text) { return true }
        }
        return false
    }

    private func waitForEndOfOutput(within limit: Duration) -> Bool {
        let deadline = ContinuousClock.now + limit
        while let bytes = read(before: deadline) {
            if bytes.isEmpty { return true }
        }
        return false
    }

    /// What is there next; empty at the end, nil when time is up.
    private func read(before deadline: ContinuousClock.Instant) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 4096)
        while ContinuousClock.now < deadline {
            var wanted = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
            let left = (deadline - ContinuousClock.now) / .milliseconds(1)
            guard poll(&wanted, 1, Int32(left) + 1) > 0 else { continue }
            let count = Foundation.read(output, &buffer, buffer.count)
            return Array(buffer.prefix(max(count, 0)))
        }
        return nil
    }

    /// Sends a signal to every process of the group.
    package func signal(_ number: Int32) {
        Foundation.kill(-id, number)
    }

    package func kill() {
        signal(SIGKILL)
        reap()
    }

    /// Asks the group to end and waits until all of it has; its leader's exit code.
    @discardableResult
    package func terminate(within limit: Duration = .seconds(20)) -> Int32 {
        signal(SIGTERM)
        // Everyone of the group holds the other end of this pipe, a wrapper's child too.
        if !waitForEndOfOutput(within: limit) { signal(SIGKILL) }
        return reap()
    }

    /// Waits for the leader to end; its exit code, or the negated signal that ended it.
    @discardableResult
    package func reap() -> Int32 {
        var status: Int32 = 0
        while waitpid(id, &status, 0) < 0, errno == EINTR {}
        let signal = status & 0x7f
        return signal == 0 ? (status >> 8) & 0xff : -signal
    }
}
