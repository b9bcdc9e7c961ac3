/*
 * What a campaign is chosen from is asked.
 */
#include "core/base/arena.h"
#include "core/campaign/campaign_view.h"
#include "core/site/neighbours.h"

enum { ASK_LIMIT_MS = 30000 };
enum { AGAIN_MS = 10000, PATIENCE_MS = 900000 };

struct look {
	struct arena	*arena;
	struct backend	*backend;
	const struct site *site;
	struct campaign_view *view;
	uint32_t	 node;		/* of the campaign */
	struct err	*err;
};

static bool
asked(const struct look *look, const struct op *op, struct answer *answer)
{
	struct result res;

	backend_execute(look->backend, op, ASK_LIMIT_MS, &res);
	if (res.outcome != DONE)
		*look->err = res.err;
	*answer = res.answer;
	return res.outcome == DONE;
}

static bool
number_ask(const struct look *look, uint32_t node, uint32_t part,
    int64_t *number)
{
	struct answer answer;

	if (!asked(look, &(struct op){ .kind = OP_NODE_STATE, .on = node,
	    .value = part }, &answer))
		return false;
	*number = answer.number;
	return true;
}

/* A node that says nothing is no place for a guest. */
static bool
node_look(const struct look *look, uint32_t n)
{
	struct node_seen *node = &look->view->nodes[n];
	struct err kept = *look->err;
	struct answer answer;

	if (!asked(look, &(struct op){ .kind = OP_NODE_STATE, .on = n },
	    &answer) || answer.state != STATE_UP) {
		*look->err = kept;
		return true;
	}
	node->member = true;
	return number_ask(look, n, TEXT_VCPUS, &node->vcpus) &&
	    number_ask(look, n, TEXT_CRYPTO, &node->crypto) &&
	    number_ask(look, n, TEXT_MEMORY, &node->memory);
}

/* While the manager of the cluster is at work a group is nowhere: it is asked
 * again. */
static bool
group_ask(const struct look *look, const struct op *op, struct answer *answer)
{
	const struct op pause = { .kind = OP_PAUSE, .number = AGAIN_MS };
	struct result paused;

	for (int64_t ms = 0; asked(look, op, answer); ms += AGAIN_MS) {
		if (answer->state != STATE_PENDING || ms >= PATIENCE_MS)
			return true;
		backend_execute(look->backend, &pause, 2 * AGAIN_MS, &paused);
	}
	return false;
}

/* The manager brings it along, and its job says nothing of that. */
static bool
follower_look(const struct look *look, uint32_t g)
{
	const struct site_guest *row = &look->site->guests[g];
	struct guest_seen *guest = &look->view->guests[g];
	struct answer answer;
	bool follows = false;

	for (uint32_t i = 0; i < row->affinity_count; i++)
		follows = follows || affinity_is_with(row->affinity[i].sign);
	if (!follows || guest->on == 0 || !look->view->nodes[guest->on].member)
		return true;
	if (!asked(look, &(struct op){ .kind = OP_GUEST_STATE,
	    .on = guest->on, .guest = g }, &answer))
		return false;
	guest->down = answer.state != STATE_RUNNING;
	return true;
}

static bool
guest_look(const struct look *look, uint32_t g)
{
	struct guest_seen *guest = &look->view->guests[g];
	struct op op = { .kind = OP_GROUP_STATE,
	    .group = look->site->guests[g].group };
	struct answer answer;

	if (op.group != 0) {
		if (!group_ask(look, &op, &answer))
			return false;
		guest->group = answer.state;
		guest->on = answer.state == STATE_ONLINE ? answer.on : 0;
		op.value = TEXT_SUSPENDED;
		if (answer.state != STATE_ABSENT && !asked(look, &op,
		    &answer))
			return false;
		guest->suspended = answer.state == STATE_SUSPENDED;
	}
	if (!follower_look(look, g))
		return false;
	if (!look->view->nodes[look->node].member)
		return true;
	if (!asked(look, &(struct op){ .kind = OP_GUEST_STATE,
	    .on = look->node, .guest = g }, &answer))
		return false;
	guest->domain = answer.state;
	return true;
}

static const char *
name(const struct look *look, enum kind kind, uint32_t number)
{
	return names_text(look->site->names, kind, number);
}

