/* Owns the short fuzz run: mutates seeds the same way every time and feeds a parser of untrusted
 * bytes with them; with -DFUZZ_LIBFUZZER the same targets serve libFuzzer. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/fs.h"
#include "base/text.h"
#include "base/utf8.h"
#include "layout/ttf.h"
#include "mail/address.h"
#include "mail/mime.h"
#include "mail/reply.h"
#include "model/body.h"
#include "model/value.h"
#include "model/values.h"
#include "source/csv_table.h"
#include "source/encoding.h"
#include "source/ini_file.h"
#include "source/picture.h"

/* What a parser reports is printed too: it quotes bytes of the input. */
static struct diag *findings_new(void) {
    const struct diag_options options = {.language = LANGUAGE_EN, .max_per_code = 20};
    return diag_new(&options);
}

static void findings_free(struct diag *diag) {
    struct text said;
    text_init(&said);
    diag_end_job(diag, &said);
    text_release(&said);
    diag_free(diag);
}

/* The loaders want names: the bytes go by a temporary file. */
static void with_file(const uint8_t *bytes, size_t len,
                      void (*load)(struct arena *a, const char *path, struct diag *diag)) {
    struct arena *a = arena_new();
    struct diag *diag = findings_new();
    char *name = fs_temporary(a, bytes, len);
    if (name == NULL) {
        fputs("fuzz: no temporary file can be made\n", stderr);
        exit(2);
    }
    load(a, name, diag);
    fs_remove(name);
    findings_free(diag);
    arena_free(a);
}

static void load_csv(struct arena *a, const char *path, struct diag *diag) {
    struct text dump;
    struct csv_table *table = csv_table_load(a, path, &(struct csv_options){0}, diag);
    if (table == NULL) {
        return;
    }
    text_init(&dump);
    csv_table_dump(table, &dump);
    for (size_t i = 0; i < table->count; i++) {
        csv_place(table, &table->rows[i], table->rows[i].count);
    }
    text_release(&dump);
}

static void load_ini(struct arena *a, const char *path, struct diag *diag) {
    struct ini_file *ini = ini_load(a, path, diag);
    const char *section, *key;
    for (size_t i = 0; ini && ini_entry(ini, i, &section, &key); i++) {
        ini_text(ini, section, key);
        ini_place(ini, section, key);
        ini_highest(ini, section);
    }
}

static void load_ttf(struct arena *a, const char *path, struct diag *diag) {
    static const char text[] = "Ủy ban nhân dân phường Ngọc Hà 3.904,88 %";
    struct ttf *font = NULL;
    (void)a;
    (void)diag;
    if (ttf_load(path, &font) == TTF_OK) {
        uint8_t flags[64] = {0};
        ttf_width(font, text, sizeof text - 1, 12000);
        ttf_mark_glyphs(font, 0x1EE6, flags, sizeof flags);
        ttf_missing(font, text);
    }
    ttf_free(font);
}

static void load_picture(struct arena *a, const char *path, struct diag *diag) {
    const struct place from = {.file = "ward.ini", .line = 1};
    const struct picture *p = picture_load(a, path, &from, diag);
    if (p != NULL && (p->width == 0 || p->height == 0 || p->natural_width <= 0)) {
        abort();
    }
}

/* With values of each kind, so that loops and conditions are run through. */
static void load_body(struct arena *a, const char *path, struct diag *diag) {
    struct values *values = values_new(a);
    struct text dump;
    values_set(values, "ward.name", "Ngọc Hà");
    values_set(values, "x", "**a** {{x}}\n1. b      c");
    values_set(values, "unset", NULL);
    for (size_t i = 0; i < 3; i++) {
        struct values *entry = values_add(values, "list");
        values_set(entry, ".", "1. a");
        values_set(values_add(entry, "list"), "x", "a)");
    }
    values_declare_list(values, "none");
    const struct body *body = body_load(a, path, values, diag);
    if (body) {
        text_init(&dump);
        body_dump(body, &dump);
        if (utf8_invalid_at(dump.data, dump.len) != dump.len) {
            abort();
        }
        text_release(&dump);
    }
}

static void fuzz_body(const uint8_t *bytes, size_t len) {
    with_file(bytes, len, load_body);
}

static void fuzz_csv(const uint8_t *bytes, size_t len) {
    with_file(bytes, len, load_csv);
}

static void fuzz_ini(const uint8_t *bytes, size_t len) {
    with_file(bytes, len, load_ini);
}

static void fuzz_ttf(const uint8_t *bytes, size_t len) {
    with_file(bytes, len, load_ttf);
}

static uint32_t crc_of(const uint8_t *bytes, size_t len) {
    uint32_t crc = 0xFFFFFFFF;
    for (size_t i = 0; i < len; i++) {
        crc ^= bytes[i];
        for (int bit = 0; bit < 8; bit++) {
            crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320 : 0);
        }
    }
    return ~crc;
}

