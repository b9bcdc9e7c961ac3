#include "core/policy/policy_words.h"

#include <assert.h>

#include "core/base/arena.h"

static const char *const reasons[REASONS] = {
	[REASON_NONE] = "none",
	[REASON_CHOSEN] = "chosen",
	[REASON_WOULD] = "would",
	[REASON_LATER] = "later",
	[REASON_LIKED_LESS] = "liked-less",
	[REASON_CROWDED] = "crowded",
	[REASON_NOT_ASKED] = "not-asked",
	[REASON_NOT_LISTED] = "not-listed",
	[REASON_DIES] = "dies",
	[REASON_NOT_MEMBER] = "not-member",
	[REASON_EVACUATED] = "evacuated",
	[REASON_EXCLUDED] = "excluded",
	[REASON_APART] = "apart",
	[REASON_PINGPONG] = "ping-pong",
	[REASON_LOAD] = "load",
	[REASON_HELD] = "held",
	[REASON_DEVICE] = "device",
	[REASON_VCPUS] = "vcpus",
	[REASON_CRYPTO] = "crypto",
	[REASON_MEMORY] = "memory",
	[REASON_PORTS] = "ports",
};

static const char *const placings[PLACINGS] = {
	[PLACING_NODE] = "node",
	[PLACING_STAYS] = "stays",
	[PLACING_NOWHERE] = "nowhere",
	[PLACING_SUSPENDED] = "suspended",
	[PLACING_UNMANAGED] = "unmanaged",
	[PLACING_STOP_FAILED] = "stop-failed",
	[PLACING_MOVING] = "moving",
	[PLACING_REFUSED] = "refused",
};

static const char *const occasions[OCCASIONS] = {
	[OCCASION_START] = "start",
	[OCCASION_SWITCH] = "switch",
	[OCCASION_NODES_DIE] = "nodes-die",
	[OCCASION_NODE_JOINS] = "node-joins",
};

const char *
reason_code(enum reason reason)
{
	assert(reason < REASONS);
	return reasons[reason];
}

const char *
placing_code(enum placing placing)
{
	assert(placing < PLACINGS);
	return placings[placing];
}

const char *
occasion_code(enum occasion_kind kind)
{
	assert(kind < OCCASIONS);
	return occasions[kind];
}

static const char *
group_text(const struct scene *scene, uint32_t group)
{
	return names_text(scene->names, KIND_GROUP, group);
}

static const char *
node_text(const struct scene *scene, uint32_t node)
{
	return names_text(scene->names, KIND_NODE, node);
}

static const char *
affinity_words(struct arena *arena, const struct scene *scene,
    const struct candidate *candidate)
{
	const char *group = group_text(scene, candidate->about);
	const char *mark = affinity_mark(candidate->sign);

	if (candidate->reason == REASON_EXCLUDED)
		return arena_format(arena, "%s affinity to %s, which is "
		    "there", mark, group);
	if (candidate->where == 0)
		return arena_format(arena, "%s affinity to %s, which is online "
		    "nowhere", mark, group);
	return arena_format(arena, "%s affinity to %s, which is on %s", mark,
	    group, node_text(scene, candidate->where));
}

static const char *
load_words(struct arena *arena, const struct scene *scene,
    const struct candidate *candidate)
{
	return arena_format(arena, "load %s is %lld, and %lld more pass the %s "
	    "limit of %lld", names_text(scene->names, KIND_TEXT,
	    scene->limits[candidate->about]), (long long)candidate->there,
	    (long long)candidate->wanted,
	    candidate->reason == REASON_LOAD ? "hard" : "soft",
	    (long long)candidate->most);
}

static const char *
missing_words(struct arena *arena, const struct candidate *candidate)
{
	static const char *const what[REASONS] = {
		[REASON_VCPUS] = "vcpus",
		[REASON_CRYPTO] = "crypto units",
	};
	long long missing = (long long)(candidate->wanted - candidate->there);

	if (candidate->reason == REASON_PORTS)
		return "no console port is free";
	if (candidate->reason == REASON_MEMORY)
		return arena_format(arena, "%lldM of %lldM of memory are "
		    "missing", (missing + (1 << 20) - 1) >> 20,
		    (long long)candidate->wanted >> 20);
	return arena_format(arena, "%lld of %lld %s are missing", missing,
	    (long long)candidate->wanted, what[candidate->reason]);
}

/* Reasons that need no more than a constant text. */
static const char *const plain[REASONS] = {
	[REASON_NONE] = "nobody has asked",
	[REASON_CHOSEN] = "it goes there",
	[REASON_WOULD] = "it would do, if somebody started it",
	[REASON_LATER] = "it would do; another is before it in the node list",
	[REASON_LIKED_LESS] = "it would do; weak affinities prefer another",
	[REASON_NOT_ASKED] = "the command names another node",
	[REASON_NOT_LISTED] = "it is not in the node list",
	[REASON_DIES] = "it is dead",
	[REASON_NOT_MEMBER] = "it is not a member of the cluster",
	[REASON_EVACUATED] = "it has been evacuated",
	[REASON_DEVICE] = "it does not see the device of the pool",
	[REASON_HELD] = "who would have to leave it cannot be stopped",
};

const char *
candidate_words(struct arena *arena, const struct scene *scene,
    const struct candidate *candidate)
{
	if (plain[candidate->reason] != NULL)
		return plain[candidate->reason];
	switch (candidate->reason) {
	case REASON_EXCLUDED:
	case REASON_APART:
		return affinity_words(arena, scene, candidate);
	case REASON_CROWDED:
	case REASON_LOAD:
		return load_words(arena, scene, candidate);
	case REASON_PINGPONG:
		return arena_format(arena, "it did not start there more than "
		    "once within %lld s", (long long)candidate->most / 1000);
	default:
		return missing_words(arena, candidate);
	}
}

const char *
placement_words(struct arena *arena, const struct scene *scene,
    const struct placement *placement)
{
	static const char *const why[PLACINGS] = {
		[PLACING_NOWHERE] = "no node is left",
		[PLACING_SUSPENDED] = "it is suspended",
		[PLACING_UNMANAGED] = "it is not managed",
		[PLACING_STOP_FAILED] = "it could not be stopped, and waits "
		    "for clrs clear",
		[PLACING_MOVING] = "it is under way",
		[PLACING_REFUSED] = "the command is refused",
	};
	const char *group = group_text(scene, placement->group);

	if (placement->placing == PLACING_NODE)
		return arena_format(arena, "%s goes to %s", group,
		    node_text(scene, placement->node));
	if (placement->placing == PLACING_STAYS)
		return arena_format(arena, "%s stays on %s", group,
		    node_text(scene, placement->node));
	return arena_format(arena, "%s is %s%s: %s", group, placement->node !=
	    0 ? "on " : "offline", node_text(scene, placement->node),
	    why[placement->placing]);
}
