/* The table of components. */
#include "model/component.h"

static const struct component_info components[COMPONENT_COUNT] = {
    [COMPONENT_NONE] = {"", {14000, STYLE_REGULAR, false, ALIGN_LEFT}, 0, 0, "", ""},
#define COMPONENT(id, key, size, min, max, style, capitals, align, term, clause)                   \
    [COMPONENT_##id] = {key, {size, style, capitals, align}, min, max, term, clause},
#include "model/component.def"
#undef COMPONENT
};

const struct component_info *component_info_of(enum component c) {
    return &components[c];
}
