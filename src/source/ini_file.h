/* An INI file read through iniparser, with the line of every key and strict about what iniparser
 * would lose in silence. */
#ifndef BAOCAO_SOURCE_INI_FILE_H
#define BAOCAO_SOURCE_INI_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct diag;
struct ini_file;
struct place;

/* iniparser 4.1 refuses a longer line: its buffer of 1,024 also holds the line end and a NUL. */
#define INI_MAX_LINE 1022

/* Reads a UTF-8 INI file (a BOM is fine). Reports every fault (E2xx) and gives NULL when there is
 * one. The result lives in the arena. */
struct ini_file *ini_load(struct arena *a, const char *path, struct diag *diag);

const char *ini_path(const struct ini_file *ini);

/* The value, or NULL when the key is absent or empty. Section and key in lower case. */
const char *ini_text(const struct ini_file *ini, const char *section, const char *key);
bool ini_has_section(const struct ini_file *ini, const char *section);

/* Where the key stands; without such a key, where its section starts. */
struct place ini_place(const struct ini_file *ini, const char *section, const char *key);

/* Highest n of the sections `prefix.n`, or 0. */
unsigned ini_highest(const struct ini_file *ini, const char *prefix);

/* The i-th line that holds a section (key "") or a key; false past the end. */
bool ini_entry(const struct ini_file *ini, size_t i, const char **section, const char **key);

/* Calls `visit` for every key of a section in the order of the file. */
void ini_each(const struct ini_file *ini, const char *section,
              void (*visit)(void *context, const char *key, const char *value), void *context);

/* ---- binding sections to structures, by tables ---- */

enum ini_type {
    INI_TEXT,   /* const char *: the value as it stands */
    INI_CHOICE, /* int: the index of the value in `choices` */
    INI_FLAG,   /* bool: yes or no */
    INI_LENGTH, /* int32_t millipoints: a number of millimetres, one decimal allowed */
    INI_COUNT,  /* uint32_t: 1 to 9999 */
    INI_SIZE,   /* int32_t millipoints: a font size in points */
    INI_SPACE,  /* int32_t millipoints: points, 0 to 72, one decimal allowed */
    INI_RATIO   /* int32_t thousandths: below 10, three decimals allowed */
};

struct ini_field {
    const char *key; /* "*": any key, not bound */
    enum ini_type type;
    size_t offset; /* of the member in the bound structure */
    bool required;
    const char *choices; /* INI_CHOICE: "portrait|landscape" */
};

/* A section that may occur; '#' in the pattern stands for a number. */
struct ini_section {
    const char *pattern;
    const struct ini_field *fields;
    size_t field_count;
};

/* Fills `target`; absent keys leave their member as it is. Reports E201 and E206. */
bool ini_bind(const struct ini_file *ini, const char *section, const struct ini_field *fields,
              size_t count, void *target, struct diag *diag);

/* Reports each key that no section of the list knows (E202), with the nearest known one. */
bool ini_check_known(const struct ini_file *ini, const struct ini_section *sections, size_t count,
                     struct diag *diag);

#endif
