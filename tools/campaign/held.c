#include "tools/campaign/held.h"

#include <string.h>

#include "core/site/naming.h"

enum { LIMIT_MS = 60000, TRIES = 3 };

void
held_make(struct held *held, struct site *site, struct backend *backend,
    uint32_t node)
{
	*held = (struct held){ .site = site, .backend = backend,
	    .file = naming_campaign(site->names, node) };
}

/* false: it does not answer. */
static bool
ask(struct held *held, uint32_t node, enum state *state)
{
	struct result res;

	backend_execute(held->backend, &(struct op){ .kind = OP_LOCK_STATE,
	    .on = node, .file = held->file }, LIMIT_MS, &res);
	*state = res.answer.state;
	return res.outcome == DONE;
}

/* A node that is down has no locks, and nobody works there. */
static bool
is_up(struct held *held, uint32_t node)
{
	struct result res;

	backend_execute(held->backend, &(struct op){ .kind = OP_NODE_STATE,
	    .on = node }, LIMIT_MS, &res);
	return res.outcome == DONE && res.answer.state == STATE_UP;
}

static bool
taken(struct held *held, uint32_t node, struct err *err)
{
	const char *name = names_text(held->site->names, KIND_NODE, node);
	const char *lock = strrchr(names_text(held->site->names, KIND_FILE,
	    held->file), '/') + 1;
	struct op take = { .kind = OP_LOCK_TAKE, .on = node,
	    .file = held->file };
	enum state state = STATE_STRANGE;
	bool own = held->resumed;
	struct result res;

	for (int i = 0; i < TRIES; i++) {
		if (!ask(held, node, &state))
			continue;
		if (state == STATE_PRESENT && own)
			return true;
		if (state == STATE_HELD || state == STATE_PRESENT)
			return err_set(err, ERR_LOCKED, "another campaign has "
			    "the lock %s on %s", lock, name);
		backend_execute(held->backend, &take, LIMIT_MS, &res);
		/* What has no answer is asked, and is ours if it is there. */
		own = true;
	}
	return err_set(err, ERR_NO_ANSWER, "%s does not say who has the lock "
	    "%s", name, lock);
}

bool
held_take(struct held *held, struct err *err)
{
	for (uint32_t n = 1; n <= held->site->node_count; n++) {
		if (!is_up(held, n))
			continue;
		if (!taken(held, n, err)) {
			held_drop(held);
			return false;
		}
		held->nodes |= (uint64_t)1 << n;
	}
	return true;
}

/* In the reverse order.  What a node does not answer is lost with its boot. */
void
held_drop(struct held *held)
{
	struct op drop = { .kind = OP_LOCK_DROP, .file = held->file };
	struct result res;

	for (uint32_t n = held->site->node_count; n >= 1; n--) {
		if ((held->nodes >> n & 1) == 0)
			continue;
		drop.on = n;
		backend_execute(held->backend, &drop, LIMIT_MS, &res);
	}
	held->nodes = 0;
}
