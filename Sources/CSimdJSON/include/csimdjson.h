#ifndef CSIMDJSON_H
#define CSIMDJSON_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A reusable parser with its own tape and string buffer.
typedef struct csimdjson_parser csimdjson_parser;

/// How a parse ended, as far as the reader of the tape must tell the endings apart.
typedef enum {
    csimdjson_ok = 0,
    csimdjson_empty,
    csimdjson_syntax,
    csimdjson_invalid_utf8,
    csimdjson_too_deep,
    csimdjson_number,  // malformed, or too large for 64 bits
    csimdjson_out_of_memory,
} csimdjson_outcome;

/// The tape of the last document parsed; valid until the next parse or free.
typedef struct {
    const uint64_t *tape;
    const uint8_t *strings;
    csimdjson_outcome outcome;
} csimdjson_document;

/// Null when out of memory.
csimdjson_parser *csimdjson_new(size_t depth_max);
void csimdjson_free(csimdjson_parser *parser);
/// Parses a copy of the bytes, so they need no padding. An empty array or object may stand one
/// level deeper than depth_max.
csimdjson_document csimdjson_parse(csimdjson_parser *parser, const uint8_t *bytes, size_t count);

/// Compares as many bytes of each; the C library's memcmp, so that nobody imports it for that.
static inline int csimdjson_compare(const uint8_t *left, const uint8_t *right, size_t count) {
    return memcmp(left, right, count);
}

#ifdef __cplusplus
}
#endif

#endif
