/* A kind of document (loại văn bản): how a công văn, kế hoạch, báo cáo ... is set, read from a
 * template. */
#ifndef BAOCAO_MODEL_KIND_H
#define BAOCAO_MODEL_KIND_H

#include <stdbool.h>
#include <stdint.h>

#include "model/component.h"
#include "model/severity.h"

struct arena;
struct diag;
struct ini_file;

/* Nghị định 30/2020/NĐ-CP, Phụ lục III: form 1.4 has its kind as a title, form 1.5 (công văn) has
 * V/v under its number. */
enum kind_form { FORM_NAMED, FORM_LETTER };
#define KIND_FORM_CHOICES "named|letter"

/* Whether Kính gửi stands on it (Phụ lục I, II.9.b). */
enum kind_addressed { ADDRESSED_NO, ADDRESSED_OPTIONAL, ADDRESSED_REQUIRED };
#define KIND_ADDRESSED_CHOICES "no|optional|required"

enum rule_place { RULE_UNDER_AGENCY, RULE_UNDER_NUMBER };
#define RULE_PLACE_CHOICES "agency|number"
enum rule_look { RULE_LINE, RULE_DASHES };
#define RULE_LOOK_CHOICES "line|dashes"
enum page_number_place { PAGE_NUMBER_TOP, PAGE_NUMBER_BOTTOM };
#define PAGE_NUMBER_CHOICES "top|bottom"
/* Page numbers of an appendix: its own (III.1), or running on. */
enum appendix_pages { APPENDIX_PAGES_OWN, APPENDIX_PAGES_RUN_ON };
#define APPENDIX_PAGES_CHOICES "own|run_on"

struct document_kind {
    const char *file;
    const struct ini_file *ini; /* for the places of its keys */

    /* [kind] */
    const char *name; /* "Kế hoạch"; for a letter the words that cite it: "Công văn" */
    const char *code; /* "KH"; NULL for a kind without one (Phụ lục III.I) */
    int form;         /* enum kind_form */
    int addressed;    /* enum kind_addressed */
    const char *font; /* typeface; NULL: Times New Roman */

    /* [page]: mpt */
    int32_t margin_top, margin_bottom, margin_left, margin_right;
    int page_number;    /* enum page_number_place */
    int appendix_pages; /* enum appendix_pages */

    /* [header] */
    int32_t left_width;                /* of the agency's column, mpt */
    int32_t agency_rule, subject_rule; /* share of the line above, 1/1000 */
    int rule_place;                    /* enum rule_place */
    int rule_look;                     /* enum rule_look */

    /* [body] */
    int32_t first_indent;    /* mpt */
    int32_t paragraph_space; /* before each paragraph, mpt */
    int32_t line_spacing;    /* 1/1000 of single: 1000 to 1500 */

    /* [signature] */
    int32_t copies_width;   /* of the Nơi nhận column, mpt */
    int32_t copies_indent;  /* mpt */
    int32_t signature_room; /* for signature and seal, mpt */

    /* [style.KEY] */
    struct component_style styles[COMPONENT_COUNT];
    struct severity_table severity;
};

/* The lawful standard: what a template starts from, and what a job without one has. */
void document_kind_init(struct document_kind *kind);

/* Reads a template. E2xx findings and NULL when it is not usable; whether it is lawful is not asked
 * here. */
struct document_kind *document_kind_load(struct arena *a, const char *path, struct diag *diag);

#endif
