/* Holds sizes, faces, capitals and ink of each component against the table of the law (Nghị định
 * 30/2020/NĐ-CP, Phụ lục I, phần I, mục V). */
#include "base/typography.h"
#include "layout/conform_rules.h"
#include "model/job.h"

/* How strictly a component keeps to its face. */
enum strictness {
    EVERYWHERE, /* every letter */
    MOSTLY      /* a text in which single words may stand out */
};

static const struct style_rule {
    uint8_t component;
    uint8_t strictness;
    enum code code;
    const char *clause;
} style_rules[] = {
    {COMPONENT_NATION, EVERYWHERE, CODE_E525, CLAUSE("II.1")},
    {COMPONENT_MOTTO, EVERYWHERE, CODE_E526, CLAUSE("II.1")},
    {COMPONENT_PARENT, EVERYWHERE, CODE_E528, CLAUSE("II.2")},
    {COMPONENT_AGENCY, EVERYWHERE, CODE_E528, CLAUSE("II.2")},
    {COMPONENT_NUMBER, EVERYWHERE, CODE_E530, CLAUSE("II.3")},
    {COMPONENT_DATE, EVERYWHERE, CODE_E532, CLAUSE("II.4")},
    {COMPONENT_ABOUT, EVERYWHERE, CODE_E534, CLAUSE("II.5")},
    {COMPONENT_KIND, EVERYWHERE, CODE_E535, CLAUSE("II.5")},
    {COMPONENT_SUBJECT, EVERYWHERE, CODE_E535, CLAUSE("II.5")},
    {COMPONENT_BASIS, MOSTLY, CODE_E536, CLAUSE("II.6")},
    {COMPONENT_ADDRESSEE, EVERYWHERE, CODE_E537, CLAUSE("II.9")},
    {COMPONENT_CLAUSE, MOSTLY, CODE_E538, CLAUSE("II.6")},
    {COMPONENT_POINT, MOSTLY, CODE_E538, CLAUSE("II.6")},
    {COMPONENT_BODY, MOSTLY, CODE_E538, CLAUSE("II.6")},
    {COMPONENT_PART_LABEL, MOSTLY, CODE_E562, CLAUSE("II.6")},
    {COMPONENT_PART_TITLE, MOSTLY, CODE_E562, CLAUSE("II.6")},
    {COMPONENT_SECTION, MOSTLY, CODE_E562, CLAUSE("II.6")},
    {COMPONENT_ARTICLE, MOSTLY, CODE_E562, CLAUSE("II.6")},
    {COMPONENT_CLAUSE_TITLE, MOSTLY, CODE_E562, CLAUSE("II.6")},
    {COMPONENT_COPIES_LABEL, EVERYWHERE, CODE_E542, CLAUSE("II.9")},
    {COMPONENT_COPIES, EVERYWHERE, CODE_E542, CLAUSE("II.9")},
    {COMPONENT_AUTHORITY, EVERYWHERE, CODE_E544, CLAUSE("II.7")},
    {COMPONENT_SIGNER, EVERYWHERE, CODE_E545, CLAUSE("II.7")},
    {COMPONENT_PAGE_NUMBER, EVERYWHERE, CODE_E546, CLAUSE("I.7")},
    {COMPONENT_URGENCY, EVERYWHERE, CODE_E547, CLAUSE("III.2")},
    {COMPONENT_CIRCULATION, EVERYWHERE, CODE_E563, CLAUSE("III.2")},
    {COMPONENT_DRAFTER, EVERYWHERE, CODE_E563, CLAUSE("III.3")},
    {COMPONENT_ADDRESS, EVERYWHERE, CODE_E563, CLAUSE("III.4")},
    {COMPONENT_APPENDIX_LABEL, EVERYWHERE, CODE_E548, CLAUSE("III.1")},
    {COMPONENT_APPENDIX_TITLE, EVERYWHERE, CODE_E548, CLAUSE("III.1")},
    {COMPONENT_ATTACHED, EVERYWHERE, CODE_E548, CLAUSE("III.1")},
    {COMPONENT_SIGNED_LINE, EVERYWHERE, CODE_E551, CLAUSE("III.1")},
};

/* Words that are never in capitals throughout: their law says sentence case. */
static bool is_sentence(uint8_t component) {
    switch (component) {
    case COMPONENT_SUBJECT:
    case COMPONENT_ABOUT:
    case COMPONENT_ADDRESSEE:
    case COMPONENT_SIGNER:
    case COMPONENT_APPENDIX_LABEL:
    case COMPONENT_ATTACHED:
        return true;
    default:
        return false;
    }
}

