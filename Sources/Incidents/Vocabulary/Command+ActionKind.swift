extension Command.Action {
    /// The verb alone, by its word on the wire: what rights and states are about.
    package enum Kind: String, CaseIterable, Sendable {
        case report
        case update
        case note
        case acknowledge
        case startWork = "start-work"
        case logCall = "log-call"
        case classify
        case assessImpact = "assess-impact"
        case assign
        case escalate
        case awaitReporter = "await-reporter"
        case plan
        case propose
        case planRelease = "plan-release"
        case finishRelease = "finish-release"
        case rollBackRelease = "roll-back-release"
        case assureQuality = "assure-quality"
        case requestClose = "request-close"
        case accept
        case object
        case withdraw
        case reopen
        case linkDuplicate = "link-duplicate"
        case split
        case relateProblem = "relate-problem"
        case doubtPriority = "doubt-priority"
        case overridePriority = "override-priority"
        case flagSecurity = "flag-security"
        case confirmAwareness = "confirm-awareness"
        case confirmBreachReport = "confirm-breach-report"
        case declareMajor = "declare-major"
        case needResource = "need-resource"
        case retype
        case confirmDelivery = "confirm-delivery"
        case reportUndelivered = "report-undelivered"
        case takeChild = "duplicate-linked"
        case settleChild = "duplicate-settled"
        case followMaster = "master-progressed"
        case splitOff = "split-off"
        case refuseLink = "link-refused"
    }

    package var kind: Kind {
        switch self {
        case .report: .report
        case .update: .update
        case .note: .note
        case .acknowledge: .acknowledge
        case .startWork: .startWork
        case .logCall: .logCall
        case .classify: .classify
        case .assessImpact: .assessImpact
        case .assign: .assign
        case .escalate: .escalate
        case .awaitReporter: .awaitReporter
        case .plan: .plan
        case .propose: .propose
        case .planRelease: .planRelease
        case .finishRelease: .finishRelease
        case .rollBackRelease: .rollBackRelease
        case .assureQuality: .assureQuality
        case .requestClose: .requestClose
        case .accept: .accept
        case .object: .object
        case .withdraw: .withdraw
        case .reopen: .reopen
        case .linkDuplicate: .linkDuplicate
        case .split: .split
        case .relateProblem: .relateProblem
        case .doubtPriority: .doubtPriority
        case .overridePriority: .overridePriority
        case .flagSecurity: .flagSecurity
        case .confirmAwareness: .confirmAwareness
        case .confirmBreachReport: .confirmBreachReport
        case .declareMajor: .declareMajor
        case .needResource: .needResource
        case .retype: .retype
        case .confirmDelivery: .confirmDelivery
        case .reportUndelivered: .reportUndelivered
        case .takeChild: .takeChild
        case .settleChild: .settleChild
        case .followMaster: .followMaster
        case .splitOff: .splitOff
        case .refuseLink: .refuseLink
        }
    }
}
