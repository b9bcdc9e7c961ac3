#include "core/plan/plan.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/plan/building.h"
#include "core/plan/check.h"
#include "core/site/policy.h"

static void
services_add(struct making *making, const struct procedure_step *row,
    enum service_kind kind)
{
	for (uint32_t s = 1; s <= making->site->service_count; s++)
		if (making->site->services[s].kind == kind)
			making_step(making, row, s);
}

static void
disks_add(struct making *making, const struct procedure_step *row)
{
	for (uint32_t i = 0; i < making->row->disk_count; i++)
		if (making->row->disk[i].mount != 0)
			making_step(making, row, i);
}

/* The first switch of the site is what ldmp2v.conf names. */
static void
nets_add(struct making *making, const struct procedure_step *row)
{
	for (uint32_t i = 0; i < making->row->net_count; i++)
		if (making->row->net[i].vsw != making_service(making,
		    SERVICE_VSW))
			making_step(making, row, i);
}

static void
row_add(struct making *making, const struct procedure_step *row)
{
	uint32_t count = 1;

	if (!making_wants(making, row))
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
	case EACH_DATA:
		disks_add(making, row);
		return;
	case EACH_OTHER_NET:
		nets_add(making, row);
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
	for (uint32_t i = 0; i < row->node_count; i++)
		if (row->node[i] != (block == BLOCK_REST ? making->here :
		    making->home))
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
	    (end->phase == row->phase || (end->phase != NULL &&
	    row->phase != NULL && strcmp(end->phase, row->phase) == 0)))
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
	making->up = making->counted = row->source != 0 ||
	    making->job->procedure->guest_begin != NOW_ABSENT;
	making->frozen = making->job->procedure->takes_source &&
	    (making->job->phases & 1) == 0 && making->job->phases != 0;
	making->up = making->up && !making->frozen;
	if (making->job->procedure->guest_begin != NOW_ABSENT) {
		making->guarded = row->agent.present &&
		    making->job->procedure->guest_begin == NOW_CLUSTERED;
		if (view != NULL && view->group_at != 0)
			making->here = making->guest_at = view->group_at;
	}
	plan->from = making->here;
	plan->to = making->job->to != 0 ? making->job->to :
	    node_after(row, plan->from);
	if (!making->job->procedure->moves)
		return true;
	if (plan->to == plan->from)
		return err_set(err, ERR_JOB_INVALID, "%s is on %s already",
		    names_text(names, KIND_GUEST, making->job->guest),
		    names_text(names, KIND_NODE, plan->to));
	for (uint32_t i = 0; i < row->node_count; i++)
		if (row->node[i] == plan->to)
			return true;
	return err_set(err, ERR_JOB_INVALID, "%s has no node to go to in its "
	    "group's node list (%s)",
	    names_text(names, KIND_GUEST, making->job->guest),
	    names_text(names, KIND_TEXT, row->node_list));
}

static bool
create_fits(const struct making *making, const char *guest, struct err *err)
{
	if (making->row->source != 0)
		return err_set(err, ERR_JOB_INVALID, "%s is made from a "
		    "source: create is for guests built by hand, p2v for "
		    "those", guest);
	if (making->row->vcpus == 0 || making->row->memory == 0 ||
	    making->row->disk_count == 0 || making->row->device == 0)
		return err_set(err, ERR_JOB_INVALID, "%s needs vcpus, memory, "
		    "a device for its pool and a disk in the site file",
		    guest);
	return true;
}

