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
	case WHEN_TRY:
		return making->row->agent.present && making->plan->to != 0;
	case WHEN_PLUGIN:
		return making->row->agent.plugin_probe;
	}
	return false;
}

static void
services_add(struct making *making, const struct procedure_step *row,
    enum service_kind kind)
{
	for (uint32_t s = 1; s <= making->site->service_count; s++)
		if (making->site->services[s].kind == kind)
			making_step(making, row, s);
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
		making_step(making, row, i);
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

struct plan *
plan_empty(struct arena *arena, const struct site *site)
{
	struct plan *plan = arena_take(arena, 1, sizeof(*plan));

	plan->site = site;
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
	const struct procedure_step *const *part = job->procedure->parts;

	making.plan = plan_empty(arena, site);
	making.plan->procedure = job->procedure;
	making.plan->job = job->text;
	making.plan->guest = job->guest;
	if (view != NULL)
		memcpy(making.saved, view->saved, sizeof(making.saved));
	if (!job_fits(&making, err) || !places_find(&making, view, err) ||
	    !check_list(arena, job, making.plan, err))
		return NULL;
	making_locks(&making, true);
	for (; *part != NULL; part++)
		for (const struct procedure_step *row = *part;
		    row->name != NULL;)
			row = block_add(&making, row);
	making_locks(&making, false);
	if (making.full) {
		err_set(err, ERR_TOO_MANY, "%s needs more than %d steps or "
		    "%d facts", job->text, PLAN_STEPS, PLAN_FACTS);
		return NULL;
	}
	making_finish(making.plan);
	making.plan->point = point_find(making.plan);
	return making.plan;
}
