/* The components of an official document, with the style each has and the sizes the law allows. */
#ifndef BAOCAO_MODEL_COMPONENT_H
#define BAOCAO_MODEL_COMPONENT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/typography.h"

enum component {
    COMPONENT_NONE, /* not ruled: a review sheet, say */
#define COMPONENT(id, ...) COMPONENT_##id,
#include "model/component.def"
#undef COMPONENT
    COMPONENT_COUNT
};

struct component_style {
    int32_t size;  /* mpt */
    uint8_t style; /* bits of enum text_style */
    bool capitals; /* the program sets the text in capitals */
    uint8_t align; /* enum text_align */
};

struct component_info {
    const char *key; /* in a template: [style.key] */
    struct component_style style;
    int32_t min_size, max_size; /* mpt, lawful; 0: not ruled */
    const char *term;           /* in Vietnamese, for findings */
    const char *clause; /* of Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I: "II.1" */
};

/* Borrowed; `c` is below COMPONENT_COUNT. */
const struct component_info *component_info_of(enum component c);

#endif
