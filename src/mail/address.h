/* One e-mail address and the name before it: "Nguyễn Văn A <a@phuong.vn>". */
#ifndef BAOCAO_MAIL_ADDRESS_H
#define BAOCAO_MAIL_ADDRESS_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

enum address_fault {
    ADDRESS_GOOD,
    ADDRESS_EMPTY,
    ADDRESS_CONTROL, /* CR, LF, NUL or another control character: it would add header lines */
    ADDRESS_ENCODING,
    ADDRESS_BRACKETS, /* "a <b@c" or words behind the ">" */
    ADDRESS_NO_AT,
    ADDRESS_LOCAL,
    ADDRESS_DOMAIN,
    ADDRESS_LENGTH
};

struct address {
    const char *name;    /* NULL: none */
    const char *mailbox; /* local@domain; the domain in lower case, other letters as "xn--..." */
    bool international;  /* the local part is not ASCII: needs SMTPUTF8 (RFC 6531) */
};

/* Reads `len` bytes as one address: dot-string and domain name of RFC 5321, 4.1.2, with the limits
 * of 4.5.3.1. Quoted local parts and address literals, which that section advises against, are
 * refused. A domain in other letters becomes its ASCII form (RFC 5890, 3492). The result lives in
 * the arena; it is not filled with a fault. */
enum address_fault address_parse(struct arena *a, const char *s, size_t len, struct address *out);

/* What is wrong, in Vietnamese and English parted by DIAG_BOTH. */
const char *address_fault_words(enum address_fault fault);

/* True when both reach one mailbox: servers in use do not tell cases apart. */
bool address_same(const char *mailbox, const char *other);

/* False when a text holds what no header line may: control characters, line ends, bytes that are no
 * UTF-8. */
bool header_is_clean(const char *s, size_t len);

#endif
