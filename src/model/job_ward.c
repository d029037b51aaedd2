/* The ward profile beside a job: names, units, signers. */
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/fs.h"
#include "model/agency.h"
#include "model/contacts.h"
#include "model/job_reader.h"

struct ward_keys {
    const char *name, *agency, *city, *place, *parent, *address, *seal;
    int32_t seal_width;
};
struct unit_keys {
    const char *name, *aliases, *leads;
    const char *email; /* and attach: contacts.c reads them */
    bool attach;
};
struct signer_keys {
    const char *name, *authority, *signature;
    int32_t signature_width;
};

static const struct ini_field ward_fields[] = {
    FIELD(ward_keys, name, INI_TEXT, true, NULL),
    FIELD(ward_keys, agency, INI_TEXT, true, NULL),
    FIELD(ward_keys, city, INI_TEXT, false, NULL),
    FIELD(ward_keys, place, INI_TEXT, false, NULL),
    FIELD(ward_keys, parent, INI_TEXT, false, NULL),
    FIELD(ward_keys, address, INI_TEXT, false, NULL),
    FIELD(ward_keys, seal, INI_TEXT, false, NULL),
    FIELD(ward_keys, seal_width, INI_LENGTH, false, NULL),
};
static const struct ini_field unit_fields[] = {
    FIELD(unit_keys, name, INI_TEXT, true, NULL),
    FIELD(unit_keys, aliases, INI_TEXT, false, NULL),
    FIELD(unit_keys, email, INI_TEXT, false, NULL),
    FIELD(unit_keys, attach, INI_FLAG, false, NULL),
    FIELD(unit_keys, leads, INI_TEXT, false, NULL), /* read where targets are (match.c) */
};
static const struct ini_field signer_fields[] = {
    FIELD(signer_keys, name, INI_TEXT, true, NULL),
    FIELD(signer_keys, authority, INI_TEXT, false, NULL),
    FIELD(signer_keys, signature, INI_TEXT, false, NULL),
    FIELD(signer_keys, signature_width, INI_LENGTH, false, NULL),
};
static const struct ini_section ward_sections[] = {
    {"ward", ward_fields, COUNT(ward_fields)},
    {"unit.#", unit_fields, COUNT(unit_fields)},
    {"signer.#", signer_fields, COUNT(signer_fields)},
};

/* The ward's units, [unit.1] and on; a number may be left out. */
static void read_units(struct job_reader *r) {
    struct job *job = r->job;
    unsigned highest = ini_highest(job->ward, "unit");
    job->agencies = agency_list_new(r->arena, ini_text(job->ward, "ward", "name"));
    for (unsigned i = 1; i <= highest; i++) {
        struct unit_keys keys = {0};
        char section[32];
        snprintf(section, sizeof section, "unit.%u", i);
        if (!ini_has_section(job->ward, section)) {
            continue;
        }
        r->good &= ini_bind(job->ward, section, unit_fields, COUNT(unit_fields), &keys, r->diag);
        if (keys.name) {
            agency_list_add(job->agencies, keys.name, keys.aliases);
        }
    }
}

static bool check_known(const struct ini_file *ward, struct diag *diag) {
    struct ini_section sections[COUNT(ward_sections) + CONTACT_SECTIONS];
    memcpy(sections, ward_sections, sizeof ward_sections);
    memcpy(sections + COUNT(ward_sections), contact_sections, sizeof contact_sections);
    return ini_check_known(ward, sections, COUNT(sections), diag);
}

void job_read_ward(struct job_reader *r) {
    struct job *job = r->job;
    struct ward_keys keys = {0};
    const char *path = fs_join(r->arena, r->folder, "ward.ini");
    job->ward = NULL;
    if (fs_exists(path)) {
        job->ward = ini_load(r->arena, path, r->diag);
    } else {
        struct place at = {.file = job->file};
        DIAG(r->diag, E101, &at, path);
    }
    if (job->ward == NULL) {
        r->good = false;
        return;
    }
    r->good &= check_known(job->ward, r->diag);
    r->good &= ini_bind(job->ward, "ward", ward_fields, COUNT(ward_fields), &keys, r->diag);
    read_units(r);
    job->agency = keys.agency;
    if (r->document) {
        job->letter = arena_alloc(r->arena, sizeof *job->letter);
        *job->letter = (struct job_letter){
            .place = keys.place,
            .parent = keys.parent,
            .address = keys.address,
            .seal = job_path(r, job->ward, "ward", "seal", keys.seal, PATH_PICTURE),
            .seal_width = keys.seal_width};
    }
}

struct job_lines job_split_lines(struct arena *a, const char *text, const char *section,
                                 const char *key) {
    struct job_lines lines = {NULL, 0};
    size_t capacity = 1;
    for (const char *s = text; *s; s++) {
        capacity += *s == ';';
    }
    lines.lines = arena_alloc(a, capacity * sizeof *lines.lines);
    for (const char *s = text;;) {
        size_t len = strcspn(s, ";"), start = strspn(s, " ");
        start = start < len ? start : len;
        size_t end = len;
        while (end > start && s[end - 1] == ' ') {
            end--;
        }
        if (end > start) {
            lines.lines[lines.count++] =
                (struct job_line){arena_strndup(a, s + start, end - start), section, key};
        }
        if (s[len] == '\0') {
            return lines;
        }
        s += len + 1;
    }
}

struct signer *job_read_signer(struct job_reader *r, unsigned n) {
    const struct ini_file *ward = r->job->ward;
    const char *section = arena_printf(r->arena, "signer.%u", n);
    struct signer_keys keys = {0};
    if (!ini_has_section(ward, section)) {
        struct place at = ini_place(r->job->ini, "document", "signer");
        DIAG(r->diag, E572, &at, section);
        r->good = false;
        return NULL;
    }
    r->good &= ini_bind(ward, section, signer_fields, COUNT(signer_fields), &keys, r->diag);
    struct signer *signer = arena_alloc(r->arena, sizeof *signer);
    *signer = (struct signer){
        .name = keys.name,
        .authority =
            job_split_lines(r->arena, keys.authority ? keys.authority : "", section, "authority"),
        .signature = job_path(r, ward, section, "signature", keys.signature, PATH_PICTURE),
        .signature_width = keys.signature_width,
        .section = section};
    return signer;
}
