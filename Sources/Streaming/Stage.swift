package import Messaging

/// A step of the pipeline: a record and the state in, records and new state out.
///
/// Pure but for what it is given: a stage reads no clock, keeps nothing between calls but
/// scratch space, and sees the world only through its context. One instance per worker thread.
package protocol Stage: AnyObject {
    /// Decides one record. Everything said to the context commits together with the record's
    /// offset, or not at all.
    func process(_ record: ConsumedRecord, _ context: inout StageContext) -> Disposition

    /// A key's due time has come: `due` is that time, however late it is now. The stage must
    /// put the key again with a later due time or none.
    func timerDue(key: String, due: Timestamp, _ context: inout StageContext)

    /// Something the stage emitted for this record is too large to be written. The context has
    /// been emptied; what is emitted now (a dead letter, a rejection) must be small.
    func refuseOversized(
        _ record: ConsumedRecord,
        bytes: Int,
        _ context: inout StageContext
    ) -> Disposition
}
