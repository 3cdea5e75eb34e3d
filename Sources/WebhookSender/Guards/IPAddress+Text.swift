extension IPAddress {
    /// The one spelling of an address of version 4, four decimals without leading zeros, or any
    /// that RFC 4291 has for version 6, without brackets or zone; nil for everything else.
    package init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        if let value = Self.version4(bytes[...]) {
            self = .v4(value)
        } else if let value = Self.version6(bytes[...]) {
            self = .v6(value)
        } else {
            return nil
        }
    }

    private static func version4(_ bytes: ArraySlice<UInt8>) -> UInt32? {
        guard bytes.count <= 15 else { return nil }
        let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var value: UInt32 = 0
        for part in parts {
            guard let first = part.first, part.count == 1 || first != UInt8(ascii: "0"),
                let number = decimal(part)
            else { return nil }
            value = value << 8 | UInt32(number)
        }
        return value
    }

    private static func decimal(_ digits: ArraySlice<UInt8>) -> UInt8? {
        var value: UInt8 = 0
        for digit in digits {
            guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") else { return nil }
            let (tens, isTooMuch) = value.multipliedReportingOverflow(by: 10)
            let (sum, isTooMuchNow) = tens.addingReportingOverflow(digit - UInt8(ascii: "0"))
            guard !isTooMuch, !isTooMuchNow else { return nil }
            value = sum
        }
        return value
    }

    private static func version6(_ bytes: ArraySlice<UInt8>) -> UInt128? {
        guard bytes.count <= 45 else { return nil }
        let colon = UInt8(ascii: ":")
        let gap = bytes.indices.dropLast().first { bytes[$0] == colon && bytes[$0 + 1] == colon }
        guard let gap else {
            guard let groups = groups(bytes), groups.count == 8 else { return nil }
            return value(groups)
        }
        // Where the gap stands there is at least one group of zeros.
        guard let head = groups(bytes[..<gap], endsInVersion4: false),
            let tail = groups(bytes[(gap + 2)...]), head.count + tail.count <= 7
        else { return nil }
        return value(head) << UInt128(16 * (8 - head.count)) | value(tail)
    }

    private static func value(_ groups: [UInt16]) -> UInt128 {
        groups.reduce(0) { $0 << 16 | UInt128($1) }
    }

    /// Groups of one to four hexadecimal digits between colons; the last two may be written as an
    /// address of version 4.
    private static func groups(
        _ bytes: ArraySlice<UInt8>,
        endsInVersion4: Bool = true
    ) -> [UInt16]? {
        guard !bytes.isEmpty else { return [] }
        let parts = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        var groups: [UInt16] = []
        for (index, part) in parts.enumerated() {
            if let group = group(part) {
                groups.append(group)
            } else if endsInVersion4, index == parts.count - 1, let value = version4(part) {
                groups += [UInt16(value >> 16), UInt16(truncatingIfNeeded: value)]
            } else {
                return nil
            }
        }
        return groups
    }

    private static func group(_ digits: ArraySlice<UInt8>) -> UInt16? {
        guard (1...4).contains(digits.count) else { return nil }
        var value: UInt16 = 0
        for digit in digits {
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                value = value << 4 | UInt16(digit - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"):
                value = value << 4 | UInt16(digit - UInt8(ascii: "a") + 10)
            case UInt8(ascii: "A")...UInt8(ascii: "F"):
                value = value << 4 | UInt16(digit - UInt8(ascii: "A") + 10)
            default:
                return nil
            }
        }
        return value
    }
}

/// As RFC 5952 has it: small letters, the longest run of zeros left out, mapped ones mixed.
extension IPAddress: CustomStringConvertible {
    package var description: String {
        switch self {
        case .v4(let value):
            stride(from: 24, through: 0, by: -8).map { String(value >> UInt32($0) & 0xFF) }
                .joined(separator: ".")
        case .v6(let value) where value >> 32 == 0xFFFF:
            "::ffff:\(IPAddress.v4(UInt32(truncatingIfNeeded: value)))"
        case .v6(let value):
            Self.text(
                of: stride(from: 112, through: 0, by: -16).map {
                    UInt16(truncatingIfNeeded: value >> UInt128($0))
                }
            )
        }
    }

    private static func text(of groups: [UInt16]) -> String {
        let words = groups.map { String($0, radix: 16) }
        guard let zeros = longestZeros(groups) else { return words.joined(separator: ":") }
        return words[..<zeros.lowerBound].joined(separator: ":") + "::"
            + words[zeros.upperBound...].joined(separator: ":")
    }

    /// The first of the longest runs of two zeros or more.
    private static func longestZeros(_ groups: [UInt16]) -> Range<Int>? {
        var longest: Range<Int>?
        var start: Int?
        for index in 0...groups.count {
            if index < groups.count, groups[index] == 0 {
                start = start ?? index
            } else if let first = start {
                if index - first > max(1, longest?.count ?? 0) { longest = first..<index }
                start = nil
            }
        }
        return longest
    }
}
