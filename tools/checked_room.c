/*
 * Room for the guests: each on every node of its group, and all of them when
 * one node is dead.
 *
 * A guest is at home on the first node of its list, or where its affinities
 * take it.  What becomes of the guests of a dead node is what core/policy
 * expects the cluster to do.
 */
#include <stdio.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/buffer.h"
#include "core/formats/json/units.h"
#include "core/policy/losses.h"
#include "core/policy/policy_words.h"
#include "core/policy/scene_site.h"
#include "tools/checked.h"
#include "tools/report/text.h"

/* A group that follows one that follows one … that deep; and the homeless whose
 * names are printed. */
enum { DEPTH = 8, NAMED = 8, REASONED = 3 };

struct room {
	int64_t		 vcpus, memory, crypto;
};

/* Who is where. */
struct homes {
	const struct site *site;
	struct room	 room[SITE_NODES + 1];	/* left on each node */
	uint32_t	*at;			/* by guest: a node, or 0 */
	uint32_t	*guest;			/* by group */
};

static struct room
node_room(const struct site_node *row)
{
	int64_t vcpus = (int64_t)row->vcpus - row->control_vcpus -
	    row->reserved_vcpus;

	return (struct room){ vcpus, row->memory - row->control_memory -
	    row->reserved_memory, vcpus > 0 ? vcpus / CORE_STRANDS : 0 };
}

static void
move(struct homes *homes, uint32_t guest, uint32_t node)
{
	const struct site_guest *row = &homes->site->guests[guest];
	struct room *from = &homes->room[homes->at[guest]];
	struct room *to = &homes->room[node];

	from->vcpus += row->vcpus;
	from->memory += row->memory;
	from->crypto += row->crypto;
	to->vcpus -= row->vcpus;
	to->memory -= row->memory;
	to->crypto -= row->crypto;
	homes->at[guest] = node;
}

/* The affinity that forbids that node; a group that nothing declares is where
 * nobody can know. */
static bool
is_kept_off(const struct homes *homes, uint32_t guest, uint32_t node)
{
	const struct site_guest *row = &homes->site->guests[guest];

	for (uint32_t i = 0; i < row->affinity_count; i++) {
		const struct affinity *affinity = &row->affinity[i];
		uint32_t other = homes->guest[affinity->group];

		if (other != 0 && affinity_is_strong(affinity->sign) &&
		    (homes->at[other] == node) !=
		    affinity_is_with(affinity->sign))
			return true;
	}
	return false;
}

/* Would the groups there and this one pass a hard load limit? */
static bool
is_overloaded(const struct homes *homes, uint32_t guest, uint32_t node)
{
	const struct site *site = homes->site;
	const struct site_node *row = &site->nodes[node];
	bool over = false;

	for (uint32_t i = 0; i < row->load_count &&
	    site->guests[guest].load_factors != 0; i++) {
		uint32_t limit = names_key(site->names, row->load_limit[i]);
		int64_t sum = load_factor(site->names,
		    site->guests[guest].load_factors, limit), soft, hard;
		bool counts = sum != 0;

		load_limit(names_text(site->names, KIND_TEXT,
		    row->load_limit[i]), &soft, &hard);
		for (uint32_t g = 1; counts && g <= site->guest_count; g++)
			if (g != guest && homes->at[g] == node)
				sum += load_factor(site->names,
				    site->guests[g].load_factors, limit);
		over |= counts && sum > hard;
	}
	return over;
}

/* Why the guest cannot be on that node, where it is not yet; or NULL. */
static const char *
obstacle(const struct homes *homes, uint32_t guest, uint32_t node)
{
	const struct site_guest *row = &homes->site->guests[guest];
	const struct room *room = &homes->room[node];

	return is_kept_off(homes, guest, node) ? "affinity" :
	    is_overloaded(homes, guest, node) ? "load limit" :
	    room->vcpus < row->vcpus ? "vcpus" :
	    room->memory < row->memory ? "memory" :
	    room->crypto < row->crypto ? "crypto" : NULL;
}

