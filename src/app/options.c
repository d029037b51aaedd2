/* What the command line and the environment ask for, read through one table. */
#include "app/options.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fs.h"

/* Takes the option's value; gives what was wanted instead, or NULL. */
typedef const char *(*option_reader)(struct options *o, const char *value);

static int word_of(const char *value, const char *const *words, int count) {
    for (int i = 0; i < count; i++) {
        if (strcmp(value, words[i]) == 0) {
            return i;
        }
    }
    return -1;
}

static const char *read_output(struct options *o, const char *value) {
    o->output = value;
    return *value ? NULL : "DIR";
}

/* Reads a list such as "pdf,xlsx" as one bit a word; 0 when it holds anything else. */
static unsigned words_of(const char *value, const char *const *words, int count) {
    unsigned found = 0;
    for (const char *s = value;; s++) {
        size_t n = strcspn(s, ",");
        int word = 0;
        while (word < count && (strlen(words[word]) != n || strncmp(s, words[word], n) != 0)) {
            word++;
        }
        if (word == count) {
            return 0;
        }
        found |= 1u << word;
        s += n;
        if (*s == '\0') {
            return found;
        }
    }
}

static const char *read_format(struct options *o, const char *value) {
    static const char *const words[] = {"pdf", "xlsx"};
    unsigned found = words_of(value, words, 2);
    o->pdf = (found & 1) != 0;
    o->xlsx = (found & 2) != 0;
    return found ? NULL : "pdf,xlsx";
}

static const char *read_findings(struct options *o, const char *value) {
    static const char *const words[] = {"text", "json", "xlsx", "pdf"};
    unsigned found = words_of(value, words, 4);
    o->diag.json = (found & 2) != 0;
    o->review_xlsx = (found & 4) != 0;
    o->review_pdf = (found & 8) != 0;
    return found && (found & 3) != 3 ? NULL : "text|json,xlsx,pdf";
}

static const char *read_dump(struct options *o, const char *value) {
    static const char *const words[] = {"table", "schema", "plan", "figures", "doc", "page"};
    int word = word_of(value, words, 6);
    o->dump = (enum dump)(word + 1);
    return word < 0 ? "table|schema|plan|figures|doc|page" : NULL;
}

static const char *read_date(struct options *o, const char *value) {
    o->date_is_today = false;
    return date_parse(value, &o->date) ? NULL : "YYYY-MM-DD";
}

static const char *read_language(struct options *o, const char *value) {
    static const char *const words[] = {"vi", "en"};
    int word = word_of(value, words, 2);
    o->diag.language = word == 1 ? LANGUAGE_EN : LANGUAGE_VI;
    return word < 0 ? "vi|en" : NULL;
}

static const char *read_cap(struct options *o, const char *value) {
    size_t digits = strspn(value, "0123456789");
    if (digits == 0 || digits > 9 || value[digits]) {
        return "0-999999999";
    }
    o->diag.max_per_code = (size_t)strtoul(value, NULL, 10);
    return NULL;
}

static const char *read_outbox(struct options *o, const char *value) {
    o->outbox = value;
    return *value ? NULL : "DIR";
}

static const char *read_mail(struct options *o, const char *value) {
    o->mail = value;
    return *value ? NULL : "FILE";
}

static const char *read_redirect(struct options *o, const char *value) {
    o->redirect_to = value;
    return *value ? NULL : "ADDRESS";
}

static const char *read_revision(struct options *o, const char *value) {
    size_t digits = strspn(value, "0123456789");
    if (digits == 0 || digits > 3 || value[digits] || *value == '0') {
        return "1-999";
    }
    o->revision = (unsigned)strtoul(value, NULL, 10);
    return NULL;
}

/* A flag has no reader, but the member that it sets. */
static const struct {
    const char *name;
    option_reader read;
    size_t flag;
} table[] = {
    {"-o", read_output, 0},
    {"--output", read_output, 0},
    {"--format", read_format, 0},
    {"--findings", read_findings, 0},
    {"--dump", read_dump, 0},
    {"--date", read_date, 0},
    {"--lang", read_language, 0},
    {"--max-per-code", read_cap, 0},
    {"--outbox", read_outbox, 0},
    {"--mail", read_mail, 0},
    {"--redirect-to", read_redirect, 0},
    {"--revision", read_revision, 0},
    {"--dry-run", NULL, offsetof(struct options, dry_run)},
    {"--strict", NULL, offsetof(struct options, diag.strict)},
    {"--force", NULL, offsetof(struct options, force)},
    {"--quiet", NULL, offsetof(struct options, diag.quiet)},
    {"--version", NULL, offsetof(struct options, version)},
    {"--help", NULL, offsetof(struct options, help)},
    {"-h", NULL, offsetof(struct options, help)},
};

