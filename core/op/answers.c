#include "core/op/answers.h"

#include <assert.h>

enum field
op_all_field(enum op_kind kind)
{
	assert(kind < OP_KINDS && op_table[kind].all != F_ON);
	return op_table[kind].all;
}

struct op
op_of_one(const struct op *op, uint32_t object)
{
	struct op one = *op;

	assert(op_of_all(op) && object != 0);
	one.field[op_all_field((enum op_kind)op->kind)] = object;
	return one;
}

bool
op_of_all(const struct op *op)
{
	struct op one;

	if (op->kind >= OP_KINDS || op_table[op->kind].all == F_ON ||
	    op->field[op_table[op->kind].all] != 0)
		return false;
	one = *op;
	one.field[op_table[op->kind].all] = 1;
	return op_valid(&one);
}
