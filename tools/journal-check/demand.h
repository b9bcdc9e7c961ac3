/*
 * demand.h: what the value of a key must be, and the words for it in a message.
 */
#ifndef TOOLS_JOURNAL_CHECK_DEMAND_H
#define TOOLS_JOURNAL_CHECK_DEMAND_H

#include "tools/journal-check/value.h"

enum demand { DEMAND_ANY, DEMAND_OBJECT, DEMAND_TEXT, DEMAND_TEXT_IF,
    DEMAND_TEXTS, DEMAND_NUMBER, DEMAND_COUNT, DEMAND_POSITIVE, DEMAND_ONE,
    DEMAND_DIGEST, DEMAND_OP, DEMAND_QUESTION, DEMAND_RESULT, DEMAND_OUTCOME,
    DEMAND_PROOF, DEMAND_BY, DEMAND_ENDING };

/* Does that member of the record meet it?  A key may be missing only where
 * the demand says "if at all". */
bool	 demand_check(enum demand, const struct value *record,
	    const char *key, struct damage *);

#endif
