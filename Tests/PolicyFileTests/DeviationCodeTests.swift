import Foundation
import Incidents
import Testing

/// The codes the principles are read as, wherever they are named: in the reading itself, in the
/// core, in the shipped policy and in what people are told of them.
@Suite("Deviation codes")
struct DeviationCodeTests {
    /// Of the domain's testable reading of the principles, one by one.
    static let domain = """
        P01.WRONG_CHANNEL P01.FORWARD_FAILED P01.FORWARD_LATE P02.BYPASSED_SPOC P03.START_LATE
        P03.NO_CATEGORY P04.HIGH_IMPACT_NOT_TOLD P04.NOT_RATED P05.NO_CALL_SPOC P05.NO_CALL_DFM
        P05.CALL_AFTER_REGISTRATION P05.NO_CALL_AT_RAISE P06.NOT_REGISTERED P07.NO_CALL_DFM
        P07.NO_CALL_SPOC P07.NOT_MAJOR P07.WRONG_PROCESS P07.CONTROLLER_NOT_TOLD P07.CLOCK_EXPIRED
        P08.CHANGED_WITHOUT_DFM P09.NOT_ESCALATED P09.PINGPONG P10.NO_PLAN P10.PLAN_PASSED
        P11.NOT_DOCUMENTED P11.KNOWN_NOT_USED P12.NO_DECISION P13.NOT_DIGITAL P14.SILENCE
        P15.RELEASED_WITHOUT_NOTICE P15.NOTICE_AFTER P16.INCOMPLETE P16.NO_QA
        P17.CLOSED_WITHOUT_ACCEPT P17.CLOSED_DESPITE_OBJECTION P17.NOT_CLOSED P18.GAP
        P19.UNAPPROVED_CHANGE P20.MIXED_TICKET P22.NO_PROGRESS_NOT_ESCALATED
        P23.ESCALATION_UNREGISTERED
        """

    static let codes = DeviationCode.all.map(\.code)

    @Test func `every code of the reading is in the list, and none twice`() {
        let wanted = Self.domain.split(whereSeparator: \.isWhitespace).map(String.init)
        #expect(wanted.filter { !Self.codes.contains($0) } == [])
        #expect(Set(Self.codes).count == Self.codes.count)
        #expect(DeviationCode.all.allSatisfy { $0.principle != nil })
    }

    @Test func `the principles' page names each of them`() throws {
        let page = try Repository.text("deploy/docs/principles.md")
        #expect(Self.codes.filter { !page.contains("`\($0)`") } == [])
    }

    @Test(arguments: DeviationCode.all)
    func `what is said to be recorded is recorded somewhere, and what is not is not`(
        code: DeviationCode
    ) throws {
        let recorded = try Self.core + Repository.text("deploy/policy/datafordeler.yaml")
        let isNamed =
            recorded.contains("\"\(code.code)\"") || recorded.contains("deviation: \(code.code)}")
        #expect(isNamed == code.isRecorded, "\(code.code)")
    }

    /// The core's decisions, as they are written.
    static let core: String = {
        let folder = Repository.root.appending(path: "Sources/Incidents/Decide")
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
        return files.compactMap { file in
            try? String(contentsOf: folder.appending(path: file), encoding: .utf8)
        }.joined()
    }()
}
