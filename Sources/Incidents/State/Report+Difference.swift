extension Report {
    /// Takes over the values that are there.
    mutating func take(_ new: Report) {
        reporter = new.reporter ?? reporter
        channel = new.channel ?? channel
        title = new.title ?? title
        description = new.description ?? description
        environment = new.environment ?? environment
        kind = new.kind ?? kind
        registers = new.registers ?? registers
        services = new.services ?? services
        category = new.category ?? category
        impact = new.impact ?? impact
        security = new.security ?? security
    }

    /// What an update changes here: its values where they are others than ours.
    ///
    /// The reporter and the impact are taken member by member, so that a phone number alone
    /// does not wipe out a name.
    func difference(to update: Report) -> Report {
        Report(
            reporter: update.reporter.map { reporter?.merged(with: $0) ?? $0 }
                .unless(reporter),
            channel: update.channel.unless(channel),
            title: update.title.unless(title),
            description: update.description.unless(description),
            environment: update.environment.unless(environment),
            kind: update.kind.unless(kind),
            registers: update.registers.unless(registers),
            services: update.services.unless(services),
            category: update.category.unless(category),
            impact: update.impact.map { impact?.merged(with: $0) ?? $0 }.unless(impact),
            security: update.security.unless(security)
        )
    }

    /// Names of the members that are there, in a fixed order.
    var members: [ChangedMember] {
        var members: [ChangedMember] = []
        if title != nil { members.append(.title) }
        if description != nil { members.append(.description) }
        if environment != nil { members.append(.environment) }
        if kind != nil { members.append(.kind) }
        if registers != nil { members.append(.registers) }
        if services != nil { members.append(.services) }
        if reporter != nil { members.append(.reporter) }
        if channel != nil { members.append(.channel) }
        if impact != nil { members.append(.impact) }
        if security != nil { members.append(.security) }
        return members
    }
}

extension Optional where Wrapped: Equatable {
    /// The value, or nil when it is this one.
    fileprivate func unless(_ other: Wrapped?) -> Wrapped? {
        self == other ? nil : self
    }
}

extension Reporter {
    fileprivate func merged(with new: Reporter) -> Reporter {
        Reporter(
            kind: new.kind,
            organisation: new.organisation ?? organisation,
            name: new.name ?? name,
            email: new.email ?? email,
            phone: new.phone ?? phone,
            callback: new.callback ?? callback
        )
    }
}

extension BusinessImpact {
    fileprivate func merged(with new: BusinessImpact) -> BusinessImpact {
        BusinessImpact(
            level: new.level ?? level,
            description: new.description ?? description,
            affectedUsers: new.affectedUsers ?? affectedUsers,
            statutoryDeadline: new.statutoryDeadline ?? statutoryDeadline
        )
    }
}
