/* Who gets mail about the ward's plan: [mail], [leader.N], [unit.N], [city.N] of its profile. */
#ifndef BAOCAO_MODEL_CONTACTS_H
#define BAOCAO_MODEL_CONTACTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "source/ini_file.h"

struct arena;
struct diag;

enum audience {
    AUDIENCE_LEADER, /* the tasks that they direct, and the whole in numbers */
    AUDIENCE_UNIT,   /* the targets and tasks that it leads */
    AUDIENCE_CITY    /* the report */
};

/* Addresses are as typed: the layer of mail reads them. */
struct contact {
    enum audience audience;
    const char *name;
    const char *title;   /* of a leader: "Chủ tịch", or NULL */
    const char *aliases; /* further names in the tables, parted by ';', or NULL */
    const char *email;   /* one or more, parted by ';' */
    bool attach;         /* with the files */
    const char *section; /* "leader.1" */
};

struct contacts {
    const char *from;     /* "UBND phường ... <a@b.vn>" */
    const char *reply_to; /* the officer who answers questions, in the same form */
    const char *bounces;  /* where servers report failures; NULL: the sender */
    uint32_t max_size;    /* of a message, in megabytes */
    bool international;   /* addresses may be written in other letters before the @ */
    struct contact *all;  /* leaders, units, city addresses, each by their numbers */
    size_t count;
};

/* Those of the profile that only mail reads; the keys of units are among job_ward's. */
#define CONTACT_SECTIONS 3
extern const struct ini_section contact_sections[CONTACT_SECTIONS];

/* NULL with findings: E800 without [mail], E201 and E206 for its keys. */
struct contacts *contacts_read(struct arena *a, const struct ini_file *ward, struct diag *diag);

#endif
