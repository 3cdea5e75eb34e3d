#include <librdkafka/rdkafka.h>
#include <unistd.h>

#include "fetchpacing.h"

#define FETCH 1
#define FIRST_MICROSECONDS 500
#define LONGEST_MICROSECONDS 2000

// A broker thread serves one client only, so what it has seen last is that client's.
static _Thread_local size_t last_size;
static _Thread_local useconds_t waiting;

static rd_kafka_resp_err_t answered(
    rd_kafka_t *client, int socket, const char *broker, int32_t id, int16_t request,
    int16_t version, int32_t correlation, size_t size, int64_t round_trip,
    rd_kafka_resp_err_t error, void *opaque
) {
    (void)client, (void)socket, (void)broker, (void)id, (void)version, (void)correlation;
    (void)error, (void)opaque;
    if (request != FETCH) return RD_KAFKA_RESP_ERR_NO_ERROR;

    // Answers without records are all alike; two with records seldom are, and then the next
    // fetch waits for half a millisecond with records to be going on with.
    if (size != last_size || round_trip >= LONGEST_MICROSECONDS) {
        last_size = size;
        waiting = 0;
        return RD_KAFKA_RESP_ERR_NO_ERROR;
    }
    waiting = waiting == 0 ? FIRST_MICROSECONDS : waiting * 2;
    if (waiting > LONGEST_MICROSECONDS) waiting = LONGEST_MICROSECONDS;
    usleep(waiting);
    return RD_KAFKA_RESP_ERR_NO_ERROR;
}

static rd_kafka_resp_err_t made(
    rd_kafka_t *client, const rd_kafka_conf_t *settings, void *opaque, char *reason, size_t size
) {
    (void)settings, (void)opaque, (void)reason, (void)size;
    return rd_kafka_interceptor_add_on_response_received(client, "fetch-pacing", answered, NULL);
}

void fetchpacing_install(rd_kafka_conf_t *settings) {
    rd_kafka_conf_interceptor_add_on_new(settings, "fetch-pacing", made, NULL);
}