/* A wrong checksum ends the reading at once, so every second file has the right ones. */
static void fuzz_picture(const uint8_t *bytes, size_t len) {
    uint8_t *copy = xcalloc(len + 1, 1);
    memcpy(copy, bytes, len);
    for (size_t at = 8; len % 2 == 0 && at + 12 <= len;) {
        const uint8_t *p = copy + at;
        size_t size = (size_t)p[0] << 24 | (size_t)p[1] << 16 | (size_t)p[2] << 8 | p[3];
        if (size > len - at - 12) {
            break;
        }
        uint32_t crc = crc_of(p + 4, size + 4);
        at += 12 + size;
        for (int i = 0; i < 4; i++) {
            copy[at - 1 - (size_t)i] = (uint8_t)(crc >> (8 * i));
        }
    }
    with_file(copy, len, load_picture);
    free(copy);
}

/* What comes out of the encoding step is UTF-8, or the rest of the program is not safe. */
static void decode(char *bytes, size_t len, enum encoding wanted) {
    struct arena *a = arena_new();
    struct diag *diag = findings_new();
    struct decoded out = {0};
    if (encoding_decode(a, "table.csv", bytes, len, wanted, diag, &out) &&
        (out.name == NULL || out.bytes[out.len] != '\0' ||
         utf8_invalid_at(out.bytes, out.len) != out.len)) {
        abort();
    }
    findings_free(diag);
    arena_free(a);
}

/* Once as the bytes say themselves, once as one of the encodings that a job may name. */
static void fuzz_encoding(const uint8_t *bytes, size_t len) {
    char *s = xcalloc(len + 1, 1);
    memcpy(s, bytes, len);
    decode(s, len, ENCODING_AUTO);
    decode(s, len, ENCODING_UTF8 + (enum encoding)(len % ENCODING_VNI));
    free(s);
}

/* Each line is a cell of one column: all of them say how its numbers are to be read. */
static void fuzz_value(const uint8_t *bytes, size_t len) {
    char *s = xcalloc(len + 1, 1);
    struct number_style style = {0};
    struct text out;
    memcpy(s, bytes, len);
    for (char *p = s; (p = memchr(p, '\n', len - (size_t)(p - s))) != NULL; p++) {
        *p = '\0';
    }
    text_init(&out);
    for (const char *cell = s; cell <= s + len; cell += strlen(cell) + 1) {
        number_style_learn(&style, cell);
    }
    for (const char *cell = s; cell <= s + len; cell += strlen(cell) + 1) {
        struct value v = value_parse(cell, &style);
        value_restyle(cell, &v, &style, &out);
        value_dump(&v, &out);
    }
    text_release(&out);
    free(s);
}

/* In one piece and byte by byte: the parts in which a reply comes do not matter. */
static void fuzz_reply(const uint8_t *bytes, size_t len) {
    struct reply_parser *whole = xcalloc(1, sizeof *whole), *parts = xcalloc(1, sizeof *parts);
    char *s = xcalloc(len + 1, 1);
    const char *value;
    memcpy(s, bytes, len);
    size_t taken = reply_feed(whole, s, len), one = 0;
    while (one < len && parts->state == REPLY_MORE) {
        one += reply_feed(parts, s + one, 1);
    }
    const struct reply *r = &whole->reply;
    if (taken > len || one != taken || parts->state != whole->state ||
        memcmp(r, &parts->reply, sizeof *r) != 0 || (whole->state == REPLY_MORE && taken != len) ||
        utf8_invalid_at(r->text, strlen(r->text)) != strlen(r->text) ||
        (whole->state == REPLY_DONE && (r->code < 200 || r->code > 599))) {
        abort();
    }
    reply_offers(r, "SIZE", &value);
    free(s);
    free(parts);
    free(whole);
}

/* What is taken as an address adds no line to a message, and is the same address when it is read
 * again. */
static void fuzz_address(const uint8_t *bytes, size_t len) {
    struct arena *a = arena_new();
    struct address found, again;
    struct text header;
    char *s = xcalloc(len + 1, 1);
    memcpy(s, bytes, len);
    text_init(&header);
    if (address_parse(a, s, len, &found) == ADDRESS_GOOD) {
        size_t size = strlen(found.mailbox);
        if (!header_is_clean(found.mailbox, size) || size > 254 || strchr(found.mailbox, ' ') ||
            address_parse(a, found.mailbox, size, &again) != ADDRESS_GOOD ||
            strcmp(again.mailbox, found.mailbox) != 0 || again.name ||
            again.international != found.international) {
            abort();
        }
        mime_put_addresses(&header, "To", &found, 1);
        for (const char *line = header.data; *line; line += strcspn(line, "\n") + 1) {
            size_t n = strcspn(line, "\r\n");
            if (strncmp(line + n, "\r\n", 2) != 0 || n > 998 ||
                (line > header.data && *line != ' ')) {
                abort();
            }
        }
    }
    text_release(&header);
    free(s);
    arena_free(a);
}

static const struct target {
    const char *name;
    void (*run)(const uint8_t *bytes, size_t len);
} targets[] = {{"csv", fuzz_csv},     {"encoding", fuzz_encoding}, {"ini", fuzz_ini},
               {"value", fuzz_value}, {"ttf", fuzz_ttf},           {"picture", fuzz_picture},
               {"body", fuzz_body},   {"reply", fuzz_reply},       {"address", fuzz_address}};

