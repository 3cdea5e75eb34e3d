// The yardstick of the benchmark: a consume–produce loop over librdkafka with the same
// transactions, record counts and sizes as the pipeline, and no work in between.

#include "bareloop.h"

#include <fetchpacing.h>
#include <librdkafka/rdkafka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CALL_MS 30000

static void delivered(rd_kafka_t *handle, const rd_kafka_message_t *message, void *opaque) {
    (void)handle, (void)message, (void)opaque;
}

static _Atomic int64_t transactions;

int64_t bareloop_transactions(void) { return transactions; }

static _Atomic int64_t records;

int64_t bareloop_records(void) { return records; }

static rd_kafka_t *client(
    rd_kafka_type_t type, const char *const settings[][2], int count, char *error, int size
) {
    rd_kafka_conf_t *conf = rd_kafka_conf_new();
    // As ours have it: brokers that hold no fetch back would be asked without a pause.
    if (type == RD_KAFKA_CONSUMER) fetchpacing_install(conf);
    // Without delivery reports a flush looks only every 10 ms whether it is done.
    if (type == RD_KAFKA_PRODUCER) rd_kafka_conf_set_dr_msg_cb(conf, delivered);
    for (int i = 0; i < count; i++) {
        if (rd_kafka_conf_set(conf, settings[i][0], settings[i][1], error, size)
            != RD_KAFKA_CONF_OK) {
            rd_kafka_conf_destroy(conf);
            return NULL;
        }
    }
    rd_kafka_t *handle = rd_kafka_new(type, conf, error, size);
    // What was refused is not freed: 2.0.2 would free a consumer's interceptors twice.
    return handle;
}

static rd_kafka_t *consumer(const bareloop_plan *plan, char *error, int size) {
    const char *const settings[][2] = {
        {"bootstrap.servers", plan->bootstrap}, {"group.id", plan->group},
        {"enable.auto.commit", "false"},        {"enable.auto.offset.store", "false"},
        {"isolation.level", "read_committed"},  {"auto.offset.reset", "earliest"},
        {"partition.assignment.strategy", "range"}, {"socket.nagle.disable", "true"},
        {"fetch.wait.max.ms", "10"},
    };
    rd_kafka_t *handle = client(RD_KAFKA_CONSUMER, settings, 9, error, size);
    if (handle) rd_kafka_poll_set_consumer(handle);
    return handle;
}

static rd_kafka_t *producer(const bareloop_plan *plan, int partition, char *error, int size) {
    char id[128];
    snprintf(id, sizeof id, "%s.%d", plan->group, partition);
    const char *const settings[][2] = {
        {"bootstrap.servers", plan->bootstrap}, {"transactional.id", id},
        {"linger.ms", "1"},                     {"socket.nagle.disable", "true"},
        {"partitioner", "murmur2_random"},
    };
    return client(RD_KAFKA_PRODUCER, settings, 5, error, size);
}

static int refused(rd_kafka_error_t *failure, char *error, int size) {
    if (!failure) return 0;
    snprintf(error, size, "%s", rd_kafka_error_string(failure));
    rd_kafka_error_destroy(failure);
    return 1;
}

static int produce(
    rd_kafka_t *handle, const bareloop_output *output, const void *key, size_t key_bytes,
    const char *filler
) {
    rd_kafka_headers_t *headers = rd_kafka_headers_new(output->headers);
    for (int i = 0; i < output->headers; i++)
        rd_kafka_header_add(headers, "ce_header", 9, filler, output->header_bytes);
    for (;;) {
        rd_kafka_vu_t arguments[] = {
            {.vtype = RD_KAFKA_VTYPE_TOPIC, .u.cstr = output->topic},
            {.vtype = RD_KAFKA_VTYPE_KEY, .u.mem = {(void *)key, key_bytes}},
            {.vtype = RD_KAFKA_VTYPE_VALUE, .u.mem = {(void *)filler, output->value_bytes}},
            {.vtype = RD_KAFKA_VTYPE_MSGFLAGS, .u.i = RD_KAFKA_MSG_F_COPY},
            {.vtype = RD_KAFKA_VTYPE_HEADERS, .u.headers = headers},
        };
        rd_kafka_error_t *failure = rd_kafka_produceva(handle, arguments, 5);
        if (!failure) return 0;
        int is_full = rd_kafka_error_code(failure) == RD_KAFKA_RESP_ERR__QUEUE_FULL;
        rd_kafka_error_destroy(failure);
        if (!is_full) {
            rd_kafka_headers_destroy(headers);
            return 1;
        }
        rd_kafka_poll(handle, 5);
    }
}

typedef struct {
    rd_kafka_t *producer;
    rd_kafka_message_t **batch;
    int count;
    int64_t seen;
} task;

