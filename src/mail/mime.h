/* How headers and parts of a message are written: RFC 2047, RFC 2231, RFC 2045. Every line ends in
 * CRLF and has at most 78 characters, but for words that nothing can break. */
#ifndef BAOCAO_MAIL_MIME_H
#define BAOCAO_MAIL_MIME_H

#include <stdbool.h>
#include <stddef.h>

struct address;
struct text;

/* Values are clean (header_is_clean) and composed; the caller sees to it. */

/* "Name: value", folded; what is not ASCII as encoded words that cut no character. */
void mime_put_header(struct text *out, const char *name, const char *value);

/* "To: name <mailbox>, ..."; international mailboxes stand in UTF-8 (RFC 6532). */
void mime_put_addresses(struct text *out, const char *name, const struct address *all,
                        size_t count);

/* "Name: value value", one value a line: Message-IDs. */
void mime_put_ids(struct text *out, const char *name, const char *const *ids, size_t count);

/* The parameter of a header that has been begun and has no line end yet: ";" and a line with the
 * value in ASCII without marks; with `whole`, when that is not the value, before it the value
 * itself (RFC 2231), over several lines when it is long. */
void mime_put_parameter(struct text *out, const char *name, const char *value, bool whole);

/* Lines of 76 characters. */
void mime_put_base64(struct text *out, const void *bytes, size_t len);

/* A text with LF line ends, as quoted-printable. No line begins with "From " or is a dot alone. */
void mime_put_quoted(struct text *out, const char *s, size_t len);

/* True when quoted-printable is no longer than base64. */
bool mime_prefers_quoted(const char *s, size_t len);

#endif
