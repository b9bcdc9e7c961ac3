/*
 * Faults that are armed: which operations they fit, and how often they strike.
 */
#include <assert.h>

#include "core/stack/inside.h"

void
faults_emit(struct faults *faults, const struct fault *fault, const char *word)
{
	sink_emit(faults->sink, &(struct event){ .type = EVENT_FAULT,
	    .at_ms = backend_now_ms(&faults->backend), .text = fault->text,
	    .word = word });
}

static bool
has_object(const struct op *op, const struct fault *fault)
{
	for (unsigned f = 0; f < FIELDS; f++)
		if (f != F_ON && f != F_TO && field_kind[f] == fault->kind &&
		    op->field[f] == fault->object)
			return true;
	return fault->kind == KIND_NONE;
}

bool
fault_fits(const struct fault *fault, const struct op *op)
{
	assert(op->kind < OP_KINDS);
	return (fault->op != OP_NONE || !op_table[op->kind].question) &&
	    (fault->op == OP_NONE || fault->op == op->kind) &&
	    has_object(op, fault) &&
	    (fault->on == 0 || fault->on == op_place(op) ||
	    fault->on == op->on);
}

bool
armed_in_force(const struct armed *armed)
{
	return !armed->over && (armed->fault.times == 0 ||
	    armed->struck < armed->fault.times);
}

const struct fault *
armed_idle(const struct armed *armed, uint32_t count, uint32_t *skip)
{
	for (uint32_t i = 0; i < count; i++)
		if (armed[i].struck == 0 && !armed[i].fault.may &&
		    (*skip)-- == 0)
			return &armed[i].fault;
	return NULL;
}

struct armed *
armed_find(struct armed *armed, uint32_t count, const struct fault *fault)
{
	for (uint32_t i = 0; i < count; i++)
		if (armed[i].fault.class == fault->class &&
		    armed[i].fault.world == fault->world &&
		    armed[i].fault.strike == fault->strike &&
		    armed[i].fault.object == fault->object &&
		    armed[i].fault.on == fault->on)
			return &armed[i];
	return NULL;
}

bool
faults_arm(struct faults *faults, const struct fault *fault, struct err *err)
{
	assert(fault->class != FAULT_WORLD);
	assert(fault->class != FAULT_OPERATION ||
	    strike_fits(fault->strike, fault->op));
	if (faults->armed_count == FAULTS_ARMED)
		return err_set(err, ERR_TOO_MANY,
		    "a scenario has at most %d faults", FAULTS_ARMED);
	faults->armed[faults->armed_count++] = (struct armed){ *fault, 0, 0,
	    false };
	faults_emit(faults, fault, "armed");
	return true;
}

void
faults_strike_next(struct faults *faults, const struct fault *fault)
{
	assert(fault->class != FAULT_WORLD && !faults->has_next);
	faults->next = *fault;
	faults->has_next = true;
}

bool
faults_mend(struct faults *faults, const struct fault *fault)
{
	struct armed *armed = armed_find(faults->armed, faults->armed_count,
	    fault);

	if (armed == NULL)
		return false;
	armed->over = true;
	faults_emit(faults, &armed->fault, "mended");
	return true;
}

void
faults_forget(struct faults *faults)
{
	uint32_t kept = 0;
	bool stale = false;

	for (uint32_t i = 0; i < faults->armed_count; i++) {
		if (!armed_in_force(&faults->armed[i]))
			continue;
		stale = stale || faults->armed[i].fault.strike == STRIKE_STALE;
		faults->armed[kept++] = faults->armed[i];
	}
	faults->armed_count = kept;
	if (!stale)
		faults->old_count = 0;
}

int64_t
faults_next_ms(const struct faults *faults)
{
	int64_t next_ms = -1;

	for (uint32_t i = 0; i < faults->late_count; i++)
		if (next_ms < 0 || faults->late[i].due_ms < next_ms)
			next_ms = faults->late[i].due_ms;
	return next_ms;
}
