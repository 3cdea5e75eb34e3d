internal import CMalloc

/// What the C library's allocator is told: keep what a batch has used, the next one needs it.
///
/// By default every thread's memory is given back at the end of each batch and taken again page
/// by page, which costs more than deciding does.
enum Allocation {
    /// Told once, when first asked for.
    static let isTold: Bool = {
        // As high as it goes; above it, the kernel is asked for every single allocation.
        let single = mallopt(M_MMAP_THRESHOLD, 32 << 20)
        let kept = mallopt(M_TRIM_THRESHOLD, 64 << 20)
        return single == 1 && kept == 1
    }()
}
