#include "core/plan/view.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/plan/viewing.h"
#include "core/procedures/procedure.h"

enum { ASK_LIMIT_MS = 30000, CONFIG_DIGITS = 6 };
enum { AGAIN_MS = 10000, PATIENCE_MS = 900000, GIVE_UP_MS = 120000 };

struct asking {
	struct backend	*backend;
	const struct site *site;
	struct view	*view;
	bool		 recovers;
};

bool
view_question(struct backend *backend, const struct op *op,
    struct result *res, struct err *err)
{
	backend_execute(backend, op, ASK_LIMIT_MS, res);
	if (res->outcome != DONE)
		*err = res->err;
	return res->outcome == DONE;
}

/* The N of the name CONFIG-N; 0 for any other name. */
static uint32_t
config_number(const struct site *site, uint32_t name)
{
	const char *text = names_text(site->names, KIND_TEXT, name);
	size_t n = strlen(site->config), digits;

	if (strncmp(text, site->config, n) != 0 || text[n] != '-')
		return 0;
	text += n + 1;
	digits = strspn(text, "0123456789");
	if (digits == 0 || digits > CONFIG_DIGITS || text[digits] != '\0')
		return 0;
	return (uint32_t)strtoul(text, NULL, 10);
}

static uint32_t
highest(const struct site *site, const struct answers *all)
{
	uint32_t saved = 0;

	for (uint32_t i = 0; i < all->count; i++) {
		uint32_t n = config_number(site, all->list[i].object);

		if (n > saved)
			saved = n;
	}
	return saved;
}

/* The lowest N that may go.  What runs now may be needed again, and so may the
 * one before the one that is going to be saved. */
static uint32_t
lowest(const struct site *site, const struct answers *all, uint32_t last)
{
	uint32_t oldest = 0;

	for (uint32_t i = 0; i < all->count; i++) {
		const struct found *found = &all->list[i];
		uint32_t n = config_number(site, found->object);

		if (n != 0 && n != last && (oldest == 0 || n < oldest) &&
		    found->answer.state != STATE_SAVED &&
		    found->answer.value != found->object)
			oldest = n;
	}
	return oldest;
}

/* Has the node been given up?  It may be so from one question to the next. */
static bool
is_gone(struct view *view, uint32_t node, const struct result *res)
{
	if (answer_is_fenced(&res->answer))
		view->gone |= (uint64_t)1 << node;
	return answer_is_fenced(&res->answer);
}

/* All saved configurations are asked for, because other people may have saved
 * some. */
static bool
saved_ask(struct backend *backend, const struct site *site, uint32_t node,
    struct view *view, struct err *err)
{
	struct op op = { .kind = OP_CONFIG_STATE, .on = node };
	struct result res;

	if (!view_question(backend, &op, &res, err))
		return false;
	if (is_gone(view, node, &res))
		return true;
	assert(res.all != NULL);
	view->saved[node] = highest(site, res.all);
	view->oldest[node] = lowest(site, res.all, view->saved[node]);
	op = (struct op){ .kind = OP_NODE_STATE, .on = node,
	    .value = TEXT_SLOTS };
	if (!view_question(backend, &op, &res, err))
		return false;
	if (!is_gone(view, node, &res))
		view->slots[node] = (uint32_t)res.answer.number;
	return true;
}

/* Who recovers comes when a node has just died: until the others have given it
 * up nobody answers for it. */
static bool
node_ask(const struct asking *asking, uint32_t node, struct err *err)
{
	const struct op pause = { .kind = OP_PAUSE, .number = AGAIN_MS };
	struct result paused;

	for (int64_t ms = 0; !saved_ask(asking->backend, asking->site, node,
	    asking->view, err); ms += AGAIN_MS) {
		if (!asking->recovers || ms >= GIVE_UP_MS)
			return false;
		backend_execute(asking->backend, &pause, 2 * AGAIN_MS, &paused);
	}
	return true;
}

/* Where the group is.  While its manager is at work that is nowhere, so it is
 * asked again. */
static bool
group_ask(struct backend *backend, const struct op *op, struct result *res,
    struct err *err)
{
	const struct op pause = { .kind = OP_PAUSE, .number = AGAIN_MS };
	struct result paused;

	for (int64_t ms = 0; view_question(backend, op, res, err);
	    ms += AGAIN_MS) {
		if (res->answer.state != STATE_PENDING || ms >= PATIENCE_MS)
			return true;
		backend_execute(backend, &pause, 2 * AGAIN_MS, &paused);
	}
	return false;
}

static bool
finds_down(const struct job *job)
{
	return job->procedure != NULL && job->procedure->finds_down;
}

/* Who types what is said of the job's node has to be a member. */
static bool
others_ask(struct backend *backend, const struct site *site,
    const struct job *job, struct view *view, struct err *err)
{
	struct result res;

	for (uint32_t n = 1; n <= site->node_count; n++) {
		const struct op op = { .kind = OP_MEMBER_STATE, .to = n };

		if (job_touches(site, job, n))
			continue;
		if (!view_question(backend, &op, &res, err))
			return false;
		if (res.answer.state == STATE_DOWN)
			view->gone |= (uint64_t)1 << n;
	}
	return true;
}

/* Nothing more can be asked of a node that has not come back. */
static bool
rejoin_ask(const struct asking *asking, const struct job *job,
    struct err *err)
{
	struct view *view = asking->view;
	uint32_t node = 1;

	while (!job_touches(asking->site, job, node))
		node++;
	if (!view_rejoin(asking->backend, asking->site, node, view, err) ||
	    !others_ask(asking->backend, asking->site, job, view, err))
		return false;
	return view->back != BACK_MEMBER || (node_ask(asking, node, err) &&
	    view_volumes(asking->backend, asking->site, job, view, err));
}

bool
view_ask(struct backend *backend, struct site *site,
    const struct job *job, struct view *view, struct err *err)
{
	struct op op = { .kind = OP_GROUP_STATE,
	    .group = site->guests[job->guest].group };
	const struct asking asking = { backend, site, view,
	    job->procedure != NULL && job->procedure->recovers };
	struct result res;

	assert(job->guest <= site->guest_count);
	*view = (struct view){ 0 };
	if (job->procedure != NULL && job->procedure->takes_group)
		return view_stuck(backend, site, job->guest, view, err);
	if (job->procedure != NULL && job->procedure->comes_back)
		return rejoin_ask(&asking, job, err);
	for (uint32_t n = 1; n <= site->node_count; n++)
		if (job_touches(site, job, n) && !finds_down(job) &&
		    n != job->off &&
		    !node_ask(&asking, n, err))
			return false;
	if (job->procedure != NULL && job->procedure->takes_node)
		return others_ask(backend, site, job, view, err);
	if (job->off != 0)
		view->gone |= (uint64_t)1 << job->off;
	if (job->guest == 0)
		return view_volumes(backend, site, job, view, err);
	if (op.group == 0)
		return true;
	if (!group_ask(backend, &op, &res, err))
		return false;
	if (res.answer.state == STATE_ONLINE)
		view->group_at = res.answer.on;
	view->ends.group = res.answer.state;
	return !asking.recovers ||
	    view_ends(backend, site, job, view, err);
}
