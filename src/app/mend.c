/* The three things of a run to put right first: errors before warnings, then what stands in the
 * most places of one file. */
#include "app/mend.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"

static bool is_worse(const struct finding_view *f, const struct mend_item *item) {
    return f->severity != item->severity ? f->severity > item->severity : f->found > item->found;
}

/* Jobs may share a file, and each finds its faults again. */
static bool is_listed(struct mend_list *list, const struct finding_view *f) {
    for (size_t i = 0; i < list->count; i++) {
        struct mend_item *item = &list->items[i];
        if (item->code == f->code && strcmp(item->file, f->place->file) == 0) {
            return true;
        }
    }
    return false;
}

static struct mend_item item_of(struct mend_list *list, struct diag *diag, size_t index,
                                const struct finding_view *f) {
    struct text message, hint, cell;
    text_init(&message);
    text_init(&hint);
    text_init(&cell);
    diag_put_message(diag, index, &message, &hint);
    text_put(&cell, "", 0);
    if (f->place->column && f->place->record) {
        diag_put_cell(&cell, f->place->column, f->place->record);
    }
    struct mend_item item = {.code = f->code,
                             .severity = f->severity,
                             .found = f->found,
                             .file = arena_strdup(list->arena, f->place->file),
                             .message = arena_strdup(list->arena, message.data),
                             .cell = arena_strdup(list->arena, cell.data),
                             .line = f->place->line};
    text_release(&message);
    text_release(&hint);
    text_release(&cell);
    return item;
}

void mend_collect(struct mend_list *list, struct diag *diag) {
    size_t count = diag_job_findings(diag);
    for (size_t i = 0; i < count; i++) {
        struct finding_view f = diag_job_finding(diag, i);
        if (f.nth != 1 || f.severity == SEVERITY_NOTE || f.place->file == NULL ||
            is_listed(list, &f)) {
            continue;
        }
        size_t at = list->count;
        while (at > 0 && is_worse(&f, &list->items[at - 1])) {
            at--;
        }
        if (at == MEND_COUNT) {
            continue;
        }
        list->count += list->count < MEND_COUNT;
        memmove(&list->items[at + 1], &list->items[at],
                (list->count - at - 1) * sizeof *list->items);
        list->items[at] = item_of(list, diag, i, &f);
    }
}

/* " (from C10)", " (C10)", " (line 3)" or nothing. */
static const char *start_of(const struct mend_list *list, const struct mend_item *item,
                            enum language language) {
    static const char *const from[] = {"từ ", "from "};
    static const char *const line[] = {"dòng ", "line "};
    const char *first = item->found > 1 ? from[language] : "";
    if (*item->cell) {
        return arena_printf(list->arena, " (%s%s)", first, item->cell);
    }
    return item->line == 0
               ? ""
               : arena_printf(list->arena, " (%s%s%u)", first, line[language], item->line);
}

void mend_report(const struct mend_list *list, enum language language, struct diag *diag) {
    for (size_t i = 0; i < list->count; i++) {
        const struct mend_item *item = &list->items[i];
        DIAG(diag, N613, NULL, arena_printf(list->arena, "%zu", i + 1),
             message_info_of(item->code)->name, item->message,
             arena_printf(list->arena, "%zu", item->found), item->file,
             start_of(list, item, language));
    }
}

void mend_put_json(const struct mend_list *list, struct text *out) {
    text_putc(out, '[');
    for (size_t i = 0; i < list->count; i++) {
        const struct mend_item *item = &list->items[i];
        text_puts(out, i > 0 ? ",{" : "{");
        text_printf(out, "\"severity\":\"%s\",\"code\":\"%s\",\"count\":%zu,\"file\":",
                    severity_name(item->severity), message_info_of(item->code)->name, item->found);
        text_put_json(out, item->file);
        if (item->line) {
            text_printf(out, ",\"line\":%u", item->line);
        }
        if (*item->cell) {
            text_printf(out, ",\"cell\":\"%s\"", item->cell);
        }
        text_puts(out, ",\"message\":");
        text_put_json(out, item->message);
        text_putc(out, '}');
    }
    text_putc(out, ']');
}
