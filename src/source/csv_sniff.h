/* Finds the delimiter of a CSV file from its bytes. */
#ifndef BAOCAO_SOURCE_CSV_SNIFF_H
#define BAOCAO_SOURCE_CSV_SNIFF_H

#include <stddef.h>

/* ',', ';' or '\t': the one that splits most records into the same number of fields. */
char csv_sniff_delimiter(const char *bytes, size_t len);

#endif
