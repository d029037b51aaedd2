/* Names of people in a cell: what is left of each part when its titles are taken away.
 *
 * A list of family names would be another way; it would lose the names that are not in it, and the
 * titles of a ward's leaders are few. */
#include "model/people.h"

#include <stdbool.h>
#include <string.h>

#include "base/utf8.h"
#include "model/letter.h"

#define FEWEST_WORDS 2
#define MOST_WORDS   5

/* Words of titles and offices, in lower case. A name may hold some of them too (Nguyễn Quang Huy,
 * Trần Chí Thanh), so only those that no name holds end one. */
static const struct {
    const char *word;
    bool ends_name;
} titles[] = {
    {"đ/c", true},      {"đồng", false},     {"chí", false},      {"ông", false},
    {"bà", false},      {"chủ", true},       {"tịch", false},     {"phó", true},
    {"pct", true},      {"p.ct", true},      {"ct", true},        {"ubnd", true},
    {"hđnd", true},     {"mttq", true},      {"ubmttq", true},    {"ban", false},
    {"nhân dân", true}, {"bí thư", true},    {"ủy", true},        {"uỷ", true},
    {"viên", false},    {"phường", true},    {"xã", true},        {"thường trực", true},
    {"đảng", true},     {"trưởng", false},   {"phòng", true},     {"giám đốc", true},
    {"chánh", false},   {"văn phòng", true}, {"công an", true},   {"chỉ huy", true},
    {"quân sự", true},  {"chuyên", false},   {"phụ trách", true}, {"lãnh đạo", true},
    {"tổ", false},
};

struct word {
    const char *start, *end;
    bool title, ends_name;
    bool name; /* a capital first, and letters only */
};

/* Signs that end a part of the cell. */
static bool ends_part(const char *s) {
    return *s == '\0' || strchr(",;()\n+&", *s) || strncmp(s, "- ", 2) == 0 ||
           strncmp(s, "– ", strlen("– ")) == 0;
}

static const char *skip_spaces(const char *s) {
    for (const char *next = s; *s && *s != '\n'; s = next) {
        if (!utf8_is_space(utf8_next(&next))) {
            break;
        }
    }
    return s;
}

static struct word read_word(const char *s) {
    struct word w = {.start = s};
    const char *next = s;
    w.name = letter_is_upper(utf8_next(&next));
    for (size_t i = 0; i < sizeof titles / sizeof *titles && !w.title; i++) {
        w.end = s;
        w.title = utf8_skip_word(&w.end, titles[i].word);
        w.ends_name = w.title && titles[i].ends_name;
    }
    if (w.title) {
        return w;
    }
    while (*s && strchr(",;()\n+&", *s) == NULL) {
        next = s;
        uint32_t c = utf8_next(&next);
        if (utf8_is_space(c)) {
            break;
        }
        w.name &= letter_of(c).base != 0;
        s = next;
    }
    w.end = s;
    return w;
}

/* Reads one part; true with the name in it. */
static bool read_part(const char **s, struct person_name *name) {
    const char *first = NULL, *last = NULL;
    size_t words = 0;
    bool over = false; /* behind the name stand words that are none */
    for (*s = skip_spaces(*s); !ends_part(*s); *s = skip_spaces(*s)) {
        struct word w = read_word(*s);
        if (w.end == *s) {
            break;
        }
        *s = w.end;
        bool belongs = words ? !w.ends_name : !w.title;
        if (w.name && belongs && !over) {
            first = first ? first : w.start;
            last = w.end;
            words++;
        } else {
            over = words > 0;
        }
    }
    if (words < FEWEST_WORDS || words > MOST_WORDS) {
        return false;
    }
    *name = (struct person_name){first, (size_t)(last - first)};
    return true;
}

size_t people_find(const char *text, struct person_name *names, size_t max) {
    size_t count = 0;
    for (const char *s = text; *s && count < max;) {
        if (read_part(&s, &names[count])) {
            count++;
        }
        if (*s) {
            utf8_next(&s); /* the sign that ended the part */
        }
    }
    return count;
}
