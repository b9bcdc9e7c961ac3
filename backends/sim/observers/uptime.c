/*
 * Whether a guest's service is up, and which part of a change it waits for when
 * it is down.
 *
 * It is up when the operating system runs, its disks answer and its users are
 * admitted.  Downtime counts from the first time that it was up.
 */
#include "backends/sim/observers/uptime.h"

#include <assert.h>

#include "backends/sim/cluster/move.h"
#include "backends/sim/cluster/relation.h"
#include "backends/sim/kernel/place.h"
#include "backends/sim/kernel/work.h"
#include "backends/sim/p2v/restore.h"
#include "backends/sim/p2v/source.h"
#include "backends/sim/world/simulation.h"

enum { SERVICE_NEVER, SERVICE_UP, SERVICE_DOWN };

static bool
disks_answer(struct sim *sim, const struct domain_row *domain)
{
	const struct part_row *part;

	for (uint32_t p = domain->parts; p != 0; p = part->next) {
		part = world_part(sim->world, p);
		if (part->kind == PART_DISK && part->handle != HANDLE_OPEN)
			return false;
	}
	return true;
}

/* A path is lost: nobody does anything about it. */
static bool
disks_wait(struct sim *sim, const struct domain_row *domain)
{
	const struct part_row *part;

	for (uint32_t p = domain->parts; p != 0; p = part->next) {
		part = world_part(sim->world, p);
		if (part->kind == PART_DISK && part->handle == HANDLE_WAITING)
			return true;
	}
	return false;
}

uint32_t
sim_guest_node(struct sim *sim, uint32_t guest)
{
	const struct guest_row *row = world_guest(sim->world, guest);
	const struct domain_row *domain;

	if (row->installed == 0 || (row->accepted == 0 &&
	    declared_guest(sim, guest)->source != 0))
		return 0;
	for (uint32_t d = row->first; d != 0; d = domain->next) {
		domain = world_domain(sim->world, d);
		if (domain->soft == SOFT_RUNNING &&
		    node_answers(sim, domain->node) &&
		    disks_answer(sim, domain))
			return domain->node;
	}
	return 0;
}

/* The service of a guest that is made from a source begins there, and downtime
 * counts from the freeze. */
static bool
on_source(struct sim *sim, uint32_t guest)
{
	uint32_t source = declared_guest(sim, guest)->source;

	return source != 0 && source_writes(sim, source) &&
	    world_guest(sim->world, guest)->service != SERVICE_NEVER;
}

bool
sim_guest_up(struct sim *sim, uint32_t guest)
{
	return sim_guest_node(sim, guest) != 0 || on_source(sim, guest);
}

/* The definition that tells most about the guest: an active one, otherwise one
 * on a node that is up. */
static const struct domain_row *
best_domain(struct sim *sim, uint32_t guest)
{
	const struct domain_row *found = world_domain(sim->world, 0), *domain;
	uint32_t d = world_guest(sim->world, guest)->first;

	for (; d != 0; d = domain->next) {
		domain = world_domain(sim->world, d);
		if (domain->node == 0)
			continue;
		if (domain->state == STATE_AT_OK &&
		    node_answers(sim, domain->node))
			return domain;
		if (found->guest == 0 || node_answers(sim, domain->node))
			found = domain;
	}
	return found;
}

/* Where the service is: on a node, or while only the source exists, there. */
static uint32_t
service_place(struct sim *sim, uint32_t guest)
{
	const struct guest_row *row = world_guest(sim->world, guest);
	uint32_t source = declared_guest(sim, guest)->source;

	if (source != 0 && row->up_on == 0 &&
	    (row->first == 0 || on_source(sim, guest)))
		return PLACE_SOURCE | source;
	return row->up_on;
}

static enum service_part
part_now(struct sim *sim, uint32_t guest)
{
	const struct domain_row *domain = best_domain(sim, guest);
	const struct node_row *node = world_node(sim->world, domain->node);
	const struct work_row *work;
	bool here = node->power == NODE_UP;

	if (declared_guest(sim, guest)->source != 0 &&
	    world_guest(sim->world, guest)->accepted == 0)
		return PART_WORK;
	if (here && (domain->soft == SOFT_BOOTING ||
	    domain->soft == SOFT_LOOPING))
		return PART_BOOT;
	if (here && domain->soft == SOFT_HALTING)
		return PART_STOP;
	if (here && domain->soft == SOFT_RUNNING && disks_wait(sim, domain))
		return PART_WAIT;
	work = world_work(sim->world, world_group(sim->world,
	    group_of_guest(sim, guest))->work);
	if (work->kind == WORK_MOVE && work->phase == MOVE_AWAY)
		return PART_WAIT;
	if (work->kind == WORK_MOVE)
		return work->from != 0 && work->phase < MOVE_EXPORT ?
		    PART_STOP : PART_IMPORT;
	if (domain->guest != 0 && !here)
		return node->member != 0 ? PART_DETECT : PART_WAIT;
	return sim->cause == CAUSE_GUEST ? PART_WAIT : PART_WORK;
}

void
uptime_settle(struct sim *sim, uint32_t guest)
{
	struct guest_row *row = world_guest(sim->world, guest);
	enum service_part part = PART_STOP;	/* while it is up, any */
	uint8_t was = row->service;
	bool up;

	assert(guest != 0);
	row->up_on = (uint8_t)sim_guest_node(sim, guest);
	up = row->up_on != 0 || on_source(sim, guest);
	if (!up && was == SERVICE_NEVER)
		return;
	if (!up)
		part = part_now(sim, guest);
	row->service = up ? SERVICE_UP : (uint8_t)(SERVICE_DOWN + part);
	if (sim->sink != NULL && row->service != was)
		sim->sink->emit(sim->sink, &(struct event){
		    .type = EVENT_SERVICE, .guest = guest, .kind = KIND_GUEST,
		    .name = guest, .cause = sim->cause, .part = part,
		    .at_ms = world_now_ms(sim->world),
		    .on = service_place(sim, guest), .met = up });
}

void
uptime_begin(struct sim *sim, uint32_t guest)
{
	struct guest_row *row = world_guest(sim->world, guest);

	if (row->service != SERVICE_NEVER)
		return;
	row->service = SERVICE_DOWN;
	uptime_settle(sim, guest);
}
