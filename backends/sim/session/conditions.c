/*
 * States of objects, as scenarios name them, and the question that answers
 * each.
 *
 * A row without holds is a state that the format knows and in which the
 * simulator can put nothing yet.
 */
#include <assert.h>
#include <string.h>

#include "backends/sim/cluster/affinity.h"
#include "backends/sim/cluster/load.h"
#include "backends/sim/cluster/placing.h"
#include "backends/sim/questions/answer.h"
#include "backends/sim/questions/ask.h"
#include "backends/sim/session/incidents.h"
#include "backends/sim/session/vocabulary.h"
#include "backends/sim/world/declared.h"
#include "backends/sim/world/growth.h"

#define S(state)	STATE_BIT(STATE_##state)

struct row {
	enum kind	 kind;
	const char	*word;
	bool		(*holds)(struct sim *, const struct row *,
			    const struct condition *);
	enum op_kind	 question;
	uint64_t	 states;	/* answers that mean it */
	uint32_t	 value;		/* of the question */
};

static const struct row *find(enum kind, const char *word);

static bool
answer_is(struct sim *sim, const struct op *ask, uint64_t states, uint32_t on)
{
	struct result res;

	sim_ask(sim, ask, &res);
	return res.outcome == DONE &&
	    (states & STATE_BIT(res.answer.state)) != 0 &&
	    (on == 0 || res.answer.on == 0 || res.answer.on == on);
}

static uint32_t
service_of(const struct sim *sim, uint32_t volume)
{
	const struct declared *declared = &sim->declared;

	for (uint32_t g = 1; g <= declared->guest_count; g++)
		for (uint32_t d = 0; d < declared->guests[g].disk_count; d++)
			if (declared->guests[g].disk[d].volume == volume)
				return declared->guests[g].disk[d].vds;
	for (uint32_t s = 1; s <= declared->service_count; s++)
		if (declared->services[s].kind == SERVICE_VDS)
			return s;
	return 0;
}

/* The question of a row, about the object of the condition. */
static struct op
question(const struct sim *sim, const struct row *row,
    const struct condition *condition)
{
	struct op ask = { .kind = row->question, .value = row->value };

	for (unsigned f = 0; f < FIELDS; f++)
		if (f != F_TO && field_kind[f] == row->kind)
			ask.field[f] = condition->name;
	if (row->kind == KIND_VOLUME)
		ask.service = service_of(sim, condition->name);
	return ask;
}

/* Ask once: the place that knows answers. */
static bool
holds(struct sim *sim, const struct row *row, const struct condition *condition)
{
	const struct op ask = question(sim, row, condition);

	return answer_is(sim, &ask, row->states, condition->on);
}

/* A node that does not answer is down. */
static bool
is_down(struct sim *sim, const struct row *row,
    const struct condition *condition)
{
	const struct op ask = question(sim, row, condition);
	struct result res;

	sim_ask(sim, &ask, &res);
	return res.outcome != DONE || holds(sim, row, condition);
}

/* Is there a node, among those that the condition means, for which the answer
 * is in the states of the row (so), or is not (!so)? */
static bool
any_node_is(struct sim *sim, const struct row *row,
    const struct condition *condition, bool so)
{
	struct op ask = question(sim, row, condition);

	for (ask.on = 1; ask.on <= sim->world->table[T_NODE].count; ask.on++)
		if ((condition->on == 0 || condition->on == ask.on) &&
		    answer_is(sim, &ask, row->states, 0) == so)
			return true;
	return false;
}

/* Ask each node: the state holds on any of them, or on the node that the
 * condition names. */
static bool
on_any(struct sim *sim, const struct row *row,
    const struct condition *condition)
{
	return any_node_is(sim, row, condition, true);
}

/* Ask each node: the state holds on all of them. */
static bool
on_all(struct sim *sim, const struct row *row,
    const struct condition *condition)
{
	return !any_node_is(sim, row, condition, false);
}

static bool
clustered(struct sim *sim, const struct row *row,
    const struct condition *condition)
{
	const struct op ask = { .kind = row->question,
	    .resource = world_guest(sim->world, condition->name)->agent };

	return ask.resource != 0 &&
	    on_any(sim, find(KIND_GUEST, "running"), condition) &&
	    answer_is(sim, &ask, row->states, condition->on);
}

static bool
untouched(struct sim *sim, const struct row *row,
    const struct condition *condition)
{
	(void)row;
	return !sim_source_touched(sim, condition->name);
}

/* From every node, or from that one. */
static bool
barred(struct sim *sim, const struct row *row,
    const struct condition *condition)
{
	(void)row;
	return condition->on == 0 ? placing_bars(sim, condition->name) :
	    ((affinity_ruled_out(sim, condition->name) |
	    load_ruled_out(sim, condition->name)) & bit(condition->on)) != 0;
}

