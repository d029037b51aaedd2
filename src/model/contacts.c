/* Who gets mail about the ward's plan: [mail], [leader.N], [unit.N], [city.N] of its profile. */
#include "model/contacts.h"

#include "base/arena.h"
#include "base/diag.h"

#define MAX_SIZE 10 /* MB; many servers take no more than 10 to 25, base64 included */

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define FIELD(structure, member, type, required, choices)                                          \
    { #member, type, offsetof(struct structure, member), required, choices }

struct mail_keys {
    const char *from, *reply_to, *bounces;
    uint32_t max_size;
    bool international;
};
struct contact_keys {
    const char *name, *title, *aliases, *email;
    bool attach;
};

static const struct ini_field mail_fields[] = {
    FIELD(mail_keys, from, INI_TEXT, true, NULL),
    FIELD(mail_keys, reply_to, INI_TEXT, true, NULL),
    FIELD(mail_keys, bounces, INI_TEXT, false, NULL),
    FIELD(mail_keys, max_size, INI_COUNT, false, NULL),
    FIELD(mail_keys, international, INI_FLAG, false, NULL),
};
static const struct ini_field leader_fields[] = {
    FIELD(contact_keys, name, INI_TEXT, true, NULL),
    FIELD(contact_keys, title, INI_TEXT, false, NULL),
    FIELD(contact_keys, aliases, INI_TEXT, false, NULL),
    FIELD(contact_keys, email, INI_TEXT, true, NULL),
    FIELD(contact_keys, attach, INI_FLAG, false, NULL),
};
/* Of a unit too, when it has an address; other jobs only know its keys. */
static const struct ini_field office_fields[] = {
    FIELD(contact_keys, name, INI_TEXT, true, NULL),
    FIELD(contact_keys, email, INI_TEXT, true, NULL),
    FIELD(contact_keys, attach, INI_FLAG, false, NULL),
};
const struct ini_section contact_sections[CONTACT_SECTIONS] = {
    {"mail", mail_fields, COUNT(mail_fields)},
    {"leader.#", leader_fields, COUNT(leader_fields)},
    {"city.#", office_fields, COUNT(office_fields)},
};

static const struct {
    const char *prefix;
    const struct ini_field *fields;
    size_t count;
    bool attach; /* unless the profile says otherwise */
} audiences[] = {
    [AUDIENCE_LEADER] = {"leader", leader_fields, COUNT(leader_fields), true},
    [AUDIENCE_UNIT] = {"unit", office_fields, COUNT(office_fields), false},
    [AUDIENCE_CITY] = {"city", office_fields, COUNT(office_fields), true},
};

struct reader {
    struct arena *arena;
    const struct ini_file *ward;
    struct diag *diag;
    struct contacts *contacts;
    size_t capacity;
    bool good;
};

static void add(struct reader *r, const struct contact *contact) {
    struct contacts *c = r->contacts;
    if (c->count == r->capacity) {
        struct contact *old = c->all;
        r->capacity = r->capacity ? r->capacity * 2 : 16;
        c->all = arena_alloc(r->arena, r->capacity * sizeof *c->all);
        for (size_t i = 0; i < c->count; i++) {
            c->all[i] = old[i];
        }
    }
    c->all[c->count++] = *contact;
}

static void read_audience(struct reader *r, enum audience audience) {
    unsigned highest = ini_highest(r->ward, audiences[audience].prefix);
    for (unsigned i = 1; i <= highest; i++) {
        const char *section = arena_printf(r->arena, "%s.%u", audiences[audience].prefix, i);
        bool wanted = audience != AUDIENCE_UNIT || ini_text(r->ward, section, "email");
        if (!wanted || !ini_has_section(r->ward, section)) {
            continue;
        }
        struct contact_keys keys = {.attach = audiences[audience].attach};
        r->good &= ini_bind(r->ward, section, audiences[audience].fields, audiences[audience].count,
                            &keys, r->diag);
        if (keys.name && keys.email) {
            struct contact contact = {audience,   keys.name,   keys.title, keys.aliases,
                                      keys.email, keys.attach, section};
            add(r, &contact);
        }
    }
}

struct contacts *contacts_read(struct arena *a, const struct ini_file *ward, struct diag *diag) {
    struct mail_keys keys = {.max_size = MAX_SIZE};
    struct reader r = {a, ward, diag, arena_alloc(a, sizeof(struct contacts)), 0, true};
    if (!ini_has_section(ward, "mail")) {
        struct place at = {.file = ini_path(ward)};
        DIAG(diag, E800, &at);
        return NULL;
    }
    r.good = ini_bind(ward, "mail", mail_fields, COUNT(mail_fields), &keys, diag);
    *r.contacts = (struct contacts){.from = keys.from,
                                    .reply_to = keys.reply_to,
                                    .bounces = keys.bounces,
                                    .max_size = keys.max_size,
                                    .international = keys.international};
    for (enum audience i = AUDIENCE_LEADER; i <= AUDIENCE_CITY; i++) {
        read_audience(&r, i);
    }
    return r.good ? r.contacts : NULL;
}
