/* Holds finished pages against the rules, one after the other. */
#include "layout/conform_pages.h"

#include "layout/conform_rules.h"

static void (*const rules[])(struct view *) = {
    conform_paper,       conform_margins,      conform_typeface, conform_styles,
    conform_words,       conform_centred,      conform_rules,    conform_level,
    conform_about,       conform_addressees,   conform_body,     conform_end,
    conform_copies,      conform_page_numbers, conform_frames,   conform_restart,
    conform_signed_line, conform_foot,
};

void conform_pages(const struct doc *doc, const struct page_set *pages, const struct fontset *fonts,
                   const struct job *job, struct diag *diag) {
    struct view view;
    view_init(&view, doc, pages, fonts, job, diag);
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        rules[i](&view);
    }
    view_release(&view);
}