#ifdef FUZZ_LIBFUZZER

/* FUZZ_LIBFUZZER is the index of the target. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    targets[FUZZ_LIBFUZZER].run(bytes, len);
    return 0;
}

#else

#define MAX_INPUT ((size_t)1 << 20)

static uint64_t state = 88172645463325252u;

/* xorshift64: the same numbers on every machine. */
static size_t below(size_t n) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return n ? (size_t)(state % n) : 0;
}

/* Bytes that parsers care about. */
static const char *const pieces[] = {"\"",
                                     "\"\"",
                                     ",",
                                     ";",
                                     "\t",
                                     "\n",
                                     "\r\n",
                                     "\r",
                                     "[",
                                     "]",
                                     "=",
                                     "#",
                                     "\\",
                                     "-",
                                     "–",
                                     "/",
                                     "%",
                                     ".",
                                     "0",
                                     "999",
                                     "≥",
                                     "trên ",
                                     " ",
                                     "(",
                                     "\0",
                                     "\xFF",
                                     "\xC3",
                                     "\xEF\xBB\xBF",
                                     "e\u0301",
                                     "{{",
                                     "}}",
                                     "{{#list}}",
                                     "{{/list}}",
                                     "**",
                                     "1.",
                                     "a)",
                                     "250-",
                                     "@",
                                     "<a@b.vn>",
                                     "550 5.1.1 ",
                                     "\xFF\xFF\xFF\xFF"};

struct input {
    uint8_t *bytes;
    size_t len;
};

static void replace(struct input *in, size_t at, size_t removed, const void *bytes, size_t len) {
    if (in->len - removed + len > MAX_INPUT) {
        return;
    }
    memmove(in->bytes + at + len, in->bytes + at + removed, in->len - at - removed);
    memcpy(in->bytes + at, bytes, len);
    in->len = in->len - removed + len;
}

static void mutate(struct input *in) {
    uint8_t copy[256];
    /* Half the changes fall where formats keep their tables. */
    size_t head = in->len < 512 ? in->len : 512;
    size_t at = below((below(2) ? head : in->len) + 1), rest = in->len - at;
    size_t some = below(rest < sizeof copy ? rest + 1 : sizeof copy);
    const char *piece = pieces[below(sizeof pieces / sizeof *pieces)];
    switch (below(6)) {
    case 0: /* turn a bit */
        if (rest > 0) {
            in->bytes[at] ^= (uint8_t)(1u << below(8));
        }
        break;
    case 1: /* another byte */
        if (rest > 0) {
            in->bytes[at] = (uint8_t)below(256);
        }
        break;
    case 2:
        replace(in, at, some, "", 0);
        break;
    case 3: /* repeat a part */
        memcpy(copy, in->bytes + at, some);
        replace(in, below(in->len + 1), 0, copy, some);
        break;
    case 4: /* cut off the end */
        in->len = below(8) ? in->len : at;
        break;
    default:
        replace(in, at, 0, piece, *piece ? strlen(piece) : 1);
        break;
    }
}

static struct input read_seed(const char *path) {
    struct input in = {xcalloc(MAX_INPUT, 1), 0};
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        fprintf(stderr, "fuzz: %s cannot be read\n", path);
        exit(2);
    }
    in.len = fread(in.bytes, 1, MAX_INPUT, file);
    fclose(file);
    return in;
}

static void run_target(const struct target *target, unsigned long rounds, char **seeds,
                       size_t seed_count) {
    struct input *inputs = xcalloc(seed_count, sizeof *inputs);
    struct input in = {xcalloc(MAX_INPUT, 1), 0};
    for (size_t i = 0; i < seed_count; i++) {
        inputs[i] = read_seed(seeds[i]);
    }
    for (unsigned long round = 0; round < rounds; round++) {
        const struct input *seed = &inputs[below(seed_count)];
        memcpy(in.bytes, seed->bytes, seed->len);
        in.len = seed->len;
        for (size_t n = below(8); n > 0; n--) {
            mutate(&in);
        }
        target->run(in.bytes, in.len);
    }
    for (size_t i = 0; i < seed_count; i++) {
        free(inputs[i].bytes);
    }
    free(inputs);
    free(in.bytes);
}

/* fuzz TARGET ROUNDS SEED... */
int main(int argc, char **argv) {
    for (size_t i = 0; argc > 3 && i < sizeof targets / sizeof *targets; i++) {
        if (strcmp(argv[1], targets[i].name) == 0) {
            unsigned long rounds = strtoul(argv[2], NULL, 10);
            run_target(&targets[i], rounds, argv + 3, (size_t)argc - 3);
            printf("%s: %lu rounds\n", argv[1], rounds);
            return 0;
        }
    }
    fputs("usage: fuzz csv|encoding|ini|value|ttf|picture|body|reply|address ROUNDS SEED...\n",
          stderr);
    return 64;
}

#endif
