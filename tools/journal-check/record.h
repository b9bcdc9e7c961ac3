/*
 * record.h: what a record has to be by itself, by one table.
 *
 * Keys that the table does not name are allowed: formats grow.
 */
#ifndef TOOLS_JOURNAL_CHECK_RECORD_H
#define TOOLS_JOURNAL_CHECK_RECORD_H

#include "tools/journal-check/value.h"

enum record_type { RECORD_OPEN, RECORD_PLAN, RECORD_CHECK, RECORD_ANSWER,
    RECORD_PROOF, RECORD_OVERRIDE, RECORD_INTENT, RECORD_OUTCOME,
    RECORD_TURN, RECORD_ASK, RECORD_RESUMED, RECORD_CUT, RECORD_END,
    RECORD_TYPES };

extern const char *const record_names[RECORD_TYPES];

/* Its type, and whether it has what the type demands. */
bool		 record_check(const struct value *record,
		    enum record_type *, struct damage *);
/* Of records that were checked. */
int64_t		 record_number(const struct value *record, const char *key);
const char	*record_text(const struct value *record, const char *key);

#endif