static const struct row rows[] = {
	{ KIND_GUEST, "running", on_any, OP_GUEST_STATE,
	    .states = S(RUNNING) },
	{ KIND_GUEST, "at ok", on_any, OP_GUEST_STATE, .states = S(AT_OK) },
	{ KIND_GUEST, "booting", on_any, OP_GUEST_STATE,
	    .states = S(BOOTING) },
	{ KIND_GUEST, "bound", on_any, OP_GUEST_STATE, .states = S(BOUND) },
	{ KIND_GUEST, "inactive", on_any, OP_GUEST_STATE,
	    .states = S(INACTIVE) },
	{ KIND_GUEST, "absent", on_all, OP_GUEST_STATE,
	    .states = S(ABSENT) },
	{ KIND_GUEST, .word = "suspended" },
	{ KIND_GUEST, .word = "hung" },
	{ KIND_GUEST, "clustered", clustered, OP_RESOURCE_STATE,
	    .states = S(ONLINE) },
	{ KIND_SOURCE, "running", holds, OP_SOURCE_STATE,
	    .states = S(RUNNING) },
	{ KIND_SOURCE, "stopped", holds, OP_SOURCE_STATE,
	    .states = S(STOPPED) | S(OFF) },
	{ KIND_SOURCE, "untouched", .holds = untouched },
	{ KIND_POOL, "absent", holds, OP_POOL_STATE, .states = S(ABSENT) },
	{ KIND_POOL, "imported", holds, OP_POOL_STATE, .states = S(IMPORTED) },
	{ KIND_POOL, "exported", holds, OP_POOL_STATE, .states = S(EXPORTED) },
	{ KIND_POOL, .word = "degraded" },
	{ KIND_POOL, .word = "faulted" },
	{ KIND_GROUP, "absent", holds, OP_GROUP_STATE, .states = S(ABSENT) },
	{ KIND_GROUP, "suspended", holds, OP_GROUP_STATE,
	    .states = S(SUSPENDED), .value = TEXT_SUSPENDED },
	{ KIND_GROUP, "barred", .holds = barred },
	{ KIND_GROUP, "online", holds, OP_GROUP_STATE, .states = S(ONLINE) },
	{ KIND_GROUP, "offline", holds, OP_GROUP_STATE, .states = S(OFFLINE) },
	{ KIND_GROUP, "unmanaged", holds, OP_GROUP_STATE,
	    .states = S(UNMANAGED) },
	{ KIND_GROUP, "resumed", holds, OP_GROUP_STATE,
	    .states = S(RESUMED), .value = TEXT_SUSPENDED },
	{ KIND_GROUP, "stop-failed", holds, OP_GROUP_STATE,
	    .states = S(STOP_FAILED) },
	{ KIND_RESOURCE, "online", holds, OP_RESOURCE_STATE,
	    .states = S(ONLINE) },
	{ KIND_RESOURCE, "offline", holds, OP_RESOURCE_STATE,
	    .states = S(OFFLINE) },
	{ KIND_RESOURCE, "stop-failed", holds, OP_RESOURCE_STATE,
	    .states = S(STOP_FAILED) },
	{ KIND_RESOURCE, "start-failed", holds, OP_RESOURCE_STATE,
	    .states = S(START_FAILED) },
	{ KIND_RESOURCE, "disabled", holds, OP_RESOURCE_STATE,
	    .states = S(DISABLED) },
	{ KIND_RESOURCE, "absent", holds, OP_RESOURCE_STATE,
	    .states = S(ABSENT) },
	{ KIND_VOLUME, "absent", on_all, OP_VOLUME_STATE,
	    .states = S(ABSENT) },
	{ KIND_VOLUME, "present", on_any, OP_VOLUME_STATE,
	    .states = S(PRESENT) },
	{ KIND_NODE, "up", holds, OP_NODE_STATE, .states = S(UP) },
	{ KIND_NODE, "down", is_down, OP_NODE_STATE, .states = S(DOWN) },
	{ KIND_NODE, "member", holds, OP_NODE_STATE, .states = S(UP) },
};

enum { ROWS = sizeof(rows) / sizeof(rows[0]) };

static const struct row *
find(enum kind kind, const char *word)
{
	unsigned n = 0;

	while (n < ROWS && (rows[n].kind != kind ||
	    strcmp(rows[n].word, word) != 0))
		n++;
	assert(n < ROWS);
	return &rows[n];
}

unsigned
sim_state_find(enum kind kind, const char *word)
{
	return (unsigned)(find(kind, word) - rows);
}

const char *
sim_state(unsigned n, enum kind *kind, bool *answered)
{
	if (n >= ROWS)
		return NULL;
	*kind = rows[n].kind;
	*answered = rows[n].holds != NULL;
	return rows[n].word;
}

bool
sim_holds(struct sim *sim, const struct condition *condition)
{
	const struct row *row = &rows[condition->state];

	assert(condition->state < ROWS && row->holds != NULL);
	growth_names(sim);
	return row->holds(sim, row, condition);
}

bool
sim_observe(struct sim *sim, struct condition *condition)
{
	enum kind kind = rows[condition->state].kind;
	uint32_t nodes = sim->world->table[T_NODE].count;

	for (condition->on = 1; condition->on <= nodes; condition->on++)
		for (unsigned n = 0; n < ROWS; n++) {
			condition->state = n;
			if (rows[n].kind == kind && rows[n].holds != NULL &&
			    rows[n].states != S(ABSENT) &&
			    sim_holds(sim, condition))
				return true;
		}
	return false;
}
