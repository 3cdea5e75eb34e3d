internal import Messaging

/// A consumer group with the eager protocol: everybody gives everything back, then `range`.
struct SimulatedGroup {
    enum Standing: Equatable {
        /// Owns its share.
        case stable
        /// Has been asked to give its share back.
        case revoking
        /// Has given it back and waits for the new one.
        case waiting
        /// Has been given a share it has not answered yet.
        case assigning([TopicPartition])
    }

    struct Member {
        let instance: String
        var standing: Standing
        var share: [TopicPartition] = []
    }

    /// By member id, which is never used twice.
    var members: [Int: Member] = [:]
    /// Instances whose seat was taken by a newer member of the same name.
    var fenced: Set<Int> = []
    var topics: [String] = []
    var generation = 0
    private var nextMember = 0

    mutating func join(instance: String, topics: [String]) -> Int {
        self.topics = topics
        for (id, member) in members where member.instance == instance {
            members[id] = nil
            fenced.insert(id)
        }
        let id = nextMember
        nextMember += 1
        members[id] = Member(instance: instance, standing: .waiting)
        startRebalance()
        return id
    }

    /// The member is gone: it left, or its session timed out.
    mutating func remove(_ id: Int) {
        guard members.removeValue(forKey: id) != nil else { return }
        startRebalance()
    }

    private mutating func startRebalance() {
        for id in members.keys {
            switch members[id]?.standing {
            case .stable, .assigning: members[id]?.standing = .revoking
            case .revoking, .waiting, nil: break
            }
        }
    }

    /// Deals the partitions out once everybody has given theirs back.
    mutating func dealIfReady(_ partitions: [String: Int32]) {
        guard !members.isEmpty, members.values.allSatisfy({ $0.standing == .waiting })
        else { return }
        generation += 1
        let order = members.keys.sorted { first, second in
            (members[first]?.instance ?? "") < (members[second]?.instance ?? "")
        }
        for id in order { members[id]?.share = [] }
        for topic in topics.sorted() {
            let count = Int(partitions[topic] ?? 0)
            for (index, id) in order.enumerated() {
                let each = count / order.count
                let extra = count % order.count
                let first = index * each + min(index, extra)
                for partition in first..<(first + each + (index < extra ? 1 : 0)) {
                    members[id]?.share.append(TopicPartition(topic, Int32(partition)))
                }
            }
        }
        for id in order {
            let share = members[id]?.share ?? []
            members[id]?.standing = .assigning(share)
        }
    }
}