/* The first node that takes it, where it is nowhere; 0: none, because of that,
 * at the last node. */
static uint32_t
node_find(const struct homes *homes, uint32_t guest, const char **why)
{
	const struct site_guest *row = &homes->site->guests[guest];

	*why = "no other node";
	for (uint32_t i = 0; i < row->node_count; i++) {
		const char *found;

		found = obstacle(homes, guest, row->node[i]);
		if (found == NULL)
			return row->node[i];
		*why = found;
	}
	return 0;
}

/* Where a guest is that has to go, because its affinities or load limits do not
 * hold there; or that is nowhere. */
static bool
has_to_go(const struct homes *homes, uint32_t guest)
{
	uint32_t at = homes->at[guest];

	return at == 0 ||
	    is_overloaded(homes, guest, at) ||
	    (homes->site->guests[guest].affinity_count != 0 &&
	    is_kept_off(homes, guest, at));
}

/* Until nothing moves; groups that run after one another for ever have to stop
 * somewhere. */
static void
settle(struct homes *homes)
{
	bool moved = true;
	const char *why;

	for (unsigned n = 0; moved && n < DEPTH; n++) {
		moved = false;
		for (uint32_t g = 1; g <= homes->site->guest_count; g++) {
			uint32_t was = homes->at[g];

			if (!has_to_go(homes, g))
				continue;
			move(homes, g, 0);
			move(homes, g, node_find(homes, g, &why));
			moved |= homes->at[g] != was;
		}
	}
}

/* Everybody at home. */
static struct homes *
homes_make(struct arena *arena, const struct site *site)
{
	struct homes *homes = arena_take(arena, 1, sizeof(*homes));

	homes->site = site;
	homes->at = arena_take(arena, site->guest_count + 1,
	    sizeof(*homes->at));
	homes->guest = arena_take(arena, names_count(site->names,
	    KIND_GROUP) + 1, sizeof(*homes->guest));
	for (uint32_t n = 1; n <= site->node_count; n++)
		homes->room[n] = node_room(&site->nodes[n]);
	for (uint32_t g = 1; g <= site->guest_count; g++)
		homes->guest[site->guests[g].group] = g;
	homes->guest[0] = 0;
	for (uint32_t g = 1; g <= site->guest_count; g++)
		move(homes, g, site->guests[g].node[0]);
	return homes;
}

/* "8 vcpus, 16G of memory": only what there is too little of; "" if nothing. */
static const char *
missing(const struct room *room, const struct site_guest *row, char *text,
    size_t size)
{
	char memory[UNITS_BYTES];
	size_t n = 0;

	text[0] = '\0';
	if (room->vcpus < 0)
		n += (size_t)snprintf(text, size, "%lld vcpus",
		    (long long)-room->vcpus);
	if (room->memory < 0)
		n += (size_t)snprintf(text + n, size - n, "%s%s of memory",
		    n != 0 ? ", " : "",
		    units_write_size(-room->memory, memory));
	if (room->crypto < 0 && row->crypto != 0)
		snprintf(text + n, size - n, "%s%lld crypto units",
		    n != 0 ? ", " : "", (long long)-room->crypto);
	return text;
}

static bool
node_judge(struct checking *checking, const struct homes *home,
    uint32_t guest, uint32_t node)
{
	const struct site_guest *row = &checking->site->guests[guest];
	struct room room = home->room[node];
	const char *name = checked_name(checking, KIND_GUEST, guest);
	const char *on = checked_name(checking, KIND_NODE, node);
	char size[UNITS_BYTES], text[TEXT_ROOM];

	if (home->at[guest] != node) {
		room.vcpus -= row->vcpus;
		room.memory -= row->memory;
		room.crypto -= row->crypto;
	}
	if (is_overloaded(home, guest, node)) {
		checked_verdict(checked_as(checking, WARN), "room", on, "%s: "
		    "its load factors pass a hard load limit, with its "
		    "neighbours placed here", name);
		return false;
	}
	if (*missing(&room, row, text, sizeof(text)) != '\0') {
		checked_verdict(checked_as(checking, WARN), "room", on, "%s: "
		    "short of %s, with its neighbours placed here", name,
		    text);
		return false;
	}
	checked_verdict(checked_as(checking, PASS), "room", on, "%s: %lld "
	    "vcpus and %s left with its neighbours placed here", name,
	    (long long)room.vcpus, units_write_size(room.memory, size));
	return true;
}

