/*
 * Old answers: the answer before the last change is kept of each question that
 * an armed fault can answer with an old one.
 */
#include <assert.h>

#include "core/stack/inside.h"

void
stale_age(struct faults *faults)
{
	for (uint32_t i = 0; i < faults->old_count; i++)
		faults->old[i].before = faults->old[i].last;
}

static struct old *
old_find(struct faults *faults, const struct op *op)
{
	for (uint32_t i = 0; i < faults->old_count; i++)
		if (op_equal(&faults->old[i].op, op))
			return &faults->old[i];
	return NULL;
}

static bool
is_stale(const struct armed *armed, const struct op *op)
{
	return armed->fault.class == FAULT_OPERATION &&
	    armed->fault.strike == STRIKE_STALE && armed_in_force(armed) &&
	    fault_fits(&armed->fault, op);
}

struct old *
stale_find(struct faults *faults, const struct op *op)
{
	struct old *old = old_find(faults, op);

	/* An answer about all objects is not kept. */
	if (op_of_all(op))
		return NULL;
	for (uint32_t i = 0; old == NULL && i < faults->armed_count; i++)
		if (is_stale(&faults->armed[i], op) &&
		    faults->old_count < FAULTS_OLD) {
			old = &faults->old[faults->old_count++];
			*old = (struct old){ .op = *op };
		}
	return old;
}

void
faults_remember(struct faults *faults, const struct op *op,
    const struct answer *answer)
{
	struct old *old = old_find(faults, op);

	assert(op_table[op->kind].question);
	if (old == NULL && faults->old_count == FAULTS_OLD)
		faults->old_count = 0;
	if (old == NULL)
		old = &faults->old[faults->old_count++];
	*old = (struct old){ .op = *op, .before = { true, *answer } };
}
