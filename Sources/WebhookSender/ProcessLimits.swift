internal import Glibc

/// What the system lets this process have.
package enum ProcessLimits {
    /// Open files and sockets, by the soft limit of now.
    package static var descriptors: Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
            return 1_024
        }
        return Int(clamping: limit.rlim_cur)
    }
}
