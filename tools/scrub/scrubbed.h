/*
 * scrubbed.h: texts without the names of a dictionary.
 *
 * Whatever has texts that say something of a site is scrubbed by these: a
 * transcript, a site file, the answers of a capture.  All texts that belong
 * together need one dictionary.
 */
#ifndef SCRUB_SCRUBBED_H
#define SCRUB_SCRUBBED_H

#include "core/formats/json/jsonc.h"
#include "core/formats/json/text.h"
#include "tools/scrub/dictionary.h"

/* Append a text; the dictionary has ended. */
void	 scrubbed_put(struct dictionary *, const char *text, size_t,
	    struct buffer *);
/* Append a value of JSON: its texts are scrubbed, and the keys of its
 * objects. */
void	 scrubbed_json(struct dictionary *, struct text *, const char *key,
	    const json_t *);
/* The same of a value that was read with its places; members with these keys
 * are left out, NULL ends them. */
void	 scrubbed_value(struct dictionary *, struct text *,
	    const struct value *, const char *const *without);

#endif
