/// Names of the stages, as they stand in consumer groups, transactional ids and `--only`.
package enum StageName {
    package static let intake = "intake"
    package static let `case` = "case"

    package static let fanout = "fanout"

    /// Those that every incident goes through.
    package static let pipeline = [intake, `case`]

    package static let all = pipeline + [fanout]
}
