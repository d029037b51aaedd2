/* Owns the form of the journal's lines. */
#include "mail/journal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/text.h"
#include "mail/entry.h"

#define FIELDS     9
#define LINE_LIMIT 8192

static void put_field(struct text *out, const char *s, char end) {
    if (s == NULL || *s == '\0') {
        s = "-";
    }
    for (; *s; s++) {
        if (*s == *DIAG_BOTH) {
            text_puts(out,
                      " / "); /* a reason of ours: whoever reads the journal finds his language */
        } else {
            text_putc(out, (unsigned char)*s < ' ' ? ' ' : *s);
        }
    }
    text_putc(out, end);
}

void journal_put(const struct journal_line *line, struct text *out) {
    char number[24];
    time_put(line->time, out);
    text_putc(out, '\t');
    put_field(out, line->id, '\t');
    snprintf(number, sizeof number, "%u", (unsigned)line->tries);
    put_field(out, number, '\t');
    put_field(out, line->server, '\t');
    put_field(out, line->recipient, '\t');
    put_field(out, delivery_word(line->result), '\t');
    snprintf(number, sizeof number, "%d", line->code);
    put_field(out, line->code > 0 ? number : "", '\t');
    put_field(out, line->status, '\t');
    put_field(out, line->reply, '\n');
}

static bool read_line(char *s, struct journal_line *out) {
    char *fields[FIELDS];
    for (int i = 0; i < FIELDS; i++) {
        fields[i] = s;
        s += strcspn(s, i < FIELDS - 1 ? "\t" : "\n");
        if (*s == '\0') {
            return false; /* cut off */
        }
        *s++ = '\0';
        if (strcmp(fields[i], "-") == 0) {
            fields[i] = s - 1;
        }
    }
    int result = 0;
    while (result < DELIVERY_COUNT &&
           strcmp(fields[5], delivery_word((enum delivery)result)) != 0) {
        result++;
    }
    *out = (struct journal_line){.id = fields[1],
                                 .tries = (uint32_t)strtoul(fields[2], NULL, 10),
                                 .server = fields[3],
                                 .recipient = fields[4],
                                 .result = (enum delivery)result,
                                 .code = (int)strtol(fields[6], NULL, 10),
                                 .status = fields[7],
                                 .reply = fields[8]};
    return result < DELIVERY_COUNT && time_parse(fields[0], &out->time);
}

void journal_each(const char *path, void (*visit)(void *context, const struct journal_line *line),
                  void *context) {
    char buffer[LINE_LIMIT];
    struct journal_line line;
    FILE *file = fopen(path, "rb");
    while (file != NULL && fgets(buffer, sizeof buffer, file) != NULL) {
        if (read_line(buffer, &line)) {
            visit(context, &line);
        }
    }
    if (file != NULL) {
        fclose(file);
    }
}
