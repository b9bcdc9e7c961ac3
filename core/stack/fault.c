#include "core/stack/fault.h"

#include <assert.h>
#include <stddef.h>

bool
door_is_played(enum door door)
{
	assert(door < DOORS);
	return door_table[door].change != NULL ||
	    door_table[door].question != NULL;
}

bool
door_fits(enum door door, enum op_kind op)
{
	const struct door_info *info = &door_table[door];

	assert(door < DOORS && op < OP_KINDS);
	if (info->only != OP_NONE && op != info->only)
		return false;
	return op_table[op].question ? info->question != NULL :
	    info->change != NULL;
}
