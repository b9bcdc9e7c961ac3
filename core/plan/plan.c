#include "core/plan/plan.h"

#include <assert.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/plan/agent_fits.h"
#include "core/plan/building_locks.h"
#include "core/plan/building_node.h"
#include "core/plan/building_rejoin.h"
#include "core/plan/building_stuck.h"
#include "core/plan/check.h"
#include "core/plan/source_fits.h"
#include "core/plan/whole.h"
#include "core/site/policy.h"

static void
services_add(struct building *building, const struct procedure_step *row,
    enum service_kind kind)
{
	for (uint32_t s = 1; s <= building->site->service_count; s++)
		if (building->site->services[s].kind == kind)
			building_step(building, row, s);
}

static void
disks_add(struct building *building, const struct procedure_step *row)
{
	for (uint32_t i = 0; i < building->row->disk_count; i++)
		if (building->row->disk[i].mount != 0)
			building_step(building, row, i);
}

/* Nets on the first switch are left out: ldmp2v.conf names that switch. */
static void
nets_add(struct building *building, const struct procedure_step *row)
{
	for (uint32_t i = 0; i < building->row->net_count; i++)
		if (building->row->net[i].vsw != building_service(building,
		    SERVICE_VSW))
			building_step(building, row, i);
}

/* Nothing runs them where no data are left out of the archive. */
static void
scripts_add(struct building *building, const struct procedure_step *row)
{
	uint32_t data = 0;

	for (uint32_t i = 0; i < building->row->disk_count; i++)
		data += building->row->disk[i].mount != 0;
	for (uint32_t i = 0; i < SCRIPTS && data != 0; i++)
		building_step(building, row, i);
}

static void
missing_add(struct building *building, const struct procedure_step *row)
{
	const struct view *view = &building->plan->view;

	for (uint32_t i = 0; i < view->missing_count; i++)
		if (view->missing[i].node == building->node)
			building_step(building, row, i);
}

static void
row_add(struct building *building, const struct procedure_step *row)
{
	uint32_t count = 1;

	if (!building_wants(building, row))
		return;
	switch (row->each) {
	case EACH_VSW:
		services_add(building, row, SERVICE_VSW);
		return;
	case EACH_VDS:
		services_add(building, row, SERVICE_VDS);
		return;
	case EACH_VCC:
		services_add(building, row, SERVICE_VCC);
		return;
	case EACH_DATA:
	case EACH_DATA_DISK:
		disks_add(building, row);
		return;
	case EACH_SCRIPT:
		scripts_add(building, row);
		return;
	case EACH_OTHER_NET:
		nets_add(building, row);
		return;
	case EACH_MISSING:
		missing_add(building, row);
		return;
	case EACH_TWIN:
		count = building->plan->view.twin_count;
		break;
	case EACH_DISK:
		count = building->row->disk_count;
		break;
	case EACH_NET:
		count = building->row->net_count;
		break;
	case EACH_VARIABLE:
		count = building->row->variable_count;
		break;
	case EACH_ONE:
		break;
	}
	for (uint32_t i = 0; i < count; i++)
		building_step(building, row, i);
}

static uint32_t
block_nodes(const struct building *building, enum block block, uint32_t *nodes)
{
	const struct site_guest *row = building->row;
	uint32_t n = 0;

	if (building->job->guest == 0) {
		for (uint32_t i = building->site->node_count; i >= 1; i--)
			if (job_touches(building->site, building->job, i) &&
			    !building_left_out(building, i))
				nodes[n++] = i;
		return n;
	}
	for (uint32_t i = 0; i < row->node_count; i++)
		if (row->node[i] != (block == BLOCK_REST ? building->here :
		    building->home) &&
		    !building_left_out(building, row->node[i]))
			nodes[n++] = row->node[i];
	if (block == BLOCK_NODES)
		nodes[n++] = building->home;
	return n;
}

/* Consecutive rows of one block are repeated together, for each node. */
static const struct procedure_step *
block_add(struct building *building, const struct procedure_step *row)
{
	const struct procedure_step *end = row;
	uint32_t nodes[SITE_NODES];
	uint32_t count;

	if (row->block == BLOCK_ONCE) {
		row_add(building, row);
		return row + 1;
	}
	while (end->name != NULL && end->block == row->block &&
	    (end->phase == row->phase || (end->phase != NULL &&
	    row->phase != NULL && strcmp(end->phase, row->phase) == 0)))
		end++;
	count = block_nodes(building, row->block, nodes);
	for (uint32_t i = 0; i < count; i++) {
		building->node = nodes[i];
		building->later = i > 0;
		for (const struct procedure_step *r = row; r != end; r++)
			row_add(building, r);
	}
	return end;
}

