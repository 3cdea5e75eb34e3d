#include "csimdjson.h"

#include <simdjson.h>

#include <new>

struct csimdjson_parser {
    simdjson::dom::parser parser;
    size_t depth_max;
};

// Enough for every ordinary message, so that the buffers are allocated once.
static constexpr size_t capacity_min = 16 * 1024;

static csimdjson_outcome outcome_of(simdjson::error_code error) {
    switch (error) {
    case simdjson::SUCCESS: return csimdjson_ok;
    case simdjson::EMPTY: return csimdjson_empty;
    case simdjson::UTF8_ERROR: return csimdjson_invalid_utf8;
    case simdjson::DEPTH_ERROR: return csimdjson_too_deep;
    case simdjson::NUMBER_ERROR: return csimdjson_number;
    case simdjson::CAPACITY:
    case simdjson::MEMALLOC: return csimdjson_out_of_memory;
    default: return csimdjson_syntax;
    }
}

static size_t rounded_up(size_t count) {
    size_t capacity = capacity_min;
    while (capacity < count) capacity *= 2;
    return capacity;
}

extern "C" csimdjson_parser *csimdjson_new(size_t depth_max) {
    auto *parser = new (std::nothrow) csimdjson_parser;
    // simdjson counts the level of a scalar too: one more than the containers around it.
    if (parser) parser->depth_max = depth_max + 1;
    return parser;
}

extern "C" void csimdjson_free(csimdjson_parser *parser) { delete parser; }

// Grown by doubling, so that ever larger messages do not allocate each time.
static simdjson::error_code make_room(csimdjson_parser *self, size_t count) {
    auto &parser = self->parser;
    if (count > parser.max_capacity()) return simdjson::CAPACITY;
    if (parser.capacity() >= count && parser.max_depth() == self->depth_max) {
        return simdjson::SUCCESS;
    }
    auto capacity = rounded_up(count);
    auto failed = parser.allocate(capacity, self->depth_max);
    return failed ? failed : parser.doc.allocate(capacity);
}

extern "C" csimdjson_document csimdjson_parse(
    csimdjson_parser *self, const uint8_t *bytes, size_t count
) {
    csimdjson_document document = {nullptr, nullptr, csimdjson_ok};
    auto failed = make_room(self, count);
    auto error = failed ? failed : self->parser.parse(bytes, count, true).error();
    document.outcome = outcome_of(error);
    if (error) return document;
    document.tape = self->parser.doc.tape.get();
    document.strings = self->parser.doc.string_buf.get();
    return document;
}