static bool
service_lacks(const struct look *look, uint32_t node, uint32_t service,
    const char **text)
{
	struct answer answer;

	if (*text != NULL || service == 0)
		return true;
	if (!asked(look, &(struct op){ .kind = OP_SERVICE_STATE, .on = node,
	    .service = service }, &answer))
		return false;
	if (answer.state != STATE_PRESENT)
		*text = arena_format(look->arena, "%s has no %s",
		    name(look, KIND_NODE, node),
		    name(look, KIND_SERVICE, service));
	return true;
}

static bool
disk_lacks(const struct look *look, uint32_t node,
    const struct site_disk *disk, const char **text)
{
	struct answer answer;

	if (!service_lacks(look, node, disk->vds, text))
		return false;
	if (*text != NULL)
		return true;
	if (!asked(look, &(struct op){ .kind = OP_VOLUME_STATE, .on = node,
	    .volume = disk->volume, .service = disk->vds }, &answer))
		return false;
	if (answer.state != STATE_PRESENT || answer.value != disk->file)
		*text = arena_format(look->arena, answer.state ==
		    STATE_PRESENT ? "%s has the volume %s, but of another "
		    "file" : "%s has no volume %s", name(look, KIND_NODE, node),
		    name(look, KIND_VOLUME, disk->volume));
	return true;
}

static bool
device_lacks(const struct look *look, uint32_t guest, uint32_t node,
    const char **text)
{
	const struct site_guest *row = &look->site->guests[guest];
	struct answer answer;

	if (row->device == 0)
		return true;
	if (!asked(look, &(struct op){ .kind = OP_DEVICE_STATE, .on = node,
	    .device = row->device, .pool = row->pool }, &answer))
		return false;
	if (answer.state != STATE_PRESENT)
		*text = arena_format(look->arena, "%s does not see %s",
		    name(look, KIND_NODE, node),
		    name(look, KIND_DEVICE, row->device));
	return true;
}

static bool
twin_lacks(const struct look *look, uint32_t guest, uint32_t node,
    const char **text)
{
	struct answer answer;

	if (*text != NULL)
		return true;
	if (!asked(look, &(struct op){ .kind = OP_GUEST_STATE, .on = node,
	    .guest = guest }, &answer))
		return false;
	if (answer.state != STATE_ABSENT)
		*text = arena_format(look->arena, "%s has a domain %s already",
		    name(look, KIND_NODE, node),
		    name(look, KIND_GUEST, guest));
	return true;
}

static bool
pair_look(const struct look *look, uint32_t guest, uint32_t node)
{
	const struct site_guest *row = &look->site->guests[guest];
	const char *text = NULL;
	bool known = device_lacks(look, guest, node, &text);

	for (uint32_t i = 0; known && i < row->net_count; i++)
		known = service_lacks(look, node, row->net[i].vsw, &text);
	for (uint32_t i = 0; known && i < row->disk_count; i++)
		known = disk_lacks(look, node, &row->disk[i], &text);
	known = known && twin_lacks(look, guest, node, &text);
	look->view->lacks[guest * (look->view->node_count + 1) + node] = text;
	return known;
}

/* Only where the guest may go. */
static bool
pairs_look(const struct look *look, uint32_t guest)
{
	const struct site_guest *row = &look->site->guests[guest];

	for (uint32_t i = 0; i < row->node_count; i++)
		if (look->view->guests[guest].on != 0 &&
		    row->node[i] != look->view->guests[guest].on &&
		    look->view->nodes[row->node[i]].member &&
		    !pair_look(look, guest, row->node[i]))
			return false;
	return true;
}

bool
campaign_look(struct arena *arena, struct backend *backend,
    struct campaign_view *view, struct err *err)
{
	const struct site *site = view->site;
	const struct look look = { arena, backend, site, view, view->node,
	    err };
	bool known = true;

	for (uint32_t n = 1; known && n <= site->node_count; n++)
		known = node_look(&look, n);
	for (uint32_t g = 1; known && g <= site->guest_count; g++)
		known = guest_look(&look, g);
	for (uint32_t g = 1; known && g <= site->guest_count; g++)
		known = pairs_look(&look, g);
	return known;
}
