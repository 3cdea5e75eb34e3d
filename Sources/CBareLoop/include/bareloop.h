#ifndef BARELOOP_H
#define BARELOOP_H

#include <stdint.h>

/// One output of the loop: for every input record, `each` records of these sizes are produced.
typedef struct {
    const char *topic;
    int32_t each_thousandth;  // records per 1000 input records
    int32_t value_bytes;
    int32_t headers;
    int32_t header_bytes;
} bareloop_output;

typedef struct {
    const char *bootstrap;
    const char *group;
    // Records come on the first; the others are subscribed to and stay empty, as most of intake's.
    const char *const *inputs;
    int32_t input_count;
    int32_t partitions;
    int32_t batch_max;
    int64_t records;  // stop after so many
    const bareloop_output *outputs;
    int32_t output_count;
    // Written once per transaction, as our ledger is; null: none.
    const char *ledger;
    int32_t ledger_bytes;
} bareloop_plan;

/// Consumes and produces in transactions, one transactional producer per partition, and does
/// nothing else: what librdkafka and the broker cost by themselves. Blocks until `records` are
/// committed; returns 0, or the number of the step that failed, with `error` filled in.
int bareloop_run(const bareloop_plan *plan, char *error, int32_t error_size);

/// Transactions committed by all loops of this process so far.
int64_t bareloop_transactions(void);

/// Records decided by all loops of this process so far.
int64_t bareloop_records(void);

#endif
