#include "core/stack/fault.h"

#include <assert.h>

/*
 * A question that is struck has no answer, or an old one; the answer to a
 * change cannot be old.  Only a switch is made of two halves.
 */
const struct door_info door_table[DOORS] = {
	[DOOR_REFUSE] = { "refuse", .strikes = STRIKES_CHANGES },
	[DOOR_LOSE] = { "lose", .strikes = STRIKES_CHANGES |
	    STRIKES_QUESTIONS },
	[DOOR_LATE] = { "late", STRIKES_CHANGES, .delayed = true },
	[DOOR_LIE] = { "lie", .strikes = STRIKES_CHANGES },
	[DOOR_HANG] = { "hang", .strikes = STRIKES_CHANGES |
	    STRIKES_QUESTIONS },
	[DOOR_PARTIAL] = { "partial", STRIKES_CHANGES,
	    .only = OP_GROUP_SWITCH },
	[DOOR_GARBLE] = { .word = "garble" },
	[DOOR_STALE] = { "stale", .strikes = STRIKES_QUESTIONS },
};

bool
door_fits(enum door door, enum op_kind op)
{
	const struct door_info *info = &door_table[door];

	assert(door < DOORS && op < OP_KINDS);
	if (info->only != OP_NONE && op != info->only)
		return false;
	return (info->strikes & (op_table[op].question ? STRIKES_QUESTIONS :
	    STRIKES_CHANGES)) != 0;
}
