#include "core/plan.h"

#include <string.h>

#include "core/arena.h"
#include "core/check.h"
#include "core/making.h"
#include "core/policy.h"

static bool
row_wanted(const struct making *making, const struct procedure_step *row)
{
	switch (row->when) {
	case WHEN_ALWAYS:
		return true;
	case WHEN_TEST:
		return !making->job->no_test && making->plan->to != 0;
	case WHEN_AGENT:
		return making->row->agent.present;
	case WHEN_PLUGIN:
		return making->row->agent.plugin_probe;
	}
	return false;
}

/* The word after the colon: what this one of several steps is about. */
static const char *
thing_name(const struct making *making, const struct procedure_step *row,
    const struct op *op)
{
	const struct names *names = making->site->names;
	const char *text;

	switch (row->each) {
	case EACH_VSW:
	case EACH_VDS:
	case EACH_VCC:
		return names_text(names, KIND_SERVICE, op->service);
	case EACH_NET:
		return names_text(names, KIND_NET, op->net);
	case EACH_VARIABLE:
		return names_text(names, KIND_TEXT,
		    names_key(names, op->value));
	case EACH_DISK:
		if (op->volume != 0 && op->disk == 0)
			return names_text(names, KIND_VOLUME, op->volume);
		if (op->disk != 0)
			return names_text(names, KIND_DISK, op->disk);
		text = strrchr(names_text(names, KIND_FILE, op->file), '/');
		return text != NULL ? text + 1 : "";
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
	    row->block != BLOCK_ONCE ? making->node : op->on);

	return arena_format(making->arena, "%s%s%s%s%s", row->name,
	    thing != NULL ? ":" : "", thing != NULL ? thing : "",
	    row->at_node || later ? "@" : "",
	    row->at_node || later ? node : "");
}

