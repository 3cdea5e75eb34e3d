internal import Messaging

/// Who is told of an event, and who would have been but may not.
package struct Recipients: Equatable, Sendable {
    package struct Lane: Equatable, Sendable {
        package let key: LaneKey
        /// Of a reporter's own endpoint.
        package let address: String?

        package init(key: LaneKey, address: String? = nil) {
            self.key = key
            self.address = address
        }
    }

    /// In a fixed order: subscriptions by id, then the reporter's own.
    package private(set) var lanes: [Lane] = []
    /// A callback that is not used, and why: told once, when it is first named.
    package private(set) var refusedCallback: CallbackRules.Refusal?

    /// - Parameter view: The incident with the event taken in.
    package init(
        of event: IncidentEvent,
        _ view: IncidentView,
        subscriptions: SubscriptionTable,
        rules: ReporterRules
    ) {
        guard !event.isNoteInternal else { return }
        let audience = EventWording.of(event.name).audience
        let type = view.delivery(of: event).type
        for subscription in subscriptions.candidates(for: view) {
            guard subscription.status.isOpen, subscription.owner.isAmong(audience),
                view.isVisible(to: subscription.owner),
                subscription.filter.admits(
                    type: type,
                    registers: view.registers,
                    category: view.priority.category,
                    incident: view.incident
                )
            else { continue }
            lanes.append(Lane(key: LaneKey(target: subscription.id, incident: view.incident)))
        }
        if audience == .everyone { addReporter(event, view, rules) }
    }

    /// The callback where there is one that may be used; else the mail address.
    private mutating func addReporter(
        _ event: IncidentEvent,
        _ view: IncidentView,
        _ rules: ReporterRules
    ) {
        guard let reporter = view.reporter else { return }
        if let url = reporter.callback {
            switch rules.callbacks.judge(url, system: view.system) {
            case nil:
                lanes.append(Lane(key: .callback(url, incident: view.incident), address: url))
                return
            case let refusal?:
                if event.reporter?.callback != nil { refusedCallback = refusal }
            }
        }
        if rules.mailsReporters, let address = reporter.email, MailMessage.isAddress(address) {
            lanes.append(Lane(key: .mail(address, incident: view.incident), address: address))
        }
    }
}

/// How reporters are told directly.
package struct ReporterRules: Equatable, Sendable {
    package var callbacks: CallbackRules
    package var mailsReporters: Bool

    package init(callbacks: CallbackRules = CallbackRules(), mailsReporters: Bool = false) {
        self.callbacks = callbacks
        self.mailsReporters = mailsReporters
    }
}

extension SubscriptionStatus {
    /// Whether events are delivered, now or when it is resumed.
    package var isOpen: Bool {
        switch self {
        case .active, .paused: true
        case .disabled: false
        }
    }
}

extension SubscriptionOwner {
    package func isAmong(_ audience: EventWording.Audience) -> Bool {
        switch (audience, self) {
        case (.everyone, _), (.handlers, .itsm), (.handlers, .spoc), (.handlers, .register): true
        case (.handlers, .portal), (.handlers, .organisation): false
        }
    }
}