/* The next node of the list that is not left out; the first one follows the
 * last. */
static uint32_t
node_after(const struct building *building, uint32_t node)
{
	const struct site_guest *row = building->row;
	uint32_t list[SITE_NODES], at = 0;

	while (at < row->node_count && row->node[at] != node)
		at++;
	for (uint32_t i = 0; i < row->node_count; i++)
		list[i] = row->node[(at + 1 + i) % row->node_count];
	return policy_master(list, row->node_count,
	    ~building->plan->left_out, (uint64_t)1 << node);
}

/* Where the job begins, and its target: --to, or the next node of the list. */
static bool
places_find(struct building *building, const struct view *view, struct err *err)
{
	const struct names *names = building->site->names;
	const struct site_guest *row = building->row;
	struct plan *plan = building->plan;

	if (building->job->procedure->recovers)
		return building_recover(building, view != NULL, err);
	if (!building_nodes_left(building, err))
		return false;
	building->home = building_first_left(building);
	building->here = building->guest_at = building->home;
	if (building->job->guest == 0)
		return building_of_node(building, err);
	building->up = building->counted = row->source != 0 ||
	    building->job->procedure->guest_begin != NOW_ABSENT;
	building->frozen = building->job->procedure->takes_source &&
	    !job_has_phase(building->job, "collect");
	building->up = building->up && !building->frozen;
	if (building->job->procedure->guest_begin != NOW_ABSENT) {
		building->guarded = row->agent.present &&
		    building->job->procedure->guest_begin == NOW_CLUSTERED;
		/* Nobody was asked: where the site file says that it is. */
		if (view == NULL && row->now != NOW_ABSENT && row->now_on != 0)
			building->here = building->guest_at = row->now_on;
		if (view != NULL && view->group_at != 0)
			building->here = building->guest_at = view->group_at;
	}
	if (building->job->procedure->takes_group)
		return building_stuck(building, err);
	plan->from = building->here;
	plan->to = building->job->to != 0 ? building->job->to :
	    node_after(building, plan->from);
	if (!building->job->procedure->moves)
		return true;
	if (plan->to == plan->from)
		return err_set(err, ERR_JOB_INVALID, "%s is already on %s",
		    names_text(names, KIND_GUEST, building->job->guest),
		    names_text(names, KIND_NODE, plan->to));
	for (uint32_t i = 0; i < row->node_count; i++)
		if (row->node[i] == plan->to)
			return true;
	if (building->plan->left_out != 0 && plan->to == 0)
		return err_set(err, ERR_NODE_DOWN, "%s cannot move: no other "
		    "node of its group is a member of the cluster (%s)",
		    names_text(names, KIND_GUEST, building->job->guest),
		    names_text(names, KIND_TEXT, row->node_list));
	return err_set(err, ERR_JOB_INVALID, "%s cannot move: the node list of "
	    "its group has no other node (%s)",
	    names_text(names, KIND_GUEST, building->job->guest),
	    names_text(names, KIND_TEXT, row->node_list));
}

static bool
create_fits(const struct building *building, const char *guest, struct err *err)
{
	if (building->row->source != 0)
		return err_set(err, ERR_JOB_INVALID, "%s is converted from a "
		    "source: use p2v; create is for guests that are "
		    "installed", guest);
	if (building->row->vcpus == 0 || building->row->memory == 0 ||
	    building->row->disk_count == 0 || building->row->device == 0)
		return err_set(err, ERR_JOB_INVALID, "%s needs vcpus, memory, "
		    "a device for its pool and a disk in the site file",
		    guest);
	return true;
}

/* Each crypto unit needs a core of the guest (reference/ldm.md §2.4). */
static bool
crypto_fits(const struct building *building, const char *guest,
    struct err *err)
{
	const struct job *job = building->job;
	uint32_t units = job->sets_crypto ? job->crypto :
	    building->row->crypto;
	uint32_t vcpus = job->vcpus != 0 ? job->vcpus : building->row->vcpus;

	return units <= site_cores(vcpus) || err_set(err, ERR_JOB_INVALID,
	    "%s would have %u crypto units and %u vcpus: each unit needs a "
	    "core, so set crypto=%u as well, or at least vcpus=%u", guest,
	    (unsigned)units, (unsigned)vcpus, (unsigned)site_cores(vcpus),
	    (unsigned)site_strands(units));
}

/* The operator types the LUN's serial, so that no other pool is destroyed by
 * mistake. */
