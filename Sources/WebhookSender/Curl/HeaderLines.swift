internal import CCurl
internal import Fanout

/// A list of text lines as libcurl wants it, whose memory is used again for the next.
struct HeaderLines {
    private var bytes: UnsafeMutableBufferPointer<CChar>
    private var nodes: UnsafeMutableBufferPointer<curl_slist>
    private var byteCount = 0
    private var nodeCount = 0

    init() {
        bytes = .allocate(capacity: 1_024)
        nodes = .allocate(capacity: 16)
    }

    /// Must be called once, and is the end of it.
    func deallocate() {
        bytes.deallocate()
        nodes.deallocate()
    }

    /// The list of these headers, good until the next call; `name;` is how libcurl spells a
    /// header without a value, `name:` one that it must not add by itself.
    mutating func set(
        _ headers: [HeaderField],
        without absent: [String]
    ) -> UnsafeMutablePointer<curl_slist>? {
        let size =
            headers.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count + 3 }
            + absent.reduce(0) { $0 + $1.utf8.count + 2 }
        reserve(bytes: size, nodes: headers.count + absent.count)
        (byteCount, nodeCount) = (0, 0)
        for header in headers {
            if header.value.isEmpty {
                add(header.name, ";", "")
            } else {
                add(header.name, ": ", header.value)
            }
        }
        for name in absent { add(name, ":", "") }
        return nodeCount == 0 ? nil : nodes.baseAddress
    }

    /// A list of this one line.
    mutating func set(_ line: String) -> UnsafeMutablePointer<curl_slist>? {
        reserve(bytes: line.utf8.count + 1, nodes: 1)
        (byteCount, nodeCount) = (0, 0)
        add(line)
        return nodes.baseAddress
    }

    private mutating func reserve(bytes byteCount: Int, nodes nodeCount: Int) {
        if byteCount > bytes.count {
            bytes.deallocate()
            bytes = .allocate(capacity: byteCount)
        }
        if nodeCount > nodes.count {
            nodes.deallocate()
            nodes = .allocate(capacity: nodeCount)
        }
    }

    private mutating func add(_ parts: String...) {
        guard let text = bytes.baseAddress, let first = nodes.baseAddress else { return }
        let line = text + byteCount
        for part in parts {
            for byte in part.utf8 {
                text[byteCount] = CChar(bitPattern: byte)
                byteCount += 1
            }
        }
        text[byteCount] = 0
        byteCount += 1
        (first + nodeCount).initialize(to: curl_slist(data: line, next: nil))
        if nodeCount > 0 { first[nodeCount - 1].next = first + nodeCount }
        nodeCount += 1
    }
}
