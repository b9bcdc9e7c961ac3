#include "core/campaign/campaign_view.h"

#include <assert.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/buffer.h"
#include "core/site/neighbours.h"

static size_t
cell(const struct campaign_view *view, uint32_t guest, uint32_t node)
{
	assert(guest != 0 && guest <= view->guest_count);
	assert(node != 0 && node <= view->node_count);
	return (size_t)guest * (view->node_count + 1) + node;
}

void
campaign_view_make(struct arena *arena, const struct site *site,
    uint32_t node, struct campaign_view *view)
{
	size_t nodes = site->node_count + 1, guests = site->guest_count + 1;

	assert(node != 0 && node <= site->node_count);
	*view = (struct campaign_view){ .site = site, .node = node,
		.node_count = site->node_count,
		.guest_count = site->guest_count,
		.nodes = arena_take(arena, nodes, sizeof(*view->nodes)),
		.guests = arena_take(arena, guests, sizeof(*view->guests)),
		.lacks = arena_take(arena, nodes * guests,
		    sizeof(*view->lacks)),
	};
}

void
campaign_view_copy(struct arena *arena, const struct campaign_view *from,
    struct campaign_view *to)
{
	size_t nodes = from->node_count + 1, guests = from->guest_count + 1;

	*to = *from;
	to->nodes = arena_take(arena, nodes, sizeof(*to->nodes));
	to->guests = arena_take(arena, guests, sizeof(*to->guests));
	memcpy(to->nodes, from->nodes, nodes * sizeof(*to->nodes));
	memcpy(to->guests, from->guests, guests * sizeof(*to->guests));
}

const char *
campaign_lacks(const struct campaign_view *view, uint32_t guest, uint32_t node)
{
	return view->lacks[cell(view, guest, node)];
}

static void
take(struct campaign_view *view, uint32_t guest, int sign)
{
	const struct site_guest *row = &view->site->guests[guest];
	struct node_seen *node = &view->nodes[view->guests[guest].on];

	node->vcpus += sign * (int64_t)row->vcpus;
	node->crypto += sign * (int64_t)row->crypto;
	node->memory += sign * row->memory;
}

static void
moved(struct campaign_view *view, uint32_t guest, uint32_t node)
{
	take(view, guest, 1);
	view->guests[guest].on = node;
	view->guests[guest].group = STATE_ONLINE;
	view->guests[guest].domain = node == view->node ? STATE_RUNNING :
	    STATE_ABSENT;
	take(view, guest, -1);
}

void
campaign_moved(struct campaign_view *view, uint32_t guest, uint32_t node)
{
	uint32_t list[FOLLOWERS];
	uint32_t count = neighbours_following(view->site, guest, list);
	uint32_t was = view->guests[guest].on;

	assert(count <= FOLLOWERS);
	moved(view, guest, node);
	for (uint32_t i = 0; i < count; i++)
		if (view->guests[list[i]].on == was)
			moved(view, list[i], node);
}

static void
node_put(struct buffer *out, const struct campaign_view *view, uint32_t n)
{
	const struct node_seen *node = &view->nodes[n];

	buffer_print(out, "node %s %s %lld %lld %lld\n",
	    names_text(view->site->names, KIND_NODE, n), node->member ?
	    "member" : "no-member", (long long)node->vcpus,
	    (long long)node->crypto, (long long)node->memory);
}

static void
guest_put(struct buffer *out, const struct campaign_view *view, uint32_t g)
{
	const struct guest_seen *guest = &view->guests[g];
	const struct names *names = view->site->names;

	buffer_print(out, "guest %s %s %s%s%s %s\n",
	    names_text(names, KIND_GUEST, g), state_name(guest->group),
	    guest->on != 0 ? names_text(names, KIND_NODE, guest->on) :
	    "-", guest->suspended ? " suspended" : "",
	    guest->down ? " down" : "",
	    state_name(guest->domain));
	for (uint32_t n = 1; n <= view->node_count; n++)
		if (campaign_lacks(view, g, n) != NULL)
			buffer_print(out, "lacks %s\n",
			    campaign_lacks(view, g, n));
}

const char *
campaign_view_text(struct arena *arena,
    const struct campaign_view *view)
{
	struct buffer out = { 0 };
	const char *text;

	for (uint32_t n = 1; n <= view->node_count; n++)
		node_put(&out, view, n);
	for (uint32_t g = 1; g <= view->guest_count; g++)
		guest_put(&out, view, g);
	text = buffer_text(&out);
	text = arena_text(arena, text, strlen(text));
	buffer_drop(&out);
	return text;
}
