/*
 * How the guest is at each end: asked twice, some seconds apart.  What is under
 * way is waited for: a migration, a boot, the manager.
 */
#include <stdio.h>
#include <string.h>

#include "core/plan/view.h"
#include "core/plan/viewing.h"
#include "core/site/naming.h"

enum { APART_MS = 10000, PATIENCE_MS = 900000 };

struct looking {
	struct backend	*backend;
	struct site	*site;
	const struct site_guest *row;
	uint32_t	 guest;
	uint32_t	 off;		/* the node that is given up, or 0 */
	struct view	*view;
	struct err	*err;
};

static bool
ask(const struct looking *looking, const struct op *op, struct answer *answer)
{
	struct result res;

	if (!view_question(looking->backend, op, &res, looking->err))
		return false;
	*answer = res.answer;
	return true;
}

static bool
is_gone(const struct looking *looking, uint32_t node)
{
	return (looking->view->gone >> node & 1) != 0;
}

/* Its service processor is asked, or a person.  Nobody knows: it may have
 * power. */
static void
power_ask(const struct looking *looking, uint32_t node)
{
	const struct op op = { .kind = OP_NODE_STATE, .on = node,
	    .value = TEXT_POWER };
	struct err unknown = { 0 };
	struct looking own = *looking;
	struct answer answer;

	own.err = &unknown;
	if (!ask(&own, &op, &answer) || answer.state != STATE_DOWN)
		looking->view->ends.powered |= (uint64_t)1 << node;
}

/* A member that works answers both: its domain manager, and its root disk. */
static bool
is_well(const struct looking *looking, uint32_t node)
{
	const struct op guest = { .kind = OP_GUEST_STATE, .on = node,
	    .guest = looking->guest };
	const struct op file = { .kind = OP_DISK_STATE, .on = node,
	    .file = naming_saved(looking->site->names, looking->guest) };
	struct err none = { 0 };
	struct looking own = *looking;
	struct answer one, other;

	own.err = &none;
	return ask(&own, &guest, &one) && !answer_is_fenced(&one) &&
	    ask(&own, &file, &other) && !answer_is_fenced(&other);
}

/* The evidence: each time that it is looked. */
static bool
sick_ask(const struct looking *looking, uint32_t node)
{
	if (is_well(looking, node))
		return err_set(looking->err, ERR_WRONG_STATE, "%s answers as a "
		    "member that works: its domain manager and its root disk; "
		    "nothing is cut", names_text(looking->site->names,
		    KIND_NODE, node));
	looking->view->ends.sick |= (uint64_t)1 << node;
	return true;
}

/* Those whose groups are there, by name; a node that the cluster has given up
 * has none. */
static bool
dying_ask(const struct looking *looking, uint32_t node)
{
	const struct op groups = { .kind = OP_GROUP_STATE };
	struct site *site = looking->site;
	char text[NAMING_PATH] = "";
	struct result res;
	size_t n = 0;

	if (!view_question(looking->backend, &groups, &res, looking->err))
		return false;
	for (uint32_t i = 0; res.all != NULL && i < res.all->count; i++) {
		const struct found *found = &res.all->list[i];
		uint32_t guest = site_guest_of_group(site, found->object);

		if (guest != 0 && found->answer.state == STATE_ONLINE &&
		    found->answer.on == node && n < sizeof(text))
			n += (size_t)snprintf(text + n, sizeof(text) - n,
			    "%s%s", n == 0 ? "" : ", ", names_text(site->names,
			    KIND_GUEST, guest));
	}
	looking->view->ends.dies = n == 0 ? 0 : names_put(site->names,
	    KIND_TEXT, text);
	return true;
}

static bool
guests_ask(const struct looking *looking, struct ends *ends)
{
	for (uint32_t i = 0; i < looking->row->node_count; i++) {
		const struct op op = { .kind = OP_GUEST_STATE,
		    .on = looking->row->node[i], .guest = looking->guest };
		struct answer answer = { .state = STATE_FENCED };

		if (!is_gone(looking, op.on) && !ask(looking, &op, &answer))
			return false;
		if (answer_is_fenced(&answer))
			looking->view->gone |= (uint64_t)1 << op.on;
		ends->state[op.on] = answer_is_fenced(&answer) ?
		    STATE_FENCED : answer.state;
	}
	return true;
}

