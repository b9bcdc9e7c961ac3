/*
 * Questions about all objects of a kind: each known name is asked about, and
 * the objects that exist are listed.
 */
#include <assert.h>
#include <stdlib.h>

#include "backends/sim/questions/ask.h"

static void
found_add(struct sim *sim, uint32_t object, const struct answer *answer)
{
	if (sim->all.count == sim->found_capacity) {
		sim->found_capacity = 2 * sim->found_capacity + 16;
		sim->found = realloc(sim->found,
		    sim->found_capacity * sizeof(*sim->found));
		if (sim->found == NULL)
			abort();
		sim->all.list = sim->found;
	}
	sim->found[sim->all.count++] = (struct found){ .object = object,
	    .answer = *answer };
}

bool
ask_all(struct sim *sim, const struct op *op)
{
	enum kind kind = field_kind[op_all_field((enum op_kind)op->kind)];

	assert(op_of_all(op));
	sim->all.count = 0;
	if (!ask_reaches(sim, op))
		return false;
	for (uint32_t i = 1; i <= names_count(sim->names, kind); i++) {
		struct op one = op_of_one(op, i);
		struct answer answer;

		if (!ask(sim, &one, &answer))
			return false;
		if (answer.state != STATE_ABSENT &&
		    answer.state != STATE_MISSING)
			found_add(sim, i, &answer);
	}
	return true;
}