static void
guest_judge(struct checking *checking, const struct homes *home,
    uint32_t guest)
{
	const struct site_guest *row = &checking->site->guests[guest];
	bool fits = false;

	for (uint32_t i = 0; i < row->node_count; i++)
		fits |= node_judge(checking, home, guest, row->node[i]);
	if (!fits)
		checked_verdict(checked_as(checking, FAIL), "room",
		    checked_name(checking, KIND_GUEST, guest), "it fits on no "
		    "node of its group: make it smaller, or the nodes bigger, "
		    "or move its neighbours");
}

/* What keeps the guest off each other node of its list, the first few of
 * them. */
static void
reasons_write(struct arena *arena, const struct scene *scene,
    const struct placement *placement, struct buffer *text)
{
	unsigned others = 0;

	for (uint32_t i = 0; i < placement->count; i++) {
		const struct candidate *candidate = &placement->candidates[i];

		if (candidate->reason == REASON_DIES || others++ >= REASONED)
			continue;
		buffer_print(text, "%s%s: %s", others == 1 ? "" : "; ",
		    names_text(scene->names, KIND_NODE, candidate->node),
		    candidate_words(arena, scene, candidate));
	}
	if (others == 0)
		buffer_print(text, "no other node");
	if (others > REASONED)
		buffer_print(text, "; and %u more", others - REASONED);
}

/* What becomes of the guests when that node is dead. */
static void
death_judge(struct checking *checking, const struct scene *scene,
    uint32_t node)
{
	struct arena arena = { 0 };
	struct buffer text = { 0 };
	struct losses losses = losses_of(&arena, scene, (uint64_t)1 << node);

	for (uint32_t i = 0; i < losses.count && i < NAMED; i++) {
		buffer_print(&text, "%s%s (", i != 0 ? ", " : "",
		    checked_name(checking, KIND_GUEST, scene->groups[
		    losses.homeless[i].group].guest));
		reasons_write(&arena, scene, &losses.homeless[i], &text);
		buffer_print(&text, ")");
	}
	if (losses.count > NAMED)
		buffer_print(&text, " and %u more",
		    (unsigned)losses.count - NAMED);
	checked_verdict(checked_as(checking, losses.count == 0 ? PASS : WARN),
	    "death", checked_name(checking, KIND_NODE, node), losses.count ==
	    0 ? "when it is dead, every guest has a home" : "when it is dead, "
	    "no home for %s", buffer_text(&text));
	buffer_drop(&text);
	arena_drop(&arena);
}

/* Affinities and load limits that leave a guest nowhere to be, with every node
 * alive. */
static void
affinities_judge(struct checking *checking, struct homes *home)
{
	const char *why;

	settle(home);
	for (uint32_t g = 1; g <= home->site->guest_count; g++)
		if (home->at[g] == 0) {
			node_find(home, g, &why);
			checked_verdict(checked_as(checking, FAIL), "room",
			    checked_name(checking, KIND_GUEST, g), "its "
			    "affinities or load factors keep it off its first "
			    "node, and no other takes it (%s)", why);
		}
}

void
checked_room(struct checking *checking)
{
	const struct site *site = checking->site;
	struct arena arena = { 0 };
	struct homes *home = homes_make(&arena, site);
	const struct scene *scene = scene_of_all(&arena, site);

	for (uint32_t g = 1; g <= site->guest_count; g++)
		guest_judge(checking, home, g);
	affinities_judge(checking, home);
	for (uint32_t n = 1; n <= site->node_count; n++)
		death_judge(checking, scene, n);
	arena_drop(&arena);
}
