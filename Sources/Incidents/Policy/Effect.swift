/// What a rule can cause; a closed set.
package enum Effect: Equatable, Sendable {
    /// Handle faster; the category stays (P4).
    case expedite
    case responsible(ResponsibleRole)
    /// Send the incident to the register's authority too.
    case forwardToRegister
    /// Tell the authority's incident manager, under this reason code.
    case notify(reason: String)
    /// Put a departure from the policy on record (`P05.NO_CALL_SPOC`).
    case deviation(code: String)
    case process(SecurityProcess)
}

package enum SecurityProcess: String, CaseIterable, Sendable {
    /// Annex 5.b.
    case majorIncident = "major-incident"
    /// Annex 5.c.
    case dataSecurity = "data-security"
}