/* What ldmp2v cannot do is said before anything is done. */
static bool
p2v_fits(const struct making *making, const char *guest, struct err *err)
{
	const struct site_source *source = &making->site->sources[
	    making->row->source];

	if (source->zones)
		return err_set(err, ERR_UNSUPPORTED, "%s has non-global zones: "
		    "detach them first (zoneadm detach), and take \"zones\" "
		    "from the site file", names_text(making->site->names,
		    KIND_SOURCE, making->row->source));
	if (source->archive == 0 || source->image == 0 ||
	    source->disk_count == 0 || making->row->device == 0)
		return err_set(err, ERR_JOB_INVALID, "%s needs an archive, "
		    "an image and disks of its source, and a device for its "
		    "pool, in the site file", guest);
	if (making_service(making, SERVICE_VSW) == 0 ||
	    making_service(making, SERVICE_VDS) == 0 ||
	    making_service(making, SERVICE_VCC) == 0)
		return err_set(err, ERR_JOB_INVALID, "ldmp2v needs a vsw, a "
		    "vds and a vcc in the site file's \"services\"");
	return true;
}

/* The serial is what the array says of the LUN: whoever types it has looked. */
static bool
serial_fits(const struct making *making, struct err *err)
{
	const struct names *names = making->site->names;
	uint32_t device = making->row->device;
	uint32_t guid = making->site->devices[device].guid;
	const char *serial = guid != 0 ? names_text(names, KIND_TEXT, guid) :
	    names_text(names, KIND_DEVICE, device);

	if (making->job->destroy == NULL ||
	    strcmp(making->job->destroy, serial) == 0)
		return true;
	return err_set(err, ERR_JOB_INVALID, "--destroy-data %s: the pool %s "
	    "lies on %s, whose serial is another; nothing is destroyed",
	    making->job->destroy, names_text(names, KIND_POOL,
	    making->row->pool), names_text(names, KIND_DEVICE, device));
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
	    procedure->checks != CHECK_RETIRE && !making->row->agent.present)
		return err_set(err, ERR_JOB_INVALID, "no agent looks after "
		    "%s: %s is for guests under SUNW.ldom", guest,
		    procedure->name);
	if (procedure->checks == CHECK_CREATE)
		return create_fits(making, guest, err);
	if (procedure->checks == CHECK_P2V)
		return p2v_fits(making, guest, err);
	return serial_fits(making, err);
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

uint32_t
step_asks(const struct plan *plan, const struct step *step)
{
	const struct fact *fact = step->kind == STEP_CHECK ?
	    &plan->proofs[step->needs.first] :
	    &plan->facts[step->decide.first].fact;

	return op_asked_at(&fact->ask);
}

static uint32_t
point_find(const struct plan *plan)
{
	uint32_t point = 0;

	while (point < plan->step_count && !plan->steps[point].no_return)
		point++;
	return point;
}

static void
parts_add(struct making *making)
{
	const struct procedure_part *part = making->job->procedure->parts;

	for (; part->steps != NULL; part++)
		for (const struct procedure_step *row = part->steps;
		    row->name != NULL;) {
			making->phase = row->phase != NULL ? row->phase :
			    part->phase;
			if (making_wants_phase(making, making->phase))
				row = block_add(making, row);
			else
				row++;
		}
}

struct plan *
plan_make(struct arena *arena, const struct site *site,
    const struct job *job, const struct view *view, struct err *err)
{
	struct making making = { .arena = arena, .site = site, .job = job,
	    .row = &site->guests[job->guest] };

	making.plan = plan_empty(arena, site);
	making.plan->procedure = job->procedure;
	making.plan->job = job->text;
	making.plan->guest = job->guest;
	if (view != NULL)
		memcpy(making.saved, view->saved, sizeof(making.saved));
	if (!job_fits(&making, err) || !places_find(&making, view, err))
		return NULL;
	making_locks(&making, true);
	parts_add(&making);
	making_locks(&making, false);
	if (making.full) {
		err_set(err, ERR_TOO_MANY, "%s needs more than %d steps or "
		    "%d facts", job->text, PLAN_STEPS, PLAN_FACTS);
		return NULL;
	}
	making_finish(making.plan);
	if (!check_list(arena, job, making.plan, err))
		return NULL;
	making.plan->point = point_find(making.plan);
	return making.plan;
}
