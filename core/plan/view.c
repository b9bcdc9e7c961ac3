#include "core/plan/view.h"

#include <stdio.h>

enum { ASK_LIMIT_MS = 30000, CONFIGS = 99 };

static bool
ask(struct backend *backend, const struct op *op, struct answer *answer,
    struct err *err)
{
	struct result res;

	backend_execute(backend, op, ASK_LIMIT_MS, &res);
	if (res.outcome != DONE) {
		*err = res.err;
		return false;
	}
	*answer = res.answer;
	return true;
}

/* The highest N of CONFIG-N that is saved on a node. */
static bool
saved_ask(struct backend *backend, const struct site *site, uint32_t node,
    uint32_t *saved, struct err *err)
{
	char name[80];
	struct answer answer;

	*saved = 0;
	for (unsigned n = 1; n <= CONFIGS; n++) {
		struct op op = { .kind = OP_CONFIG_STATE, .on = node };

		snprintf(name, sizeof(name), "%.60s-%u", site->config, n);
		op.value = names_find(site->names, KIND_TEXT, name);
		if (op.value == 0)
			break;
		if (!ask(backend, &op, &answer, err))
			return false;
		if (answer.state != STATE_ABSENT)
			*saved = n;
	}
	return true;
}

bool
view_ask(struct backend *backend, const struct site *site, uint32_t guest,
    struct view *view, struct err *err)
{
	struct op op = { .kind = OP_GROUP_STATE,
	    .group = site->guests[guest].group };
	struct answer answer;

	*view = (struct view){ 0 };
	for (uint32_t n = 1; n <= site->node_count; n++)
		if (!saved_ask(backend, site, n, &view->saved[n], err))
			return false;
	if (op.group == 0)
		return true;
	if (!ask(backend, &op, &answer, err))
		return false;
	if (answer.state == STATE_ONLINE)
		view->group_at = answer.on;
	return true;
}
