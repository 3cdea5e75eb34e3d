/// Names of the stages, as they stand in consumer groups, transactional ids and `--only`.
package enum StageName {
    package static let intake = "intake"
    package static let `case` = "case"

    package static let all = [intake, `case`]
}