static int commit(
    const bareloop_plan *plan, rd_kafka_t *source, task *task, int partition, const char *filler,
    char *error, int size
) {
    if (!task->producer) {
        task->producer = producer(plan, partition, error, size);
        if (!task->producer) return 1;
        if (refused(rd_kafka_init_transactions(task->producer, CALL_MS), error, size)) return 2;
    }
    if (refused(rd_kafka_begin_transaction(task->producer), error, size)) return 3;
    for (int i = 0; i < task->count; i++, task->seen++) {
        for (int o = 0; o < plan->output_count; o++) {
            const bareloop_output *output = &plan->outputs[o];
            int64_t due = (task->seen + 1) * output->each_thousandth / 1000
                - task->seen * output->each_thousandth / 1000;
            for (; due > 0; due--)
                if (produce(
                        task->producer, output, task->batch[i]->key, task->batch[i]->key_len, filler
                    ))
                    return 4;
        }
    }
    if (plan->ledger) {
        bareloop_output line = {plan->ledger, 1000, plan->ledger_bytes, 0, 0};
        if (produce(task->producer, &line, "ledger", 6, filler)) return 4;
    }
    rd_kafka_topic_partition_list_t *offsets = rd_kafka_topic_partition_list_new(1);
    rd_kafka_topic_partition_list_add(offsets, plan->inputs[0], partition)->offset =
        task->batch[task->count - 1]->offset + 1;
    rd_kafka_consumer_group_metadata_t *group = rd_kafka_consumer_group_metadata(source);
    rd_kafka_error_t *failure =
        rd_kafka_send_offsets_to_transaction(task->producer, offsets, group, CALL_MS);
    rd_kafka_consumer_group_metadata_destroy(group);
    rd_kafka_topic_partition_list_destroy(offsets);
    if (refused(failure, error, size)) return 5;
    rd_kafka_flush(task->producer, CALL_MS);
    if (refused(rd_kafka_commit_transaction(task->producer, CALL_MS), error, size)) return 6;
    for (int i = 0; i < task->count; i++) rd_kafka_message_destroy(task->batch[i]);
    records += task->count;
    task->count = 0;
    transactions++;
    return 0;
}

static int loop(
    const bareloop_plan *plan, rd_kafka_t *source, task *tasks, const char *filler, char *error,
    int size
) {
    int64_t done = 0;
    while (done < plan->records) {
        int taken = 0;
        while (taken < plan->batch_max) {
            rd_kafka_message_t *message = rd_kafka_consumer_poll(source, taken ? 0 : 1000);
            if (!message) break;
            if (message->err) {
                rd_kafka_message_destroy(message);
                continue;
            }
            task *task = &tasks[message->partition];
            task->batch[task->count++] = message;
            taken++;
        }
        for (int p = 0; p < plan->partitions; p++) {
            if (!tasks[p].count) continue;
            done += tasks[p].count;
            int failed = commit(plan, source, &tasks[p], p, filler, error, size);
            if (failed) return failed;
        }
    }
    return 0;
}

int bareloop_run(const bareloop_plan *plan, char *error, int32_t size) {
    rd_kafka_t *source = consumer(plan, error, size);
    if (!source) return 10;
    rd_kafka_topic_partition_list_t *topics = rd_kafka_topic_partition_list_new(plan->input_count);
    for (int i = 0; i < plan->input_count; i++)
        rd_kafka_topic_partition_list_add(topics, plan->inputs[i], RD_KAFKA_PARTITION_UA);
    rd_kafka_subscribe(source, topics);
    rd_kafka_topic_partition_list_destroy(topics);

    int32_t filler_bytes = plan->ledger_bytes;
    for (int o = 0; o < plan->output_count; o++) {
        if (plan->outputs[o].value_bytes > filler_bytes) filler_bytes = plan->outputs[o].value_bytes;
        if (plan->outputs[o].header_bytes > filler_bytes)
            filler_bytes = plan->outputs[o].header_bytes;
    }
    char *filler = malloc(filler_bytes + 1);
    task *tasks = calloc(plan->partitions, sizeof *tasks);
    memset(filler, 'x', filler_bytes + 1);
    for (int p = 0; p < plan->partitions; p++)
        tasks[p].batch = calloc(plan->batch_max, sizeof *tasks[p].batch);

    int failed = loop(plan, source, tasks, filler, error, size);

    for (int p = 0; p < plan->partitions; p++) {
        for (int i = 0; i < tasks[p].count; i++) rd_kafka_message_destroy(tasks[p].batch[i]);
        free(tasks[p].batch);
        if (tasks[p].producer) rd_kafka_destroy(tasks[p].producer);
    }
    rd_kafka_consumer_close(source);
    rd_kafka_destroy(source);
    free(tasks);
    free(filler);
    return failed;
}
