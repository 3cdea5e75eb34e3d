import Testing
import WebhookSender

/// Which addresses may be connected to.
@Suite("Address guard")
struct AddressGuardTests {
    private let publicOnly = AddressGuard()

    @Test(arguments: AddressGuard.special)
    func `every address of a special range is denied, its first and its last`(
        special: AddressGuard.Special
    ) throws {
        for address in special.network.ends {
            let denial = try #require(publicOnly.denial(of: address), "\(address)")
            // A narrower range may stand at an end.
            let isNarrower = AddressGuard.special.contains {
                $0.denial == denial && $0.network.contains(address)
            }
            #expect(isNarrower, "\(address): \(denial)")
        }
    }

    @Test(arguments: Addresses.denied)
    func `what is not public is denied`(text: String) throws {
        #expect(publicOnly.denial(of: try #require(IPAddress(text))) != nil)
    }

    /// Among them the neighbours of the special ranges.
    @Test(arguments: Addresses.permitted)
    func `what is public is permitted`(text: String) throws {
        #expect(publicOnly.denial(of: try #require(IPAddress(text))) == nil)
    }

    @Test func `of version 6 only global unicast is permitted`() throws {
        for first in 0...0xFFFF as ClosedRange<UInt128> where first >> 13 != 1 {
            #expect(publicOnly.denial(of: .v6(first << 112 | 1 << 64 | 1)) != nil)
        }
    }

    @Test(arguments: Addresses.denied.filter { $0.contains(".") })
    func `an address of version 4 is denied in every form of version 6`(text: String) throws {
        for form in try #require(IPAddress(text)).formsOfVersion6 {
            #expect(publicOnly.denial(of: form) != nil, "\(form)")
        }
    }

    @Test func `an allowed form does not allow what it carries`() throws {
        let nat64 = AddressGuard(allowed: [try #require(Network("64:ff9b::/96"))])
        #expect(nat64.denial(of: IPAddress("64:ff9b::8.8.8.8")!) == nil)
        #expect(nat64.denial(of: IPAddress("64:ff9b::10.0.0.1")!) == .privateUse)
        #expect(nat64.denial(of: IPAddress("64:ff9b::169.254.169.254")!) == .metadata)
    }

    @Test func `the configuration allows networks, and denies others though allowed`() throws {
        let configured = AddressGuard(
            allowed: [Network("10.1.0.0/16")!, Network("::1")!],
            denied: [Network("10.1.2.0/24")!, Network("8.8.8.0/24")!]
        )
        #expect(configured.denial(of: IPAddress("10.1.1.1")!) == nil)
        #expect(configured.denial(of: IPAddress("::1")!) == nil)
        #expect(configured.denial(of: IPAddress("10.1.2.3")!) == .configured)
        #expect(configured.denial(of: IPAddress("8.8.8.8")!) == .configured)
        #expect(configured.denial(of: IPAddress("10.2.0.1")!) == .privateUse)
        #expect(configured.denial(of: IPAddress("::ffff:10.1.1.1")!) == .mapped)
    }

    @Test(arguments: [
        ("::", "::"), ("1::", "1::"), ("0:0:0:0:0:0:0:1", "::1"), ("2001:DB8::00A", "2001:db8::a"),
        ("1:0:0:2:0:0:0:3", "1:0:0:2::3"), ("1:0:2:3:4:5:6:7", "1:0:2:3:4:5:6:7"),
        ("::ffff:7f00:1", "::ffff:127.0.0.1"), ("1.2.3.4", "1.2.3.4"), ("::1.2.3.4", "::102:304"),
        ("1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304"), ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"),
    ])
    func `an address is read and written`(text: String, written: String) {
        #expect(IPAddress(text)?.description == written)
    }

    @Test(arguments: [
        "", ":", ":::", "1", "1.2.3", "1.2.3.4.5", "01.2.3.4", "1.2.3.256", "1.2.3.4 ", "1.2.3.-4",
        "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", "12345::", "g::", "1:2:3:4:5:6:7:8::",
        "::1%lo", "[::1]", "1.2.3.4::", "::1.2.3", ":1:2:3:4:5:6:7", "1.2.3.٤", "0x7f.0.0.1",
    ])
    func `what is no address is none`(text: String) {
        #expect(IPAddress(text) == nil)
    }

    @Test(arguments: ["10.0.0.1/8", "10.0.0.0/33", "10.0.0.0/+8", "10.0.0.0/08", "10/8", "::1/64"])
    func `a network that is not clear is none`(text: String) {
        #expect(Network(text) == nil)
    }
}

extension Network {
    /// Its first and its last address.
    var ends: [IPAddress] {
        switch base {
        case .v4(let bits): [base, .v4(bits | (length == 32 ? 0 : UInt32.max >> length))]
        case .v6(let bits): [base, .v6(bits | (length == 128 ? 0 : UInt128.max >> length))]
        }
    }
}

extension IPAddress {
    /// One of version 4 in the forms of version 6 that lead to it, or might.
    var formsOfVersion6: [IPAddress] {
        guard case .v4(let bits) = self else { return [] }
        let low = UInt128(bits)
        func form(_ prefix: UInt128, _ length: Int, _ rest: UInt128) -> IPAddress {
            .v6(prefix << UInt128(128 - length) | rest)
        }
        return [
            form(0xFFFF, 96, low), form(0, 96, low), form(0xFFFF_0000, 96, low),
            form(0x0064_FF9B, 32, low), form(0x0064_FF9B_0001, 48, low),
            form(0x2002, 16, low << 80 | 1), form(0x2001_0000, 32, low << 64),
            form(0x2001_0000, 32, UInt128(~bits)), form(0x2606_4700, 32, 0x5EFE << 32 | low),
            form(0x2606_4700, 32, 0x0200_5EFE << 32 | low),
        ]
    }
}
