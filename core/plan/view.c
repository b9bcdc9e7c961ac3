#include "core/plan/view.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { ASK_LIMIT_MS = 30000, CONFIG_DIGITS = 6 };
enum { AGAIN_MS = 10000, PATIENCE_MS = 900000 };

/* false: there was no answer. */
static bool
ask(struct backend *backend, const struct op *op, struct result *res,
    struct err *err)
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

/* The highest N of CONFIG-N that is saved on a node.  All saved configurations
 * are asked for, because other people may have saved some. */
static bool
saved_ask(struct backend *backend, const struct site *site, uint32_t node,
    uint32_t *saved, struct err *err)
{
	struct op op = { .kind = OP_CONFIG_STATE, .on = node };
	struct result res;

	*saved = 0;
	if (!ask(backend, &op, &res, err))
		return false;
	assert(res.all != NULL);
	for (uint32_t i = 0; i < res.all->count; i++) {
		uint32_t n = config_number(site, res.all->list[i].object);

		if (n > *saved)
			*saved = n;
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

	for (int64_t ms = 0; ask(backend, op, res, err); ms += AGAIN_MS) {
		if (res->answer.state != STATE_PENDING || ms >= PATIENCE_MS)
			return true;
		backend_execute(backend, &pause, 2 * AGAIN_MS, &paused);
	}
	return false;
}

bool
view_ask(struct backend *backend, const struct site *site, uint32_t guest,
    struct view *view, struct err *err)
{
	struct op op = { .kind = OP_GROUP_STATE,
	    .group = site->guests[guest].group };
	struct result res;

	assert(guest <= site->guest_count);
	*view = (struct view){ 0 };
	for (uint32_t n = 1; n <= site->node_count; n++)
		if (!saved_ask(backend, site, n, &view->saved[n], err))
			return false;
	if (op.group == 0)
		return true;
	if (!group_ask(backend, &op, &res, err))
		return false;
	if (res.answer.state == STATE_ONLINE)
		view->group_at = res.answer.on;
	return true;
}
