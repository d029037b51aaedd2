/* Starts the program: reads the command line and hands the work on. */
#include <string.h>

#include "app/data.h"
#include "app/help.h"
#include "app/init.h"
#include "app/mail_send.h"
#include "app/mail_status.h"
#include "app/options.h"
#include "app/run.h"
#include "base/arena.h"
#include "base/diag.h"
#include "base/fs.h"
#include "base/text.h"

#define STDOUT 1
#define STDERR 2

static void print(int stream, const struct text *out) {
    if (out->len > 0) {
        fs_write_stream(stream, out->data, out->len);
    }
}

static void print_findings(struct diag *diag, const struct options *o) {
    struct text out;
    text_init(&out);
    diag_end_job(diag, &out);
    print(o->diag.json ? STDOUT : STDERR, &out);
    text_release(&out);
}

static void print_page(const char *page) {
    struct text out;
    text_init(&out);
    text_puts(&out, page);
    print(STDOUT, &out);
    text_release(&out);
}

static void explain(const struct options *o, struct diag *diag) {
    struct text out;
    text_init(&out);
    struct arena *a = arena_new();
    for (size_t i = 0; i < o->operand_count; i++) {
        enum code code;
        char *name = arena_strdup(a, o->operands[i]);
        if (name[0] >= 'a' && name[0] <= 'z') {
            name[0] = (char)(name[0] - 'a' + 'A'); /* "e301" will do */
        }
        if (message_find(name, &code)) {
            text_puts(&out, i > 0 ? "\n" : "");
            explain_code(code, o->diag.language, &out);
        } else if (strcmp(o->operands[i], "all") == 0) {
            explain_all(&out);
        } else {
            DIAG(diag, E705, NULL, o->operands[i]);
        }
    }
    print(STDOUT, &out);
    text_release(&out);
    arena_free(a);
}

/* How the command is written when its operands are not right, or NULL. */
static const char *right_usage(const struct options *o) {
    static const char *const usages[][2] = {
        [COMMAND_INIT] = {"baocao init THƯ_MỤC", "baocao init DIR"},
        [COMMAND_CHECK] = {"baocao check CÔNG_VIỆC...", "baocao check JOB..."},
        [COMMAND_RENDER] = {"baocao render CÔNG_VIỆC...", "baocao render JOB..."},
        [COMMAND_EXPLAIN] = {"baocao explain MÃ...", "baocao explain CODE..."},
        [COMMAND_FORMS] = {"baocao forms CÔNG_VIỆC...", "baocao forms JOB..."},
        [COMMAND_MAIL] = {"baocao mail queue|send|status", "baocao mail queue|send|status"},
        [COMMAND_MAIL_QUEUE] = {"baocao mail queue CÔNG_VIỆC...", "baocao mail queue JOB..."},
        [COMMAND_MAIL_SEND] = {"baocao mail send", "baocao mail send"},
        [COMMAND_MAIL_STATUS] = {"baocao mail status", "baocao mail status"},
    };
    bool none = o->command == COMMAND_MAIL_SEND || o->command == COMMAND_MAIL_STATUS;
    bool good = o->command == COMMAND_MAIL   ? false
                : o->command == COMMAND_INIT ? o->operand_count == 1
                                             : (o->operand_count == 0) == none;
    return good ? NULL : usages[o->command][o->diag.language];
}

static int show_mail_status(struct arena *a, const struct options *o, struct diag *diag) {
    struct text out;
    text_init(&out);
    int status = mail_status(a, o, &out, diag);
    print(STDOUT, &out);
    text_release(&out);
    return status;
}

/* Gives a status that is no error's: 75 while mail waits. */
static int run_command(struct arena *a, const struct options *o, struct diag *diag) {
    static const char *const names[] = {"",      "init", "check",      "render",    "explain",
                                        "forms", "mail", "mail queue", "mail send", "mail status"};
    const char *usage = right_usage(o);
    if (usage) {
        DIAG(diag, E704, NULL, names[o->command], usage);
        return 0;
    }
    switch (o->command) {
    case COMMAND_INIT:
        init_folder(a, fs_join(a, data_find(a).templates, "init"), o->operands[0], diag);
        break;
    case COMMAND_CHECK:
    case COMMAND_RENDER:
    case COMMAND_FORMS:
    case COMMAND_MAIL_QUEUE:
        run_jobs(a, o, diag);
        break;
    case COMMAND_EXPLAIN:
        explain(o, diag);
        break;
    case COMMAND_MAIL_SEND:
        return mail_send(a, o, diag);
    case COMMAND_MAIL_STATUS:
        return show_mail_status(a, o, diag);
    case COMMAND_NONE:
    case COMMAND_MAIL:
        break;
    }
    return 0;
}

int main(int argc, char **argv) {
    struct options options;
    struct usage_error error;
    bool good = options_parse(&options, argc, argv, &error);
    struct diag *diag = diag_new(&options.diag);
    struct arena *arena = arena_new();
    int status = 0;
    diag_begin_job(diag);
    if (!good) {
        diag_add(diag, error.code, NULL,
                 (const char *const[]){error.args[0], error.args[1], error.args[2], NULL});
    } else if (options.help) {
        print_page(help_text(options.diag.language));
    } else if (options.version) {
        print_page("baocao " BAOCAO_VERSION "\n");
    } else if (options.command == COMMAND_NONE) {
        print_page(help_text(options.diag.language));
        status = 64;
    } else {
        status = run_command(arena, &options, diag);
    }
    print_findings(diag, &options);
    if (diag_exit_status(diag) > status) {
        status = diag_exit_status(diag);
    }
    arena_free(arena);
    diag_free(diag);
    options_release(&options);
    return status;
}
