#include "csimdjson.h"

#include <simdjson.h>

#include <new>

struct csimdjson_parser {
    simdjson::dom::parser parser;
    size_t depth_max;
};

extern "C" csimdjson_parser *csimdjson_new(size_t depth_max) {
    auto *parser = new (std::nothrow) csimdjson_parser;
    if (parser) parser->depth_max = depth_max;
    return parser;
}

extern "C" void csimdjson_free(csimdjson_parser *parser) { delete parser; }

extern "C" csimdjson_document csimdjson_parse(
    csimdjson_parser *self, const uint8_t *bytes, size_t count
) {
    csimdjson_document document = {nullptr, nullptr, 0};
    if (self->parser.capacity() < count || self->parser.max_depth() != self->depth_max) {
        auto failed = self->parser.allocate(count < 4096 ? 4096 : count, self->depth_max);
        if (failed) {
            document.error = static_cast<int>(failed);
            return document;
        }
    }
    auto result = self->parser.parse(bytes, count, true);
    if (result.error()) {
        document.error = static_cast<int>(result.error());
        return document;
    }
    document.tape = self->parser.doc.tape.get();
    document.strings = self->parser.doc.string_buf.get();
    return document;
}

extern "C" const char *csimdjson_error_text(int error) {
    return simdjson::error_message(static_cast<simdjson::error_code>(error));
}
