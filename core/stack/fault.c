#include "core/stack/fault.h"

#include <assert.h>
#include <stddef.h>

bool
strike_is_played(enum strike strike)
{
	assert(strike < STRIKES);
	return strike_table[strike].change != NULL ||
	    strike_table[strike].question != NULL;
}

bool
strike_fits(enum strike strike, enum op_kind op)
{
	const struct strike_info *info = &strike_table[strike];

	assert(strike < STRIKES && op < OP_KINDS);
	if (info->only != OP_NONE && op != info->only)
		return false;
	return op_table[op].question ? info->question != NULL :
	    info->change != NULL;
}

bool
fault_needs_commands(const struct fault *fault)
{
	return fault->class == FAULT_OPERATION &&
	    strike_table[fault->strike].printed;
}
