/*
 * Why ldm refuses: its own words where they are known.
 *
 * Of most refusals no text was found: then it is that of the simulator, without
 * the node, which ldm does not name.
 */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "backends/sim/acts.h"
#include "backends/sim/hypervisor/domain.h"
#include "backends/sim/hypervisor/ldmd.h"
#include "backends/sim/shell/definition.h"
#include "backends/sim/shell/ldm_change.h"
#include "backends/sim/world/simulation.h"

/* %s is the domain. */
static const struct words {
	uint32_t	 op;
	uint32_t	 code;
	uint32_t	 state;		/* of the domain; 0: any */
	const char	*format;
} known[] = {
	{ OP_GUEST_BIND, ERR_WRONG_STATE, 0, "LDom %s is already bound" },
	{ OP_GUEST_START, ERR_WRONG_STATE, STATE_INACTIVE,
	    "LDom %s is not bound" },
	{ OP_GUEST_START, ERR_WRONG_STATE, 0, "LDom %s is already started" },
	{ OP_GUEST_UNBIND, ERR_WRONG_STATE, STATE_INACTIVE,
	    "LDom %s is not bound" },
	{ OP_GUEST_UNBIND, ERR_WRONG_STATE, 0, "LDom %s must be stopped "
	    "before it can be unbound" },
	{ OP_GUEST_REMOVE, ERR_WRONG_STATE, 0, "LDom %s must be stopped and "
	    "unbound before it can be removed" },
	{ OP_GUEST_STOP, ERR_WRONG_STATE, STATE_HALTING,
	    "LDom %s is already being stopped" },
	{ OP_GUEST_STOP, ERR_WRONG_STATE, 0, "LDom %s is not active" },
	{ OP_GUEST_STOP, ERR_REFUSED, 0, "LDom %s stop notification failed" },
	{ OP_GUEST_MIGRATE, ERR_CANCELLED, 0,
	    "The migration of LDom %s has been cancelled" },	/* ours */
};

/* While the control domain is in a delayed reconfiguration. */
static const char reconfigures[] = "Operation on another domain not allowed";

static const struct words *
words_find(const struct op *op, uint32_t code, enum state state)
{
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (known[i].op == op->kind && known[i].code == code &&
		    (known[i].state == 0 || known[i].state == state))
			return &known[i];
	return NULL;
}

/* The text without " on NODE": ldm does not say on which node it is.  What "is
 * not on" it is missing. */
static void
node_cut(char text[LINE_BYTES], const char *node)
{
	char words[96], rest[LINE_BYTES];
	int n = snprintf(words, sizeof(words), " on %.80s", node);
	char *at = strstr(text, words);

	if (n <= 0 || at == NULL || strchr(" ,;.", at[n]) == NULL)
		return;
	snprintf(rest, sizeof(rest), "%s", at + n);
	if (at - text >= 4 && strncmp(at - 4, " not", 4) == 0)
		snprintf(at - 4, (size_t)(text + LINE_BYTES - at),
		    " missing%s", rest);
	else
		snprintf(at, (size_t)(text + LINE_BYTES - at), "%s", rest);
}

/* Some messages have more than one line. */
static void
lines_cut(char *text)
{
	static const char *const second[] = { " multiple of 256MB. Instead",
	    " to ensure a 256MB", " of a delayed reconfiguration" };

	for (size_t i = 0; i < sizeof(second) / sizeof(second[0]); i++) {
		char *at = strstr(text, second[i]);

		if (at != NULL)
			*at = '\n';
	}
}

void
ldm_words_print(struct call *call, uint32_t node, const char *words)
{
	char text[LINE_BYTES];

	snprintf(text, sizeof(text), "%s", words);
	node_cut(text, call_name(call, KIND_NODE, node));
	lines_cut(text);
	buffer_print(&call->err, "%s\n", text);
}

static enum state
state_of(const struct call *call, const struct op *op)
{
	struct sim *sim = call->shell->sim;

	if (op->guest == 0 || op->guest > sim->world->table[T_GUEST].count ||
	    op->on == 0)
		return STATE_ABSENT;
	return domain_state(sim, world_domain(sim->world, world_domain_of(
	    sim->world, op->guest, op->on)));
}

/* What would be removed must be there. */
static bool
is_missing(const struct call *call, const struct op *op)
{
	static const bool services[OP_KINDS] = { [OP_VSW_REMOVE] = true,
	    [OP_VDS_REMOVE] = true, [OP_VCC_REMOVE] = true };
	static const bool volumes[OP_KINDS] = { [OP_VOLUME_REMOVE] = true };
	struct world *world = call->shell->sim->world;

	return (services[op->kind] && world_service(world, op->service,
	    op->on)->present == 0) || (volumes[op->kind] &&
	    world_export(world, world_export_of(world, op->volume,
	    op->on))->service != op->service);
}

static bool
ldm_allows(struct call *call, const struct op *op, struct err *err)
{
	const char *service = call_name(call, KIND_SERVICE, op->service);

	assert(acts[op->kind] != NULL);
	if (!ldmd_takes(call->shell->sim, op, err))
		return false;
	if (!is_missing(call, op))
		return acts[op->kind]->allows(call->shell->sim, op, err);
	return op->volume == 0 ? err_set(err, ERR_NOT_FOUND, "Service %s not "
	    "found", service) : err_set(err, ERR_NOT_FOUND, "Volume %s@%s "
	    "not found", call_name(call, KIND_VOLUME, op->volume), service);
}

static void
ldm_refused(struct call *call, const struct op *op, const struct result *res)
{
	const char *name = call_name(call, KIND_GUEST, op->guest);
	enum state state = state_of(call, op);
	const struct words *words = words_find(op, res->err.code, state);
	static const bool migrates[OP_KINDS] = { [OP_GUEST_MIGRATE] = true };

	assert(res->outcome != DONE);
	call->status = 1;
	/* What has begun has found the domain. */
	if (strncmp(res->err.text, reconfigures, strlen(reconfigures)) == 0)
		ldm_words_print(call, op->on, res->err.text);
	else if (words != NULL && state == STATE_ABSENT &&
	    res->err.code != ERR_REFUSED)
		call_fail(call, 1, "LDom %s not found", name);
	else if (words != NULL)
		call_fail(call, 1, words->format, name);
	else
		ldm_words_print(call, op->on, res->err.text);
	if (migrates[op->kind])
		call_fail(call, 1, "Domain Migration of LDom %s failed", name);
}

/* What follows "LDom NAME" when it was done; most subcommands print nothing. */
static const char *const done_text[OP_KINDS] = {
	[OP_GUEST_START] = "started",
};

static void
ldm_done(struct call *call, const struct op *op)
{
	if (done_text[op->kind] != NULL)
		buffer_print(&call->out, "LDom %s %s\n", call_name(call,
		    KIND_GUEST, op->guest), done_text[op->kind]);
	ldm_changed(call, op);
	definition_apply(call, op);
}

/* Every command asks ldmd. */
static bool
ldm_answers(struct call *call)
{
	if (!call_answers(call))
		return false;
	if (ldmd_runs(call->shell->sim, call_node(call)))
		return true;
	call_fail(call, 1, "Failed to connect to logical domain manager: "
	    "Connection refused");
	return false;
}

const struct manner ldm_manner = { plain_usage, ldm_answers, ldm_allows,
    ldm_done, ldm_refused };
