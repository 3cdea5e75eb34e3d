/// Every family there is, in the order in which they are written out.
package struct VitalsRegistry: Sendable {
    private let families: [any ExposedFamily]

    package init(_ families: [any ExposedFamily]) {
        precondition(Set(families.map(\.name)).count == families.count, "one family, one name")
        self.families = families
    }

    package var snapshots: [FamilySnapshot] { families.map(\.snapshot) }

    package func exposition(_ format: ExpositionFormat) -> String {
        format.text(of: snapshots)
    }
}
