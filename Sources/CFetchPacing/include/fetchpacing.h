#ifndef FETCHPACING_H
#define FETCHPACING_H

struct rd_kafka_conf_s;

/**
 * Has the consumer to be made of these settings wait for a moment before it fetches again from a
 * broker that has nothing for it.
 *
 * Kafka itself holds such a fetch back for `fetch.wait.max.ms`. A broker that does not, but
 * answers at once, is asked again at once by librdkafka: thousands of times a second, which
 * keeps a processor busy for each idle consumer, and another one in the broker.
 */
void fetchpacing_install(struct rd_kafka_conf_s *settings);

#endif