/* Where things are after a step, for the rows that follow. */
static void
making_follow(struct making *making, const struct step *step)
{
	if (step->kind == STEP_WAIT) {
		making->up = true;
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
		making->guest_at = step->op.on;
		break;
	case OP_GUEST_MIGRATE:
		making->guest_at = step->op.to;
		break;
	case OP_GUEST_INSTALL:
		making->up = making->counted = true;
		break;
	case OP_RESOURCE_ENABLE:
		making->guarded = true;
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
	    (step->op.kind == OP_GROUP_SWITCH && step->guarded);
}

static void
phase_of(struct making *making, const struct procedure_step *row,
    struct step *step)
{
	struct plan *plan = making->plan;
	const struct procedure_phase *phase = making->job->procedure->phases;

	if (plan->phase_count != 0 && strcmp(row->phase,
	    plan->phases[plan->phase_count - 1].name) == 0) {
		step->phase = plan->phase_count - 1;
		return;
	}
	while (strcmp(phase->name, row->phase) != 0)
		phase++;
	step->phase = plan->phase_count++;
	plan->phases[step->phase] = (struct phase){ phase->name, phase->why,
	    plan->step_count };
}

static void
step_add(struct making *making, const struct procedure_step *row,
    uint32_t thing)
{
	struct plan *plan = making->plan;
	struct step *step = &plan->steps[plan->step_count];

	if (plan->step_count == PLAN_STEPS) {
		making->full = true;
		return;
	}
	step->kind = row->op == OP_NONE ? STEP_WAIT : STEP_CHANGE;
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
	phase_of(making, row, step);
	step->expected_ms = making_expected(making, step);
	making_facts(making, step);
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

static void
services_add(struct making *making, const struct procedure_step *row,
    enum service_kind kind)
{
	for (uint32_t s = 1; s <= making->site->service_count; s++)
		if (making->site->services[s].kind == kind)
			step_add(making, row, s);
}

static void
row_add(struct making *making, const struct procedure_step *row)
{
	uint32_t count = 1;

	if (!row_wanted(making, row))
		return;
	switch (row->each) {
	case EACH_VSW:
		services_add(making, row, SERVICE_VSW);
		return;
	case EACH_VDS:
		services_add(making, row, SERVICE_VDS);
		return;
	case EACH_VCC:
		services_add(making, row, SERVICE_VCC);
		return;
	case EACH_DISK:
		count = making->row->disk_count;
		break;
	case EACH_NET:
		count = making->row->net_count;
		break;
	case EACH_VARIABLE:
		count = making->row->variable_count;
		break;
	case EACH_ONE:
		break;
	}
	for (uint32_t i = 0; i < count; i++)
		step_add(making, row, i);
}

static uint32_t
block_nodes(const struct making *making, enum block block, uint32_t *nodes)
{
	const struct site_guest *row = making->row;
	uint32_t n = 0;

	if (making->job->guest == 0) {
		for (uint32_t i = making->site->node_count; i >= 1; i--)
			if (making->job->nodes == 0 ||
			    (making->job->nodes >> i & 1) != 0)
				nodes[n++] = i;
		return n;
	}
	for (uint32_t i = 1; i < row->node_count; i++)
		nodes[n++] = row->node[i];
	if (block == BLOCK_NODES)
		nodes[n++] = making->home;
	return n;
}

/* Rows that follow one another in one block are repeated together. */
static const struct procedure_step *
block_add(struct making *making, const struct procedure_step *row)
{
	const struct procedure_step *end = row;
	uint32_t nodes[SITE_NODES];
	uint32_t count;

	if (row->block == BLOCK_ONCE) {
		row_add(making, row);
		return row + 1;
	}
	while (end->name != NULL && end->block == row->block &&
	    strcmp(end->phase, row->phase) == 0)
		end++;
	count = block_nodes(making, row->block, nodes);
	for (uint32_t i = 0; i < count; i++) {
		making->node = nodes[i];
		for (const struct procedure_step *r = row; r != end; r++)
			row_add(making, r);
	}
	return end;
}

/* The next of the node list, and after the last the first. */
static uint32_t
node_after(const struct site_guest *row, uint32_t node)
{
	uint32_t list[SITE_NODES], at = 0;

	while (at < row->node_count && row->node[at] != node)
		at++;
	for (uint32_t i = 0; i < row->node_count; i++)
		list[i] = row->node[(at + 1 + i) % row->node_count];
	return policy_master(list, row->node_count, ~(uint64_t)0,
	    (uint64_t)1 << node);
}

/* From where, and where to: the next in the node list, unless said. */
static bool
places_find(struct making *making, const struct view *view, struct err *err)
{
	const struct names *names = making->site->names;
	const struct site_guest *row = making->row;
	struct plan *plan = making->plan;

	making->home = row->node[0];
	making->here = making->guest_at = making->home;
	if (making->job->guest == 0)
		return true;
	if (making->job->procedure->guest_begin == NOW_CLUSTERED) {
		making->guarded = making->up = making->counted = true;
		if (view != NULL && view->group_at != 0)
			making->here = making->guest_at = view->group_at;
	}
	plan->from = making->here;
	plan->to = making->job->to != 0 ? making->job->to :
	    node_after(row, plan->from);
	if (plan->to == plan->from)
		return err_set(err, ERR_JOB_INVALID, "%s is on %s already",
		    names_text(names, KIND_GUEST, making->job->guest),
		    names_text(names, KIND_NODE, plan->to));
	for (uint32_t i = 0; i < row->node_count; i++)
		if (row->node[i] == plan->to)
			return true;
	return (plan->to == 0 && making->job->procedure->takes_no_test) ||
	    err_set(err, ERR_JOB_INVALID, "%s has no node to go to in its "
	    "group's node list (%s)",
	    names_text(names, KIND_GUEST, making->job->guest),
	    names_text(names, KIND_TEXT, row->node_list));
}

static bool
job_fits(const struct making *making, struct err *err)
{
	const char *guest = names_text(making->site->names, KIND_GUEST,
	    making->job->guest);
	const struct procedure *procedure = making->job->procedure;

	if (making->job->guest == 0)
		return true;
	if (procedure->guest_begin == NOW_CLUSTERED &&
	    !making->row->agent.present)
		return err_set(err, ERR_JOB_INVALID, "no agent looks after "
		    "%s: %s is for guests under SUNW.ldom", guest,
		    procedure->name);
	if (procedure->checks != CHECK_CREATE)
		return true;
	if (making->row->source != 0)
		return err_set(err, ERR_JOB_INVALID, "%s is made from a "
		    "source: create is for guests built by hand", guest);
	if (making->row->vcpus == 0 || making->row->memory == 0 ||
	    making->row->disk_count == 0 || making->row->device == 0)
		return err_set(err, ERR_JOB_INVALID, "%s needs vcpus, memory, "
		    "a device for its pool and a disk in the site file",
		    guest);
	return true;
}

static struct plan *
plan_empty(struct arena *arena, const struct site *site,
    const struct job *job)
{
	struct plan *plan = arena_take(arena, 1, sizeof(*plan));

	plan->site = site;
	plan->procedure = job->procedure;
	plan->job = job->text;
	plan->guest = job->guest;
	plan->steps = arena_take(arena, PLAN_STEPS, sizeof(*plan->steps));
	plan->facts = arena_take(arena, PLAN_FACTS, sizeof(*plan->facts));
	plan->proofs = arena_take(arena, PLAN_PROOFS, sizeof(*plan->proofs));
	plan->phases = arena_take(arena, PLAN_PHASES, sizeof(*plan->phases));
	plan->checks = arena_take(arena, PLAN_CHECKS, sizeof(*plan->checks));
	return plan;
}

static uint32_t
point_find(const struct plan *plan)
{
	uint32_t point = 0;

	while (point < plan->step_count && !plan->steps[point].no_return)
		point++;
	return point;
}

struct plan *
plan_make(struct arena *arena, const struct site *site,
    const struct job *job, const struct view *view, struct err *err)
{
	struct making making = { .arena = arena, .site = site, .job = job,
	    .row = &site->guests[job->guest] };
	const struct procedure_step *row = job->procedure->steps;

	making.plan = plan_empty(arena, site, job);
	if (view != NULL)
		memcpy(making.saved, view->saved, sizeof(making.saved));
	if (!job_fits(&making, err) || !places_find(&making, view, err) ||
	    !check_list(arena, job, making.plan, err))
		return NULL;
	while (row->name != NULL)
		row = block_add(&making, row);
	if (making.full) {
		err_set(err, ERR_TOO_MANY, "%s needs more than %d steps or "
		    "%d facts", job->text, PLAN_STEPS, PLAN_FACTS);
		return NULL;
	}
	making_link(making.plan);
	making.plan->point = point_find(making.plan);
	return making.plan;
}