static bool fail(struct usage_error *error, enum code code, const char *a, const char *b,
                 const char *c) {
    *error = (struct usage_error){code, {a, b, c}};
    return false;
}

/* One option, its value in the same word ("--dump=plan") or the next one. */
static bool take_option(struct options *o, int argc, char **argv, int *i,
                        struct usage_error *error) {
    const char *arg = argv[*i];
    size_t len = strncmp(arg, "--", 2) == 0 ? strcspn(arg, "=") : strlen(arg);
    for (size_t k = 0; k < sizeof table / sizeof *table; k++) {
        if (strlen(table[k].name) != len || strncmp(arg, table[k].name, len) != 0) {
            continue;
        }
        const char *value = arg[len] == '=' ? arg + len + 1 : NULL;
        if (table[k].read == NULL) {
            *(bool *)((char *)o + table[k].flag) = true;
            return value == NULL || fail(error, CODE_E702, arg, NULL, NULL);
        }
        if (value == NULL) {
            value = *i + 1 < argc ? argv[++*i] : "";
        }
        const char *wanted = table[k].read(o, value);
        return wanted == NULL || fail(error, CODE_E703, table[k].name, value, wanted);
    }
    return fail(error, CODE_E702, arg, NULL, NULL);
}

static bool take_command(struct options *o, const char *word, struct usage_error *error) {
    static const char *const words[] = {"init", "check", "render", "explain", "forms", "mail"};
    o->command = (enum command)(word_of(word, words, 6) + 1);
    return o->command != COMMAND_NONE || fail(error, CODE_E701, word, NULL, NULL);
}

/* The second word of "mail queue". */
static bool take_mail_command(struct options *o, const char *word, struct usage_error *error) {
    static const char *const mail_words[] = {"queue", "send", "status"};
    int found = word_of(word, mail_words, 3);
    if (found < 0) {
        return fail(error, CODE_E701, word, NULL, NULL);
    }
    o->command = (enum command)(COMMAND_MAIL_QUEUE + found);
    return true;
}

/* The date of the documents: --date, else SOURCE_DATE_EPOCH (seconds, UTC), else today. */
static bool set_default_date(struct options *o, struct usage_error *error) {
    const char *epoch = fs_environment("SOURCE_DATE_EPOCH");
    if (epoch == NULL) {
        fs_today(&o->date.year, &o->date.month, &o->date.day);
        o->date_is_today = true;
        return true;
    }
    size_t digits = strspn(epoch, "0123456789");
    if (digits == 0 || digits > 11 || epoch[digits]) {
        return fail(error, CODE_E703, "SOURCE_DATE_EPOCH", epoch, "0-99999999999");
    }
    o->date = date_of_epoch(strtoll(epoch, NULL, 10));
    return true;
}

bool options_parse(struct options *options, int argc, char **argv, struct usage_error *error) {
    *options = (struct options){
        .output = "output", .pdf = true, .xlsx = true, .outbox = "outbox", .revision = 1};
    options->diag.max_per_code = 20;
    options->operands = xcalloc((size_t)argc + 1, sizeof *options->operands);
    const char *language = fs_environment("BAOCAO_LANG");
    if (language) {
        read_language(options, language); /* a language we do not speak leaves Vietnamese */
    }
    bool good = set_default_date(options, error);
    struct usage_error later; /* the first is reported; the rest still tells language and form */
    bool only_operands = false;
    for (int i = 1; i < argc; i++) {
        if (!only_operands && strcmp(argv[i], "--") == 0) {
            only_operands = true;
        } else if (!only_operands && argv[i][0] == '-' && argv[i][1]) {
            good &= take_option(options, argc, argv, &i, good ? error : &later);
        } else if (options->command == COMMAND_NONE) {
            good &= take_command(options, argv[i], good ? error : &later);
        } else if (options->command == COMMAND_MAIL) {
            good &= take_mail_command(options, argv[i], good ? error : &later);
        } else {
            options->operands[options->operand_count++] = argv[i];
        }
    }
    return good;
}

void options_release(struct options *options) {
    free(options->operands);
}