static bool
serial_fits(const struct building *building, struct err *err)
{
	const struct names *names = building->site->names;
	uint32_t device = building->row->device;
	uint32_t guid = building->site->devices[device].guid;
	const char *serial = guid != 0 ? names_text(names, KIND_TEXT, guid) :
	    names_text(names, KIND_DEVICE, device);

	if (building->job->destroy == NULL ||
	    strcmp(building->job->destroy, serial) == 0)
		return true;
	return err_set(err, ERR_JOB_INVALID, "--destroy-data %s: the pool %s "
	    "is on %s, which has another serial; nothing is destroyed",
	    building->job->destroy, names_text(names, KIND_POOL,
	    building->row->pool), names_text(names, KIND_DEVICE, device));
}

static bool
job_fits(const struct building *building, struct err *err)
{
	const char *guest = names_text(building->site->names, KIND_GUEST,
	    building->job->guest);
	const struct procedure *procedure = building->job->procedure;

	if (procedure->campaign != CAMPAIGN_NONE)
		return err_set(err, ERR_UNSUPPORTED, "%s is a campaign: each "
		    "of its jobs has a plan of its own, which is made when "
		    "its turn comes", building->job->text);
	if (building->job->guest == 0)
		return true;
	if (procedure->guest_begin == NOW_CLUSTERED &&
	    procedure->checks != CHECK_RETIRE && !procedure->recovers &&
	    !procedure->takes_group && !building->row->agent.present)
		return err_set(err, ERR_JOB_INVALID, "%s has no agent: %s is "
		    "for guests under SUNW.ldom", guest,
		    procedure->name);
	if (!agent_fits(building, err))
		return false;
	if (procedure->checks == CHECK_MAINTAIN)
		return crypto_fits(building, guest, err);
	if (procedure->checks == CHECK_CREATE)
		return create_fits(building, guest, err);
	if (procedure->checks == CHECK_P2V)
		return source_fits(building, guest, err);
	return serial_fits(building, err);
}

uint32_t
step_asks(const struct plan *plan, const struct step *step)
{
	const struct fact *fact = step->kind == STEP_CHECK ?
	    &plan->proofs[step->preconditions.first] :
	    &plan->facts[step->decide.first].fact;

	return op_asked_at(&fact->ask);
}

static uint32_t
no_return_find(const struct plan *plan)
{
	uint32_t no_return_step = 0;

	while (no_return_step < plan->step_count &&
	    !plan->steps[no_return_step].no_return)
		no_return_step++;
	return no_return_step;
}

static void
parts_add(struct building *building)
{
	const struct procedure_part *part = building->job->procedure->parts;

	for (; part->steps != NULL; part++)
		for (const struct procedure_step *row = part->steps;
		    row->name != NULL;) {
			building->phase = row->phase != NULL ? row->phase :
			    part->phase;
			if (job_has_phase(building->job, building->phase))
				row = block_add(building, row);
			else
				row++;
		}
}

struct plan *
plan_make(struct arena *arena, struct site *site,
    const struct job *job, const struct view *view, struct err *err)
{
	struct building building = { .arena = arena, .site = site,
	    .names = site->names, .job = job,
	    .row = &site->guests[job->guest] };

	building.plan = plan_empty(arena, site);
	building.plan->procedure = job->procedure;
	building.plan->job = job->text;
	building.plan->guest = job->guest;
	if (view != NULL) {
		memcpy(building.saved, view->saved, sizeof(building.saved));
		building.plan->view = *view;
		building.plan->left_out = view->gone;
	}
	building.plan->asked = view != NULL;
	if (!job_fits(&building, err) || !places_find(&building, view, err) ||
	    !building_followers(&building, err))
		return NULL;
	building_locks(&building, true);
	parts_add(&building);
	building_locks(&building, false);
	if (building.full) {
		err_set(err, ERR_TOO_MANY, "%s needs more than %d steps or "
		    "%d facts", job->text, PLAN_STEPS, PLAN_FACTS);
		return NULL;
	}
	if (!building_time_fits(building.plan, err))
		return NULL;
	building_finish(building.plan);
	if (!check_list(arena, site->names, job, building.plan, err))
		return NULL;
	if (!building_recheck(arena, building.plan)) {
		err_set(err, ERR_TOO_MANY, "%s has more than %d checks",
		    job->text, PLAN_PROOFS);
		return NULL;
	}
	check_link(building.plan);
	building.plan->no_return_step = no_return_find(building.plan);
	assert(plan_is_whole(building.plan));
	return building.plan;
}
