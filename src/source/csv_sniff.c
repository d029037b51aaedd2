/* Finds the delimiter of a CSV file from its bytes. */
#include "source/csv_sniff.h"

#include <stdbool.h>
#include <stdint.h>

#define SNIFF_RECORDS 200
#define SNIFF_FIELDS  256

/* How many of the first records have the commonest number of fields, and that number. */
static uint32_t agreement(const char *bytes, size_t len, char delimiter, uint32_t *fields_out) {
    uint32_t records_with[SNIFF_FIELDS] = {0};
    uint32_t fields = 1, records = 0;
    bool quoted = false;
    for (size_t i = 0; i < len && records < SNIFF_RECORDS; i++) {
        char c = bytes[i];
        if (c == '"') {
            quoted = !quoted;
        } else if (c == delimiter && !quoted) {
            fields++;
        }
        if ((c == '\n' && !quoted) || i + 1 == len) {
            records_with[fields < SNIFF_FIELDS ? fields : SNIFF_FIELDS - 1]++;
            records++;
            fields = 1;
        }
    }
    uint32_t best = 0;
    for (uint32_t n = 2; n < SNIFF_FIELDS; n++) {
        if (records_with[n] > 0 && records_with[n] >= best) {
            best = records_with[n];
            *fields_out = n;
        }
    }
    return best;
}

char csv_sniff_delimiter(const char *bytes, size_t len) {
    static const char candidates[] = {',', ';', '\t'};
    char found = ',';
    uint32_t best = 0, best_fields = 0;
    for (size_t i = 0; i < sizeof candidates; i++) {
        uint32_t fields = 0;
        uint32_t records = agreement(bytes, len, candidates[i], &fields);
        if (records > best || (records == best && fields > best_fields)) {
            best = records;
            best_fields = fields;
            found = candidates[i];
        }
    }
    return found;
}
