#ifndef CRDKAFKA_SHIM_H
#define CRDKAFKA_SHIM_H

#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>

/** The offset so many records before the end; a macro Swift does not see. */
static inline int64_t crdkafka_offset_tail(int64_t count)
{
    return RD_KAFKA_OFFSET_TAIL(count);
}

/**
 * Hands one record over with plain arguments, the vus built on this stack.
 *
 * NULL key, value and headers mean null; an empty one is a pointer and a size of 0.
 * Timestamp 0 is now. The list of headers is taken over, also when this fails:
 * 2.0.2 frees headers given one by one twice when the partition does not exist,
 * an owned list it leaves alone.
 */
static inline rd_kafka_resp_err_t crdkafka_produce(
    rd_kafka_t *client,
    rd_kafka_topic_t *topic,
    int32_t partition,
    const void *key,
    size_t key_size,
    const void *value,
    size_t value_size,
    int64_t timestamp,
    rd_kafka_headers_t *headers,
    void *opaque)
{
    rd_kafka_vu_t vus[8];
    size_t count = 0;

    vus[count].vtype = RD_KAFKA_VTYPE_RKT;
    vus[count++].u.rkt = topic;
    vus[count].vtype = RD_KAFKA_VTYPE_PARTITION;
    vus[count++].u.i32 = partition;
    vus[count].vtype = RD_KAFKA_VTYPE_MSGFLAGS;
    vus[count++].u.i = RD_KAFKA_MSG_F_COPY;
    vus[count].vtype = RD_KAFKA_VTYPE_VALUE;
    vus[count].u.mem.ptr = (void *)value;
    vus[count++].u.mem.size = value_size;
    vus[count].vtype = RD_KAFKA_VTYPE_KEY;
    vus[count].u.mem.ptr = (void *)key;
    vus[count++].u.mem.size = key_size;
    if (timestamp != 0) {
        vus[count].vtype = RD_KAFKA_VTYPE_TIMESTAMP;
        vus[count++].u.i64 = timestamp;
    }
    if (opaque != NULL) {
        vus[count].vtype = RD_KAFKA_VTYPE_OPAQUE;
        vus[count++].u.ptr = opaque;
    }
    if (headers != NULL) {
        vus[count].vtype = RD_KAFKA_VTYPE_HEADERS;
        vus[count++].u.headers = headers;
    }

    rd_kafka_error_t *error = rd_kafka_produceva(client, vus, count);
    if (error == NULL)
        return RD_KAFKA_RESP_ERR_NO_ERROR;

    rd_kafka_resp_err_t code = rd_kafka_error_code(error);
    rd_kafka_error_destroy(error);
    if (headers != NULL)
        rd_kafka_headers_destroy(headers);
    return code;
}

#endif
