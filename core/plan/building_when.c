/*
 * Which rows of a procedure the job needs.
 */
#include "core/plan/building.h"

/* Since ldm 2.0 the memory of a running guest can be changed. */
static bool
is_old_memory(const struct building *building)
{
	return building->job->memory != 0 && site_guest_ldm(building->site,
	    building->job->guest) < LDM_MEMORY;
}

/* Since ldm 1.3 its crypto units can. */
static bool
is_old_crypto(const struct building *building)
{
	return building->job->sets_crypto && site_guest_ldm(building->site,
	    building->job->guest) < LDM_CRYPTO;
}

/* CPUs, memory and crypto units alone are changed while the guest runs. */
static bool
is_live(const struct building *building)
{
	const struct job *job = building->job;

	return job->hostid == 0 && (job->vcpus != 0 || job->memory != 0 ||
	    job->sets_crypto) && !is_old_memory(building) &&
	    !is_old_crypto(building);
}

/* Units are removed before the CPUs of their cores. */
static bool
is_crypto_first(const struct building *building)
{
	const struct job *job = building->job;

	return job->vcpus != 0 && job->vcpus < building->row->vcpus;
}

/* A plan that asked nobody knows of no configuration. */
static bool
is_last_slot(const struct building *building, uint32_t node)
{
	const struct view *view = &building->plan->view;

	return building->plan->asked && view->slots[node] == 1 &&
	    view->oldest[node] != 0;
}

static bool
is_quick(const struct building *building, uint32_t node)
{
	return building->site->nodes[node].ldm >= LDM_QUICK;
}

/* What a node goes down for.  Of two nodes none can lose its vote and the other
 * go on. */
static bool
is_for(const struct building *building, enum when when)
{
	enum purpose purpose = building->job->purpose;
	bool many = building->site->node_count > 2;

	if (when == WHEN_DOWN)
		return purpose == PURPOSE_SHUTDOWN ||
		    purpose == PURPOSE_FIRMWARE;
	if (when == WHEN_REBOOT)
		return purpose == PURPOSE_REBOOT;
	if (when == WHEN_MANY)
		return many;
	return purpose == PURPOSE_FIRMWARE && (when != WHEN_LONG || many);
}

/* Is it part of what was seen of a node, of a group, or of a guest at each
 * end? */
static bool
is_seen(const struct building *building, const struct procedure_step *row)
{
	if (row->when == WHEN_OFF)
		return building->plan->view.back == BACK_OFF;
	if (row->when == WHEN_BACK)
		return building->plan->view.back == BACK_MEMBER;
	if (row->when == WHEN_CURE)
		return (building->cure & row->cure) != 0;
	return (building->recovery.needs & row->need) != 0;
}

/* What the job changes, and how the guest has to be meanwhile. */
static bool
is_change(const struct building *building, enum when when)
{
	const struct job *job = building->job;

	switch (when) {
	case WHEN_HOSTID:
		return job->hostid != 0;
	case WHEN_VCPUS:
		return job->vcpus != 0;
	case WHEN_MEMORY:
		return job->memory != 0;
	case WHEN_CRYPTO_FIRST:
		return job->sets_crypto && is_crypto_first(building);
	case WHEN_CRYPTO_LAST:
		return job->sets_crypto && !is_crypto_first(building);
	case WHEN_STOPPED:
		return !is_live(building);
	case WHEN_LIVE:
		return is_live(building);
	default:
		return is_old_memory(building);
	}
}

bool
building_wants(const struct building *building,
    const struct procedure_step *row)
{
	const struct job *job = building->job;

	switch (row->when) {
	case WHEN_ALWAYS:
		return true;
	case WHEN_TEST:
		return !job->no_test && building->plan->to != 0;
	case WHEN_AGENT:
		return building->row->agent.present;
	case WHEN_TRY:
	case WHEN_STAYS:
		return (building->row->agent.present &&
		    building->plan->to != 0) == (row->when == WHEN_TRY);
	case WHEN_FAILBACK:
		return building->row->failback;
	case WHEN_NO_FAILBACK:
		return !building->row->failback;
	case WHEN_OWN_HOSTID:
		return building->row->hostid != 0;
	case WHEN_PLUGIN:
		return building->row->agent.plugin_probe;
	case WHEN_NO_AGENT:
		return !building->row->agent.present;
	case WHEN_NO_ISO:
	case WHEN_ISO:
		return job->keep_iso == (row->when == WHEN_ISO);
	case WHEN_CRYPTO:
		return building->row->crypto != 0;
	case WHEN_HOSTID:
	case WHEN_VCPUS:
	case WHEN_MEMORY:
	case WHEN_CRYPTO_FIRST:
	case WHEN_CRYPTO_LAST:
	case WHEN_STOPPED:
	case WHEN_LIVE:
	case WHEN_UNBOUND:
		return is_change(building, row->when);
	case WHEN_DESTROY:
		return job->destroy != NULL;
	case WHEN_AFFINITIES:
		return building->row->affinity_count != 0;
	case WHEN_LOADS:
		return building->row->load_factors != 0;
	case WHEN_QUICK:
		return is_quick(building, building_node(building, row->on));
	case WHEN_NO_QUICK:
		return !is_quick(building, building_node(building, row->on));
	case WHEN_DOWN:
	case WHEN_REBOOT:
	case WHEN_FIRMWARE:
	case WHEN_LONG:
	case WHEN_MANY:
		return is_for(building, row->when);
	case WHEN_OFF:
	case WHEN_BACK:
	case WHEN_CURE:
	case WHEN_NEEDED:
		return is_seen(building, row);
	case WHEN_LAST_SLOT:
		return is_last_slot(building, building_node(building,
		    row->on));
	}
	return false;
}
