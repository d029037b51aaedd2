/* What an appendix must look like: its template, read from an INI file. */
#ifndef BAOCAO_MODEL_SCHEMA_H
#define BAOCAO_MODEL_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "model/ordinal.h"
#include "model/severity.h"

struct arena;
struct ini_file;
struct text;

enum column_type {
    COLUMN_ORDINAL, /* TT, STT */
    COLUMN_NAME,    /* chỉ tiêu, nhiệm vụ */
    COLUMN_UNIT,    /* đơn vị tính */
    COLUMN_TARGET,  /* an amount, a state or a sentence */
    COLUMN_NUMBER,  /* an amount only */
    COLUMN_TEXT,
    COLUMN_AGENCY,  /* đơn vị chủ trì, phối hợp */
    COLUMN_PERSON,  /* lãnh đạo chỉ đạo */
    COLUMN_DEADLINE /* thời hạn */
};
#define COLUMN_TYPE_CHOICES "ordinal|name|unit|target|number|text|agency|person|deadline"

/* What a value column says about the year; rules compare the roles. */
enum column_role {
    ROLE_NONE,
    ROLE_ASSIGNED, /* the city's plan for the ward */
    ROLE_PLAN,     /* the ward's own plan for the year */
    ROLE_QUARTER_1,
    ROLE_QUARTER_2,
    ROLE_QUARTER_3,
    ROLE_QUARTER_4,
    ROLE_COUNT
};
#define COLUMN_ROLE_CHOICES "none|assigned|plan|quarter_1|quarter_2|quarter_3|quarter_4"

enum row_kind {
    ROW_SECTION, /* a heading over the rows below it */
    ROW_ITEM,    /* a numbered target or task */
    ROW_SUB      /* a detail of the item above */
};
#define ROW_KIND_CHOICES "section|item|sub"

struct schema_column {
    const char *key;
    const char *heading;
    const char *group;  /* heading over this column and its neighbours of the same group, or NULL */
    const char *number; /* what the row of column numbers shows here, or NULL */
    int type;           /* enum column_type */
    int role;           /* enum column_role */
    int align;          /* enum text_align */
    int32_t min_width, max_width; /* mpt; 0: none */
    bool required;                /* no item without sub-rows may leave it blank */
    bool merge_down; /* a value is written once for the rows below it that leave it blank */
};

struct schema_level {
    int ordinal; /* enum ordinal_style */
    int kind;    /* enum row_kind */
    bool bold, italic;
    bool restart; /* counts from the start under each row of a higher level */
};

/* What a template says of a target instead of leaving it to the words (model/target.h). */
struct schema_target {
    const char *name; /* as in the table; case and spacing make no difference */
    int kind;         /* enum target_kind */
    int direction;    /* enum target_direction */
};

#define SCHEMA_MAX_TARGETS 256
#define SCHEMA_MAX_COLUMNS 64
#define SCHEMA_MAX_LEVELS  8

struct schema {
    const char *file;
    const char *label;    /* line 1: "Phụ lục I" */
    const char *title;    /* line 2 */
    const char *attached; /* line 3: "(Kèm theo ...)" */
    const char *sheet;    /* name of the sheet */
    const char *font;     /* typeface, or NULL: Times New Roman, as the decree wants */
    int landscape;        /* choice portrait|landscape */
    int32_t font_size;    /* of the table, mpt */
    int decimal;          /* choice as_written|comma */
    int continued;        /* choice no|join: a row without ordinal behind a repeated header */
    uint32_t max_lines;   /* of one record in the file; 0: CSV_MAX_LINES */
    struct schema_column columns[SCHEMA_MAX_COLUMNS];
    size_t column_count;
    struct schema_level levels[SCHEMA_MAX_LEVELS]; /* from the highest */
    size_t level_count;
    struct schema_target *targets;
    size_t target_count;
    size_t header_rows; /* 1, and 1 for groups, and 1 for column numbers */
    struct severity_table severity;
    const struct ini_file *ini; /* for the places of its keys */
};

/* Reads a template. Reports E2xx findings and gives NULL when it is not usable. */
struct schema *schema_load(struct arena *a, const char *path, struct diag *diag);

/* True when Excel takes `name` for a sheet; reports E216 at `at` otherwise. */
bool schema_check_sheet(const char *name, const struct place *at, struct diag *diag);

/* Index of the first column of a type, or -1. */
int schema_column_of(const struct schema *s, enum column_type type);

/* Index of the column of a role, or -1. */
int schema_column_of_role(const struct schema *s, enum column_role role);

/* True for columns whose cells are read with the value grammar. */
bool schema_is_value(const struct schema_column *c);

/* The heading shown in header row `row` (from 0) at this column; "" under a merge or where a group
 * covers it. */
const char *schema_header_text(const struct schema *s, size_t row, size_t column);
bool schema_has_groups(const struct schema *s);

void schema_dump(const struct schema *s, struct text *out);

#endif