static bool
cluster_ask(const struct looking *looking, struct ends *ends)
{
	const struct site_guest *row = looking->row;
	const struct op suspended = { .kind = OP_GROUP_STATE,
	    .group = row->group, .value = TEXT_SUSPENDED };
	const struct op pool = { .kind = OP_POOL_STATE, .pool = row->pool };
	const struct op agent = { .kind = OP_RESOURCE_STATE,
	    .resource = row->agent.resource };
	struct answer answer;

	if (!ask(looking, &suspended, &answer))
		return false;
	ends->suspended = answer.state == STATE_SUSPENDED;
	if (!ask(looking, &pool, &answer))
		return false;
	ends->pool_at = answer.state == STATE_IMPORTED ? answer.on : 0;
	if (agent.resource == 0)
		return true;
	if (!ask(looking, &agent, &answer))
		return false;
	ends->guarded = answer.state != STATE_ABSENT &&
	    answer.state != STATE_DISABLED;
	return true;
}

static bool
file_ask(const struct looking *looking, uint32_t file, uint32_t node,
    bool *there)
{
	const struct op op = { .kind = OP_DISK_STATE, .on = node,
	    .file = file };
	struct answer answer;

	if (!ask(looking, &op, &answer))
		return false;
	*there = answer.state == STATE_PRESENT;
	return true;
}

/* The file in the pool can be seen where the pool is imported. */
static bool
copies_ask(const struct looking *looking, struct ends *ends)
{
	struct names *names = looking->site->names;
	bool there;

	for (uint32_t i = 0; i < looking->row->node_count; i++) {
		uint32_t node = looking->row->node[i];

		if (is_gone(looking, node))
			continue;
		if (!file_ask(looking, naming_saved(names, looking->guest),
		    node, &there))
			return false;
		ends->own |= there ? (uint64_t)1 << node : 0;
	}
	return ends->pool_at == 0 || is_gone(looking, ends->pool_at) ||
	    file_ask(looking, naming_copy(names, looking->row->pool,
	    looking->guest), ends->pool_at, &ends->in_pool);
}

static bool
look(const struct looking *looking, struct ends *ends)
{
	const struct ends was = looking->view->ends;

	*ends = (struct ends){ .group = was.group, .sick = was.sick,
	    .dies = was.dies };
	if (looking->off != 0 && !sick_ask(looking, looking->off))
		return false;
	ends->sick = looking->view->ends.sick;
	return guests_ask(looking, ends) && cluster_ask(looking, ends) &&
	    copies_ask(looking, ends);
}

static bool
is_under_way(const struct looking *looking, const struct ends *ends)
{
	for (uint32_t i = 0; i < looking->row->node_count; i++)
		if (ends->state[looking->row->node[i]] == STATE_MOVING)
			return true;
	return false;
}

bool
view_ends(struct backend *backend, struct site *site,
    const struct job *job, struct view *view, struct err *err)
{
	const struct looking looking = { backend, site,
	    &site->guests[job->guest], job->guest, job->off, view, err };
	const struct op pause = { .kind = OP_PAUSE, .number = APART_MS };
	struct ends ends;
	struct result paused;
	bool same;

	if ((job->off != 0 && !dying_ask(&looking, job->off)) ||
	    !look(&looking, &view->ends))
		return false;
	for (int64_t ms = 0; ; ms += APART_MS) {
		backend_execute(backend, &pause, 2 * APART_MS, &paused);
		if (!look(&looking, &ends))
			return false;
		same = memcmp(&ends, &view->ends, sizeof(ends)) == 0;
		view->ends = ends;
		if (same && (!is_under_way(&looking, &ends) ||
		    ms >= PATIENCE_MS))
			break;
		if (ms >= PATIENCE_MS)
			return err_set(err, ERR_WORLD_MOVED, "how %s is "
			    "changes from one look to the next: somebody is "
			    "at work on it", names_text(site->names,
			    KIND_GUEST, job->guest));
	}
	for (uint32_t i = 0; i < looking.row->node_count; i++)
		if (is_gone(&looking, looking.row->node[i]))
			power_ask(&looking, looking.row->node[i]);
	return true;
}