static const char *face_words(struct view *v, unsigned face) {
    static const char *const words[FACE_COUNT][2] = {{"chữ đứng, không đậm", "upright, not bold"},
                                                     {"chữ đứng, đậm", "upright, bold"},
                                                     {"chữ nghiêng, không đậm", "italic, not bold"},
                                                     {"chữ nghiêng, đậm", "italic, bold"}};
    return view_both(v, words[face][0], words[face][1]);
}

static void check_size(struct view *v, const struct style_rule *rule, int32_t size) {
    const struct component_info *info = component_info_of(rule->component);
    const char *low = view_pt(v, "", info->min_size, "");
    const char *high = view_pt(v, "cỡ chữ đến", info->max_size, "at most");
    if (size < info->min_size - SIZE_TOLERANCE) {
        low = view_pt(v, "cỡ chữ từ", info->min_size, "at least");
        view_report_style(v, rule->code, rule->component, view_pt(v, "cỡ chữ", size, "size"),
                          info->min_size == info->max_size ? view_pt(v, "", info->min_size, "")
                                                           : low,
                          rule->clause, "size");
    } else if (size > info->max_size + SIZE_TOLERANCE) {
        view_report_style(v, rule->code, rule->component, view_pt(v, "cỡ chữ", size, "size"),
                          info->min_size == info->max_size ? low : high, rule->clause, "size");
    }
}

static void check_face(struct view *v, const struct style_rule *rule,
                       const struct seen_style *seen) {
    unsigned wanted = component_info_of(rule->component)->style.style;
    uint32_t all = 0, most = 0;
    unsigned found = wanted;
    for (unsigned i = 0; i < FACE_COUNT; i++) {
        all += seen->faces[i];
        if (i != wanted && seen->faces[i] > most) {
            most = seen->faces[i];
            found = i;
        }
    }
    bool wrong = rule->strictness == EVERYWHERE ? most > 0 : seen->faces[wanted] * 2 < all;
    if (wrong) {
        const char *key = (found ^ wanted) & STYLE_BOLD ? "bold" : "italic";
        view_report_style(v, rule->code, rule->component, face_words(v, found),
                          face_words(v, wanted), rule->clause, key);
    }
}

static void check_case(struct view *v, const struct style_rule *rule,
                       const struct seen_style *seen) {
    bool capitals = component_info_of(rule->component)->style.capitals;
    if (capitals && seen->has_lower) {
        view_report_style(v, rule->code, rule->component,
                          view_both(v, "chữ thường", "lower case letters"),
                          view_both(v, "chữ in hoa", "capitals"), rule->clause, "capitals");
    } else if (is_sentence(rule->component) && seen->has_upper && !seen->has_lower) {
        const struct job_letter *letter = v->job->letter;
        bool by_template = letter && letter->kind->styles[rule->component].capitals;
        const char *found = view_both(v, "toàn chữ in hoa", "capitals only");
        const char *wanted = view_both(v, "chữ in thường", "lower case");
        if (by_template) {
            view_report_style(v, rule->code, rule->component, found, wanted, rule->clause,
                              "capitals");
        } else {
            view_report(v, rule->code, rule->component, found, wanted, rule->clause, NULL, NULL);
        }
    }
}

/* Red is for the urgency mark alone. */
static void check_ink(struct view *v, const struct style_rule *rule,
                      const struct seen_style *seen) {
    bool red = rule->component == COMPONENT_URGENCY;
    if (red && seen->inks[INK_RED] == 0) {
        view_report(v, rule->code, rule->component, view_both(v, "mực đen", "black ink"),
                    view_both(v, "mực đỏ tươi", "bright red ink"), rule->clause, NULL, NULL);
    } else if (!red && seen->inks[INK_RED]) {
        view_report(v, CODE_E523, rule->component, view_both(v, "mực đỏ", "red ink"),
                    view_both(v, "mực đen", "black ink"), CLAUSE("I"), NULL, NULL);
    }
}

void conform_styles(struct view *v) {
    for (size_t i = 0; i < sizeof style_rules / sizeof *style_rules; i++) {
        const struct style_rule *rule = &style_rules[i];
        const struct seen_style *seen = &v->styles[rule->component];
        if (seen->max_size == 0) {
            continue;
        }
        check_size(v, rule, seen->min_size);
        if (seen->max_size != seen->min_size) {
            check_size(v, rule, seen->max_size);
        }
        check_face(v, rule, seen);
        check_case(v, rule, seen);
        check_ink(v, rule, seen);
    }
    if (v->styles[COMPONENT_TABLE].inks[INK_RED]) {
        view_report(v, CODE_E523, COMPONENT_TABLE, view_both(v, "mực đỏ", "red ink"),
                    view_both(v, "mực đen", "black ink"), CLAUSE("I"), NULL, NULL);
    }
}
