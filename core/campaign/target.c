#include "core/campaign/target.h"

#include <assert.h>

#include "core/base/arena.h"
#include "core/site/neighbours.h"

/* A guest that moves, and those that come along. */
struct party {
	const struct site *site;
	const struct campaign_view *view;
	uint32_t	 list[FOLLOWERS + 1];	/* the guest first */
	uint32_t	 count;
	uint32_t	 node;			/* where it would go */
};

static void
party_make(struct party *party, const struct campaign_view *view,
    uint32_t guest)
{
	const struct site *site = view->site;
	uint32_t list[FOLLOWERS];
	uint32_t count = neighbours_following(site, guest, list);

	assert(count <= FOLLOWERS);
	*party = (struct party){ site, view, { guest }, 1, 0 };
	for (uint32_t i = 0; i < count; i++)
		if (view->guests[list[i]].on == view->guests[guest].on)
			party->list[party->count++] = list[i];
}

static const char *
group_name(const struct site *site, uint32_t guest)
{
	return names_text(site->names, KIND_GROUP, site->guests[guest].group);
}

static bool
is_of(const struct party *party, uint32_t guest)
{
	for (uint32_t i = 0; i < party->count; i++)
		if (party->list[i] == guest)
			return true;
	return false;
}

/* Where a group is that does not move with the party. */
static bool
is_there(const struct party *party, uint32_t guest)
{
	return guest != 0 && party->view->guests[guest].on == party->node;
}

/* The affinities of one of the party to groups that stay. */
static const char *
own_refuse(struct arena *arena, const struct party *party, uint32_t guest)
{
	const struct site_guest *row = &party->site->guests[guest];

	for (uint32_t i = 0; i < row->affinity_count; i++) {
		const struct affinity *affinity = &row->affinity[i];
		uint32_t other = row->affinity_guest[i];
		bool with = affinity_is_with(affinity->sign);

		if (!affinity_is_strong(affinity->sign) ||
		    is_of(party, other) || with == is_there(party, other))
			continue;
		return arena_format(arena, "%s has %s%s, which is %s there",
		    group_name(party->site, guest),
		    affinity_mark(affinity->sign), names_text(
		    party->site->names, KIND_GROUP, affinity->group),
		    with ? "not" : "online");
	}
	return NULL;
}

/* The groups there that would have to give way. */
static const char *
others_refuse(struct arena *arena, const struct party *party, uint32_t guest)
{
	const struct site *site = party->site;
	uint32_t group = site->guests[guest].group;

	for (uint32_t g = neighbours_naming(site, guest, 0); g != 0;
	    g = neighbours_naming(site, guest, g))
		if (neighbours_sign(site, g, group) == SIGN_EXCLUDES &&
		    !is_of(party, g) && is_there(party, g))
			return arena_format(arena, "%s is online there, has "
			    "--%s, and would be stopped", group_name(site, g),
			    group_name(site, guest));
	return NULL;
}

static const char *
room_refuses(struct arena *arena, const struct party *party)
{
	const struct node_seen *node = &party->view->nodes[party->node];
	int64_t vcpus = 0, crypto = 0, memory = 0;

	for (uint32_t i = 0; i < party->count; i++) {
		const struct site_guest *row =
		    &party->site->guests[party->list[i]];

		vcpus += row->vcpus;
		crypto += row->crypto;
		memory += row->memory;
	}
	if (vcpus > node->vcpus)
		return arena_format(arena, "%lld vcpus are free there, and "
		    "%lld are needed", (long long)node->vcpus,
		    (long long)vcpus);
	if (memory > node->memory)
		return arena_format(arena, "%lldM of memory are free there, "
		    "and %lldM are needed", (long long)node->memory >> 20,
		    (long long)memory >> 20);
	if (crypto > node->crypto)
		return arena_format(arena, "%lld crypto units are free there, "
		    "and %lld are needed", (long long)node->crypto,
		    (long long)crypto);
	return NULL;
}

static const char *
one_refuses(struct arena *arena, const struct party *party, uint32_t guest)
{
	const char *text;

	if (!neighbours_listed(&party->site->guests[guest], party->node))
		return arena_format(arena, "it is not in the node list of %s",
		    group_name(party->site, guest));
	text = campaign_lacks(party->view, guest, party->node);
	if (text == NULL)
		text = own_refuse(arena, party, guest);
	return text != NULL ? text : others_refuse(arena, party, guest);
}

const char *
target_refuses(struct arena *arena, const struct campaign_view *view,
    uint32_t guest, uint32_t node)
{
	const char *text = NULL;
	struct party party;

	if (!view->nodes[node].member)
		return "it is no member of the cluster, or does not answer";
	party_make(&party, view, guest);
	party.node = node;
	for (uint32_t i = 0; i < party.count && text == NULL; i++)
		text = one_refuses(arena, &party, party.list[i]);
	return text != NULL ? text : room_refuses(arena, &party);
}

/* How many of its weak affinities hold there, less how many do not. */
static int
liked(const struct campaign_view *view, uint32_t guest, uint32_t node)
{
	const struct site_guest *row = &view->site->guests[guest];
	int count = 0;

	for (uint32_t i = 0; i < row->affinity_count; i++) {
		uint32_t other = row->affinity_guest[i];
		bool there = other != 0 && view->guests[other].on == node;

		if (there && row->affinity[i].sign == SIGN_PREFERS)
			count++;
		if (there && row->affinity[i].sign == SIGN_AVOIDS)
			count--;
	}
	return count;
}

uint32_t
target_choose(struct arena *arena, const struct campaign_view *view,
    uint32_t guest, const char **why)
{
	const struct site_guest *row = &view->site->guests[guest];
	const char *text = "";
	uint32_t best = 0;

	for (uint32_t i = 0; i < row->node_count; i++) {
		uint32_t node = row->node[i];
		const char *refused;

		if (node == view->guests[guest].on)
			continue;
		refused = target_refuses(arena, view, guest, node);
		if (refused != NULL)
			text = arena_format(arena, "%s%snot %s: %s", text,
			    *text != '\0' ? "; " : "", names_text(
			    view->site->names, KIND_NODE, node), refused);
		else if (best == 0 || liked(view, guest, node) >
		    liked(view, guest, best))
			best = node;
	}
	*why = *text != '\0' ? text : best != 0 ? "it has room there" :
	    "the node list of its group has no other node";
	return best;
}

bool
target_follows(const struct campaign_view *view, uint32_t guest)
{
	const struct site_guest *row = &view->site->guests[guest];

	for (uint32_t i = 0; i < row->affinity_count; i++) {
		uint32_t other = row->affinity_guest[i];

		if (affinity_is_with(row->affinity[i].sign) && other != 0 &&
		    view->guests[other].on == view->guests[guest].on)
			return true;
	}
	return false;
}
