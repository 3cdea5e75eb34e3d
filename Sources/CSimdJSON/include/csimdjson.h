#ifndef CSIMDJSON_H
#define CSIMDJSON_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A reusable parser with its own tape and string buffer.
typedef struct csimdjson_parser csimdjson_parser;

/// The tape of the last document parsed; valid until the next parse or free.
typedef struct {
    const uint64_t *tape;
    const uint8_t *strings;
    int error;  // 0, or one of simdjson's error codes
} csimdjson_document;

csimdjson_parser *csimdjson_new(size_t depth_max);
void csimdjson_free(csimdjson_parser *parser);
csimdjson_document csimdjson_parse(csimdjson_parser *parser, const uint8_t *bytes, size_t count);
const char *csimdjson_error_text(int error);

#ifdef __cplusplus
}
#endif

#endif
