#include "tools/whatif/why.h"

#include "backends/sim/cluster/home.h"
#include "backends/sim/session/simulated.h"
#include "core/base/arena.h"

static const char *
name_of(const struct simulated *simulated, enum kind kind, uint32_t name)
{
	return names_text(simulated->site->names, kind, name);
}

/* A guest that runs may be down all the same: then its disks do not answer. */
static const char *
guest_stands(const struct home *home)
{
	return home->guest == STATE_RUNNING ? "running, and its disks do not "
	    "answer" : home->guest == STATE_ABSENT ? "not defined there" :
	    state_name(home->guest);
}

/* A start that failed when it was tried might not fail any more. */
static void
node_add(struct why *why, struct simulated *simulated,
    struct arena *arena, uint32_t guest, uint32_t node)
{
	struct home home;
	struct err err = { 0 };
	bool fits = home_allows(simulated->sim, guest, node, &err);

	home_of(simulated->sim, guest, &home);
	why->node[why->node_count++] = (struct why_node){ node, !fits ?
	    arena_format(arena, "%s", err.text) :
	    (home.failed >> node & 1) != 0 ? "its start failed there; now "
	    "there is nothing against it" : "there is nothing against it" };
}

static void
nodes_add(struct why *why, struct simulated *simulated,
    struct arena *arena, uint32_t guest)
{
	const struct site_guest *row = &simulated->site->guests[guest];

	for (uint32_t i = 0; i < row->node_count; i++)
		node_add(why, simulated, arena, guest, row->node[i]);
}

/* The group has a node, and the guest is not up all the same. */
static const char *
online_says(const struct simulated *simulated, struct arena *arena,
    const struct home *home)
{
	return arena_format(arena, "%s is online on %s, and %sthe guest is %s",
	    name_of(simulated, KIND_GROUP, home->group),
	    name_of(simulated, KIND_NODE, home->on), home->guarded ? "" :
	    "no agent starts it: ", guest_stands(home));
}

void
why_elsewhere(struct why *why, struct arena *arena,
    struct simulated *simulated, uint32_t guest, uint32_t on)
{
	const struct site_guest *row = &simulated->site->guests[guest];

	*why = (struct why){ .text = "" };
	for (uint32_t i = 0; i < row->node_count; i++)
		if (row->node[i] != on)
			node_add(why, simulated, arena, guest, row->node[i]);
}

void
why_make(struct why *why, struct arena *arena, struct simulated *simulated,
    uint32_t guest)
{
	const char *group;
	struct home home;

	home_of(simulated->sim, guest, &home);
	group = name_of(simulated, KIND_GROUP, home.group);
	*why = (struct why){ .text = "it has no group: nothing starts it" };
	if (home.group == 0)
		return;
	if (home.state == STATE_ONLINE || home.state == STATE_ONLINE_FAULTED)
		why->text = online_says(simulated, arena, &home);
	else if (home.state == STATE_STOP_FAILED)
		why->text = arena_format(arena, "%s could not be stopped on "
		    "%s, and is started nowhere until that is cleared", group,
		    name_of(simulated, KIND_NODE, home.on));
	else if (home.suspended)
		why->text = arena_format(arena, "%s is suspended: the cluster "
		    "starts it nowhere", group);
	else
		why->text = arena_format(arena, "%s is %s", group,
		    state_name(home.state));
	if (home.state == STATE_OFFLINE && !home.suspended)
		nodes_add(why, simulated, arena, guest);
}
