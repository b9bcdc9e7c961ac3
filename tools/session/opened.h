/*
 * opened.h: what the first record of a run, or of a campaign, says of how it
 * began.
 */
#ifndef SESSION_OPENED_H
#define SESSION_OPENED_H

#include <jansson.h>

#include "core/base/err.h"
#include "tools/session/writer.h"

/* The text of that key, which belongs to the record; "" if it has none. */
const char	*opened_text(const json_t *record, const char *key);
/* Set what the records of both have; open may be NULL.  ERR_JOURNAL_MISMATCH
 * for another format than this version reads; path is said with it. */
bool		 opened(struct arena *, const json_t *open, const char *path,
		    struct opening *, struct err *);

#endif
