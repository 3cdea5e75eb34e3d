import Incidents
import Messaging
import Testing

/// Edge cases about breaches of security (P7), by their numbers in the catalogue.
@Suite("Edge cases: security")
struct SecurityCases {
    static let cpr = "010190-1234"

    /// A breach of data security that a user reports, with a CPR number in the text.
    static func leak(_ registers: [String] = ["CPR"]) -> Report {
        .sample(
            "C",
            by: .user,
            registers: registers,
            title: "Fremmede data i svaret",
            description: "Jeg kan se en andens navn og nummer: \(cpr).",
            security: SecurityFlags(dataSecurity: .suspected)
        )
    }

    @Test func `07 a data breach reported by a user is accepted, restricted and masked`() {
        var world = ProcessWorld()
        let id = world.report(.portal, "7", Self.leak())
        #expect(world.incident(id)?.processes.contains(.dataSecurity) == true)
        #expect(!world.deviations(id).contains("P01.WRONG_CHANNEL"), "the portal is their way in")
        #expect(!world.deviations(id).contains { $0.hasPrefix("P07.NO_CALL") })
        #expect(world.notices(id).contains("security"))
        #expect(!world.box(.register("CPR"), id).isEmpty, "the controller is found and told")
        for message in world.box(.events, id) + world.box(.authority, id) {
            #expect(!message.text.contains(Self.cpr), "\(message.type)")
            #expect(!message.text.contains("andens navn"), "\(message.type)")
        }
        for message in world.box(.reporterTool(.portal), id) {
            #expect(!message.text.contains(Self.cpr), "the receipt is neutral")
        }
    }

    @Test func `08 a suspicion by a register authority that is not phoned in is put on record`() {
        var world = ProcessWorld()
        let flags = SecurityFlags(dataSecurity: .suspected)
        let id = world.report(.itsm, "INC1", .sample("C", registers: ["CPR"], security: flags))
        #expect(world.deviations(id).contains("P07.NO_CALL_SPOC"))
        #expect(world.deviations(id).contains("P07.NO_CALL_DFM"))
        #expect(world.incident(id)?.processes.contains(.dataSecurity) == true)

        let clearing = SecurityFinding(dataSecurity: BreachState.none, reason: "Falsk alarm.")
        let refused = world.tell(.spoc, id, .flagSecurity(clearing))
        #expect(!refused.isAccepted || world.incident(id)?.security.dataSecurity == .suspected)
        world.tell(.itsm, id, .flagSecurity(clearing))
        #expect(world.incident(id)?.security.dataSecurity == BreachState.none)
        #expect(world.names(id).contains("security-flagged"), "clearing leaves a trace")
    }

    @Test func `09 a breach that hits three registers runs three clocks of 72 hours`() {
        var world = ProcessWorld(at: "2026-03-27 10:00")
        let id = world.report(.itsm, "INC1", Self.leak(["CPR", "CVR", "EJF"]))
        for (register, moment) in [
            ("CPR", "2026-03-27 16:00"), ("CVR", "2026-03-28 09:00"), ("EJF", "2026-03-30 09:00"),
        ] {
            world.wait(until: moment)
            let awareness = BreachAwareness(register: register, awareAt: world.now)
            world.tell(.itsm, id, .confirmAwareness(awareness))
        }
        func due(_ register: String) -> String {
            Copenhagen.text(world.incident(id)?.handling.clock(.breach, register)?.due)
        }
        #expect(due("CPR") == "2026-03-30 17:00", "72 hours across the change to summer time")
        #expect(due("CVR") == "2026-03-31 10:00")
        #expect(due("EJF") == "2026-04-02 09:00")
        #expect(world.names(id).filter { $0 == "breach-clock-started" }.count == 3)
    }

    @Test
    func `09 a controller that reports in time stops its clock, one that does not is on record`() {
        var world = ProcessWorld()
        let id = world.report(.itsm, "INC1", Self.leak(["CPR", "CVR"]))
        for register in ["CPR", "CVR"] {
            let awareness = BreachAwareness(register: register, awareAt: world.now)
            world.tell(.register(register), id, .confirmAwareness(awareness))
        }
        world.wait(minutes: 60 * 24)
        let report = BreachReport(register: "CPR", reportedAt: world.now)
        world.tell(.register("CPR"), id, .confirmBreachReport(report))
        world.wait(days: 3)
        #expect(world.deviations(id).contains("P07.CLOCK_EXPIRED"))
        #expect(world.incident(id)?.handling.clock(.breach, "CPR") == nil, "stopped in time")
        #expect(world.incident(id)?.handling.clock(.breach, "CVR")?.standing == .expired)
    }

    @Test func `10 both breaches at once run both processes, and the stricter visibility wins`() {
        var world = ProcessWorld()
        let flags = SecurityFlags(itSecurity: .confirmed, dataSecurity: .suspected)
        let id = world.report(
            .portal,
            "10",
            .sample("B", by: .user, registers: ["CPR"], description: Self.cpr, security: flags)
        )
        let processes = world.incident(id)?.processes
        #expect(processes?.contains(.majorIncident) == true)
        #expect(processes?.contains(.dataSecurity) == true)
        #expect(world.box(.events, id).allSatisfy { !$0.text.contains(Self.cpr) })
    }

    @Test func `47 a CPR number in any text is masked before it leaves`() {
        var world = ProcessWorld()
        let id = world.report(
            .portal,
            "47",
            .sample("D", by: .user, description: "Mit nummer er 0101901234 og 010190-1234.")
        )
        world.tell(
            .spoc,
            id,
            .note(Note(text: "Ring til 010190 1234 i morgen.", visibility: .public))
        )
        for message in world.outbound {
            #expect(!message.text.contains("0101901234"), "\(message.type)")
            #expect(!message.text.contains("010190-1234"), "\(message.type)")
            #expect(!message.text.contains("010190 1234"), "\(message.type)")
        }
        #expect(world.box(.spoc, id).contains { $0.text.contains("######-####") })
    }
}
