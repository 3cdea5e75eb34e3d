import HeapModule
package import Messaging

/// One partition's state in memory: what its changelog says, and the timers in it.
///
/// A transaction's writes stand in an overlay until it has committed, and are then folded in.
package struct TaskState {
    private struct Wake: Comparable {
        let due: Timestamp
        let key: String

        static func < (left: Wake, right: Wake) -> Bool {
            (left.due, left.key) < (right.due, right.key)
        }
    }

    private var entries: [String: StateEntry] = [:]
    private var overlay: [String: StateEntry?] = [:]
    /// Every due time ever set and not yet passed; those that no longer hold are skipped.
    private var wakes = Heap<Wake>()

    package init() {}

    package var count: Int { entries.count }

    package var keys: Dictionary<String, StateEntry>.Keys { entries.keys }

    package func entry(_ key: String) -> StateEntry? {
        if let staged = overlay[key] { return staged }
        return entries[key]
    }

    /// Takes over one changelog record while restoring.
    package mutating func restore(_ key: String, _ entry: StateEntry?) {
        entries[key] = entry
        if let due = entry?.due { wakes.insert(Wake(due: due, key: key)) }
    }

    package mutating func stage(_ writes: [String: StateEntry?]) {
        overlay.merge(writes) { $1 }
    }

    /// The staged writes in key order, so that equal runs write equal bytes.
    package var staged: [(key: String, entry: StateEntry?)] {
        overlay.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// The transaction has committed: its writes are now the state.
    package mutating func fold() {
        for (key, entry) in overlay {
            let before = entries[key]?.timer
            entries[key] = kept(entry, over: entries[key])
            if let due = entry?.timer, due != before { wakes.insert(Wake(due: due, key: key)) }
        }
        overlay.removeAll(keepingCapacity: true)
    }

    /// A restored key that has not been woken yet still is to be, whatever is written of it.
    private func kept(_ entry: StateEntry?, over old: StateEntry?) -> StateEntry? {
        guard let entry, let old, entry.waking == .restart, old.waking == .restored else {
            return entry
        }
        return StateEntry(value: entry.value, due: old.due, waking: .restored)
    }

    private mutating func woken(_ key: String) {
        guard let entry = entries[key], entry.waking == .restored else { return }
        entries[key] = StateEntry(value: entry.value, due: entry.due, waking: .restart)
    }

    /// The earliest due time that still holds.
    package mutating func nextDue() -> Timestamp? {
        while let wake = wakes.min {
            if entries[wake.key]?.timer == wake.due { return wake.due }
            wakes.removeMin()
        }
        return nil
    }

    /// Keys whose time has come at `now`, earliest first, at most `max`; they stay due until a
    /// write moves them, and must be looked at again only after the fold.
    package mutating func takeDue(at now: Timestamp, max: Int) -> [(key: String, due: Timestamp)] {
        var due: [(key: String, due: Timestamp)] = []
        while due.count < max, let next = nextDue(), next <= now, let wake = wakes.min {
            wakes.removeMin()
            woken(wake.key)
            // The same wake may stand twice when a due time was set, moved and set back.
            if due.last.map({ $0.key == wake.key && $0.due == wake.due }) != true {
                due.append((wake.key, wake.due))
            }
        }
        return due
    }
}
