#include "core/stack/fault.h"

#include <assert.h>

/*
 * A question that is struck has no answer, or an old one; the answer to a
 * change cannot be old.  Only a switch is made of two halves.
 */
const struct strike_info strike_table[STRIKES] = {
	[STRIKE_REFUSE] = { "refuse", .strikes = STRIKES_CHANGES },
	[STRIKE_LOSE] = { "lose", .strikes = STRIKES_CHANGES |
	    STRIKES_QUESTIONS },
	[STRIKE_LATE] = { "late", STRIKES_CHANGES, .delayed = true },
	[STRIKE_LIE] = { "lie", .strikes = STRIKES_CHANGES },
	[STRIKE_HANG] = { "hang", .strikes = STRIKES_CHANGES |
	    STRIKES_QUESTIONS },
	[STRIKE_PARTIAL] = { "partial", STRIKES_CHANGES,
	    .only = OP_GROUP_SWITCH },
	[STRIKE_GARBLE] = { .word = "garble" },
	[STRIKE_STALE] = { "stale", .strikes = STRIKES_QUESTIONS },
};

bool
strike_fits(enum strike strike, enum op_kind op)
{
	const struct strike_info *info = &strike_table[strike];

	assert(strike < STRIKES && op < OP_KINDS);
	if (info->only != OP_NONE && op != info->only)
		return false;
	return (info->strikes & (op_table[op].question ? STRIKES_QUESTIONS :
	    STRIKES_CHANGES)) != 0;
}
