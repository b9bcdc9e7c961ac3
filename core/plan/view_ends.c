/*
 * How the guest is at each end: asked twice, some seconds apart.  What is under
 * way is waited for: a migration, a boot, the manager.
 */
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
	uint32_t group = looking->view->ends.group;
	uint64_t powered = looking->view->ends.powered;

	*ends = (struct ends){ .group = group, .powered = powered };
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
	    &site->guests[job->guest], job->guest, view, err };
	const struct op pause = { .kind = OP_PAUSE, .number = APART_MS };
	struct ends ends;
	struct result paused;
	bool same;

	if (!look(&looking, &view->ends))
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
