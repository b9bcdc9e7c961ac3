/*
 * Volumes that a node should have and has not.
 *
 * A guest's volumes belong on every node of its group as soon as the guest is
 * in use: its group exists, and so does its agent, if it has one.  Before that
 * the job that makes the guest adds them.
 */
#include <assert.h>

#include "core/base/arena.h"
#include "core/plan/view.h"
#include "core/plan/viewing.h"

struct asking {
	struct backend	*backend;
	const struct site *site;
	const bool	*used;		/* by guest */
	struct view	*view;
};

static bool
is_found(const struct answers *all, uint32_t object)
{
	for (uint32_t i = 0; i < all->count; i++)
		if (all->list[i].object == object)
			return true;
	return false;
}

/* NULL: its node is gone. */
static bool
all_ask(struct backend *backend, const struct op *op,
    const struct answers **all, struct err *err)
{
	struct result res;

	if (!view_question(backend, op, &res, err))
		return false;
	assert(res.all != NULL || answer_is_fenced(&res.answer));
	*all = answer_is_fenced(&res.answer) ? NULL : res.all;
	return true;
}

/* Which guests are in use; the caller has cleared the list. */
static bool
used_ask(struct backend *backend, const struct site *site, bool *used,
    struct err *err)
{
	const struct op groups = { .kind = OP_GROUP_STATE };
	const struct op resources = { .kind = OP_RESOURCE_STATE };
	const struct answers *all;
	uint32_t g;

	if (!all_ask(backend, &groups, &all, err))
		return false;
	for (g = 1; g <= site->guest_count; g++)
		used[g] = is_found(all, site->guests[g].group);
	if (!all_ask(backend, &resources, &all, err))
		return false;
	for (g = 1; g <= site->guest_count; g++)
		if (site->guests[g].agent.present)
			used[g] &= is_found(all,
			    site->guests[g].agent.resource);
	return true;
}

static bool
has_node(const struct site_guest *row, uint32_t node)
{
	for (uint32_t i = 0; i < row->node_count; i++)
		if (row->node[i] == node)
			return true;
	return false;
}

static void
missing_add(struct view *view, struct missing missing)
{
	if (view->missing_count < VIEW_MISSING)
		view->missing[view->missing_count++] = missing;
}

/* The volumes of one disk server on one node. */
static void
server_compare(const struct site *site, const struct op *ask,
    const bool *used, const struct answers *all, struct view *view)
{
	for (uint32_t g = 1; g <= site->guest_count; g++) {
		const struct site_guest *row = &site->guests[g];

		for (uint32_t d = 0; used[g] && has_node(row, ask->on) &&
		    d < row->disk_count; d++)
			if (row->disk[d].vds == ask->service &&
			    !is_found(all, row->disk[d].volume))
				missing_add(view, (struct missing){ g,
				    (uint16_t)d, (uint16_t)ask->on });
	}
}

/* The volumes of one node; nothing is known of one that is gone. */
static bool
node_ask(struct asking *asking, uint32_t node, struct err *err)
{
	const struct site *site = asking->site;
	const struct answers *all;

	for (uint32_t s = 1; s <= site->service_count; s++) {
		const struct op ask = { .kind = OP_VOLUME_STATE,
		    .on = node, .service = s };

		if (site->services[s].kind != SERVICE_VDS)
			continue;
		if (!all_ask(asking->backend, &ask, &all, err))
			return false;
		if (all == NULL) {
			asking->view->gone |= (uint64_t)1 << node;
			return true;
		}
		server_compare(site, &ask, asking->used, all, asking->view);
	}
	return true;
}

bool
view_volumes(struct backend *backend, const struct site *site,
    const struct job *job, struct view *view, struct err *err)
{
	struct arena arena = { 0 };
	bool *used = arena_take(&arena, (size_t)site->guest_count + 1,
	    sizeof(*used));
	bool answered = used_ask(backend, site, used, err);
	struct asking asking = { backend, site, used, view };

	for (uint32_t n = 1; answered && n <= site->node_count; n++)
		if (job_touches(site, job, n) && (view->gone >> n & 1) == 0)
			answered = node_ask(&asking, n, err);
	arena_drop(&arena);
	return answered;
}
