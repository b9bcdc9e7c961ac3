#include "core/op/answers.h"

#include <assert.h>

enum field
op_all_field(enum op_kind kind)
{
	enum field field = 0;

	assert(kind < OP_KINDS && op_table[kind].all != 0);
	while (op_table[kind].all != TAKES(field))
		field++;
	return field;
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
	struct op one = *op;
	enum field field;

	if (op->kind >= OP_KINDS || op_table[op->kind].all == 0)
		return false;
	field = op_all_field((enum op_kind)op->kind);
	one.field[field] = 1;
	return op->field[field] == 0 && op_valid(&one);
}
