#include "core/plan/building.h"

#include <string.h>

#include "core/base/arena.h"

static const char *
disk_name(const struct names *names, const struct op *op)
{
	const char *text;

	if (op->volume != 0 && op->disk == 0)
		return names_text(names, KIND_VOLUME, op->volume);
	if (op->disk != 0)
		return names_text(names, KIND_DISK, op->disk);
	text = strrchr(names_text(names, KIND_FILE, op->file), '/');
	return text != NULL ? text + 1 : "";
}

static unsigned
data_count(const struct making *making)
{
	unsigned n = 0;

	for (uint32_t i = 0; i < making->row->disk_count; i++)
		n += making->row->disk[i].mount != 0;
	return n;
}

/* The word after the colon: what this one of several steps is about. */
static const char *
thing_name(const struct making *making, const struct procedure_step *row,
    const struct op *op)
{
	const struct names *names = making->site->names;

	switch (row->each) {
	case EACH_VSW:
	case EACH_VDS:
	case EACH_VCC:
		return names_text(names, KIND_SERVICE, op->service);
	case EACH_NET:
	case EACH_OTHER_NET:
		return names_text(names, KIND_NET, op->net);
	case EACH_VARIABLE:
		return names_text(names, KIND_TEXT,
		    names_key(names, op->value));
	case EACH_DATA:
		if (row->op == OP_DISK_CREATE || row->op == OP_VOLUME_ADD ||
		    row->op == OP_GUEST_VDISK)
			return disk_name(names, op);
		return data_count(making) == 1 ? NULL :
		    names_text(names, KIND_TEXT, op->value);
	case EACH_DISK:
		return disk_name(names, op);
	case EACH_ONE:
		break;
	}
	return NULL;
}

/* Steps of a block's later nodes carry the node, so that names are unique. */
static const char *
step_name(const struct making *making, const struct procedure_step *row,
    const struct op *op)
{
	const char *thing = thing_name(making, row, op);
	bool later = row->block == BLOCK_OTHERS &&
	    making->node != making->row->node[1];
	const char *node = names_text(making->site->names, KIND_NODE,
	    row->block != BLOCK_ONCE ? making->node : row->at_node ?
	    op->on : 0);

	return arena_format(making->arena, "%s%s%s%s%s", row->name,
	    thing != NULL ? ":" : "", thing != NULL ? thing : "",
	    row->at_node || later ? "@" : "",
	    row->at_node || later ? node : "");
}

/* Where things are after a step, for the rows that follow. */
static void
making_follow(struct making *making, const struct step *step)
{
	if (step->kind != STEP_CHANGE) {
		making->up |= step->kind == STEP_WAIT && !making->frozen;
		return;
	}
	switch (step->op.kind) {
	case OP_GROUP_ONLINE:
	case OP_GROUP_SWITCH:
		making->here = step->op.to;
		if (step->guarded)
			making->guest_at = step->op.to;
		break;
	case OP_GUEST_DEFINE:
	case OP_P2V_PREPARE:
		making->guest_at = step->op.on;
		break;
	case OP_GUEST_MIGRATE:
		making->guest_at = step->op.to;
		break;
	case OP_GUEST_INSTALL:
		making->up = making->counted = true;
		break;
	case OP_RESOURCE_ENABLE:
	case OP_RESOURCE_DISABLE:
		making->guarded = step->op.kind == OP_RESOURCE_ENABLE;
		break;
	case OP_SOURCE_FREEZE:
		making->frozen = true;
		making->up = false;
		break;
	case OP_ASK:
		making->frozen = false;
		making->up = true;
		break;
	default:
		break;
	}
}

static bool
takes_down(const struct step *step)
{
	return step->op.kind == OP_GUEST_HALT ||
	    step->op.kind == OP_GUEST_STOP ||
	    step->op.kind == OP_SOURCE_FREEZE ||
	    (step->op.kind == OP_GROUP_SWITCH && step->guarded);
}

static void
phase_of(struct making *making, struct step *step)
{
	struct plan *plan = making->plan;
	const struct procedure_phase *phase = making->job->procedure->phases;

	if (plan->phase_count != 0 && strcmp(making->phase,
	    plan->phases[plan->phase_count - 1].name) == 0) {
		step->phase = plan->phase_count - 1;
		return;
	}
	while (strcmp(phase->name, making->phase) != 0)
		phase++;
	step->phase = plan->phase_count++;
	plan->phases[step->phase] = (struct phase){ phase->name, phase->why,
	    plan->step_count };
}

void
making_step(struct making *making, const struct procedure_step *row,
    uint32_t thing)
{
	struct plan *plan = making->plan;
	struct step *step = &plan->steps[plan->step_count];

	if (plan->step_count == PLAN_STEPS) {
		making->full = true;
		return;
	}
	step->kind = row->op != OP_NONE ? STEP_CHANGE :
	    row->asks == ASKS_UP ? STEP_WAIT : STEP_CHECK;
	if (step->kind == STEP_CHANGE)
		step->op = making_op(making, row, thing);
	step->name = step_name(making, row, &step->op);
	step->why = row->why;
	step->guarded = making->guarded;
	step->always = row->always;
	step->no_return = row->no_return;
	step->savepoint = row->savepoint;
	step->destroys = step->kind == STEP_CHANGE &&
	    op_table[row->op].destroys;
	phase_of(making, step);
	step->expected_ms = making_expected(making, step);
	making_facts(making, step, row->asks);
	if (step->kind == STEP_CHANGE && takes_down(step))
		making->up = false;
	if (making->counted && !making->up)
		step->downtime_ms = step->expected_ms;
	making_follow(making, step);
	plan->changes += step->kind == STEP_CHANGE;
	plan->expected_ms += step->expected_ms;
	plan->downtime_ms += step->downtime_ms;
	plan->step_count++;
}
