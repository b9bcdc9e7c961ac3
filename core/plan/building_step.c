#include "core/plan/building.h"

#include <assert.h>
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
data_count(const struct building *building)
{
	unsigned n = 0;

	for (uint32_t i = 0; i < building->row->disk_count; i++)
		n += building->row->disk[i].mount != 0;
	return n;
}

/* What a repeated step is about this time: the word after the colon. */
static const char *
thing_name(const struct building *building, const struct procedure_step *row,
    const struct op *op)
{
	const struct names *names = building->site->names;

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
		return data_count(building) == 1 ? NULL :
		    names_text(names, KIND_TEXT, op->value);
	case EACH_TWIN:
		return names_text(names, KIND_GUEST, op->guest);
	case EACH_DISK:
	case EACH_MISSING:
	case EACH_DATA_DISK:
	case EACH_SCRIPT:
		return disk_name(names, op);
	case EACH_ONE:
		break;
	}
	return NULL;
}

/* The names of a block's later nodes end in the node, so that they are
 * unique. */
static const char *
step_name(const struct building *building, const struct procedure_step *row,
    const struct op *op)
{
	const char *thing = thing_name(building, row, op);
	bool later = row->block != BLOCK_ONCE && building->later;
	const char *node = names_text(building->site->names, KIND_NODE,
	    row->block != BLOCK_ONCE ? building->node : row->at_node ?
	    op->on : 0);

	return arena_format(building->arena, "%s%s%s%s%s", row->name,
	    thing != NULL ? ":" : "", thing != NULL ? thing : "",
	    row->at_node || later ? "@" : "",
	    row->at_node || later ? node : "");
}

static void
group_moved(struct building *building, const struct step *step)
{
	building->here = step->op.to;
	if (step->guarded)
		building->guest_at = step->op.to;
}

static void
guest_defined(struct building *building, const struct step *step)
{
	building->guest_at = step->op.on;
}

static void
guest_moved(struct building *building, const struct step *step)
{
	building->guest_at = step->op.to;
}

static void
guest_installed(struct building *building, const struct step *step)
{
	(void)step;
	building->up = building->counted = true;
}

static void
agent_enabled(struct building *building, const struct step *step)
{
	(void)step;
	building->guarded = true;
}

static void
agent_disabled(struct building *building, const struct step *step)
{
	(void)step;
	building->guarded = false;
}

static void
source_frozen(struct building *building, const struct step *step)
{
	(void)step;
	building->frozen = true;
	building->up = false;
}

static void
users_let_in(struct building *building, const struct step *step)
{
	(void)step;
	building->frozen = false;
	building->up = true;
}

/* What a change alters for the rows after it. */
static void (*const after[OP_KINDS])(struct building *, const struct step *) = {
	[OP_GROUP_ONLINE] = group_moved,
	[OP_GROUP_SWITCH] = group_moved,
	[OP_RESOURCE_ENABLE] = agent_enabled,
	[OP_RESOURCE_DISABLE] = agent_disabled,
	[OP_GUEST_DEFINE] = guest_defined,
	[OP_GUEST_MIGRATE] = guest_moved,
	[OP_GUEST_INSTALL] = guest_installed,
	[OP_SOURCE_FREEZE] = source_frozen,
	[OP_P2V_PREPARE] = guest_defined,
	[OP_ASK] = users_let_in,
};

static void
building_follow(struct building *building, const struct step *step)
{
	assert(step->op.kind < OP_KINDS);
	if (step->kind != STEP_CHANGE)
		building->up |= step->kind == STEP_WAIT &&
		    building->job->guest != 0 && !building->frozen;
	else if (after[step->op.kind] != NULL)
		after[step->op.kind](building, step);
}

static bool
takes_down(const struct step *step)
{
	enum downs downs = op_table[step->op.kind].downs;

	return downs == DOWNS_GUEST ||
	    (downs == DOWNS_GUARDED && step->guarded);
}

static void
phase_of(struct building *building, struct step *step)
{
	struct plan *plan = building->plan;
	const struct procedure_phase *phase = building->job->procedure->phases;

	if (plan->phase_count != 0 && strcmp(building->phase,
	    plan->phases[plan->phase_count - 1].name) == 0) {
		step->phase = plan->phase_count - 1;
		return;
	}
	while (strcmp(phase->name, building->phase) != 0)
		phase++;
	step->phase = plan->phase_count++;
	plan->phases[step->phase] = (struct phase){ phase->name, phase->why,
	    plan->step_count };
}

void
building_step(struct building *building, const struct procedure_step *row,
    uint32_t thing)
{
	struct plan *plan = building->plan;
	struct step *step = &plan->steps[plan->step_count];

	if (plan->step_count == PLAN_STEPS) {
		building->full = true;
		return;
	}
	step->kind = row->op != OP_NONE ? STEP_CHANGE :
	    row->asks == ASKS_UP || row->asks == ASKS_MEMBER ? STEP_WAIT :
	    STEP_CHECK;
	building->twin = row->each == EACH_TWIN ?
	    &plan->view.twin[thing] : NULL;
	if (step->kind == STEP_CHANGE)
		step->op = building_op(building, row, thing);
	step->name = step_name(building, row, &step->op);
	step->why = building_why(building, row, step);
	step->guarded = building->guarded;
	step->always = row->always;
	step->no_return = row->no_return;
	step->savepoint = row->savepoint;
	step->destroys = step->kind == STEP_CHANGE &&
	    op_table[row->op].destroys;
	phase_of(building, step);
	step->expected_ms = building_expected(building, step);
	building_facts(building, step, row->asks);
	building_skip(building, step, row);
	if (step->kind == STEP_CHANGE && takes_down(step))
		building->up = false;
	if (building->counted && !building->up)
		step->downtime_ms = step->expected_ms;
	building_follow(building, step);
	plan->changes += step->kind == STEP_CHANGE;
	plan->expected_ms += step->expected_ms;
	plan->downtime_ms += step->downtime_ms;
	plan->step_count++;
}
