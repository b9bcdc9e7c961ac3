#include "core/plan/stuck_group.h"

#include <assert.h>

#include "core/base/arena.h"
#include "core/plan/for_person.h"
#include "core/procedures/procedure.h"

#define S(state)	STATE_BIT(STATE_##state)

#define ACTIVE		(S(AT_OK) | S(BOOTING) | S(RUNNING) | S(HUNG) | \
			S(HALTING) | S(MOVING))
#define GONE		(S(ABSENT) | S(INACTIVE))
#define DOWN		(GONE | S(BOUND))
#define FAILED		.group = S(STOP_FAILED)
#define ONLINE		.group = S(ONLINE)
#define OF_AGENT_	FAILED, .agent = S(STOP_FAILED), .pool = POOL_HERE
#define OF_STORAGE_	FAILED, .storage = S(STOP_FAILED)

/* On the node of the error, where the pool still is. */
#define AGAIN		(CURE_CLEAR | CURE_ONLINE | CURE_UP)
#define UNBOUND_FIRST	(CURE_SAVE | CURE_UNBIND)
#define STOPPED_FIRST	(CURE_SAVE | CURE_STOP | CURE_UNBIND)

/*
 * The first that matches: what is dangerous first, the rest from above to
 * below: group, resource, guest.
 */
const struct stuck_row stuck_rows[STUCK_ROWS] = {
	{ .name = "two-running", .elsewhere = ELSEWHERE_TWICE,
	    .person = "two copies may write. Look on both nodes who has {pool} "
	    "and which one serves; on the other one: ldm stop-domain -f "
	    "{guest}" },
	{ .name = "runs-elsewhere", .elsewhere = ELSEWHERE_ONE,
	    .person = "it is not where its group is. Find out who started it "
	    "there; halt it there, or stop the group here first" },
	{ .name = "pool-elsewhere", .pool = POOL_NOT_HERE,
	    .person = "{pool} is imported where its group is not. If nothing "
	    "uses it, export it there without -f: zpool export {pool}" },
	{ .name = "guest-hangs", FAILED, .here = S(HUNG) | S(BOOTING),
	    .person = "nothing proves it down. Look at its console; if it is "
	    "dead, on {node}: ldm stop-domain -f {guest}; then unstick "
	    "again" },
	{ .name = "agent-runs", OF_AGENT_, .here = S(RUNNING),
	    .cure = AGAIN | CURE_KEEP },
	{ .name = "agent-at-ok", OF_AGENT_, .here = S(AT_OK),
	    .cure = AGAIN | STOPPED_FIRST },
	{ .name = "agent-bound", OF_AGENT_, .here = S(BOUND),
	    .cure = AGAIN | UNBOUND_FIRST },
	{ .name = "agent-gone", OF_AGENT_, .here = GONE, .cure = AGAIN },
	{ .name = "storage-runs", OF_STORAGE_, .here = S(RUNNING),
	    .pool = POOL_HERE, .cure = AGAIN | CURE_KEEP },
	{ .name = "storage-at-ok", OF_STORAGE_, .here = S(AT_OK),
	    .pool = POOL_HERE, .cure = AGAIN | STOPPED_FIRST | CURE_EXPORT },
	{ .name = "storage-bound", OF_STORAGE_, .here = S(BOUND),
	    .pool = POOL_HERE, .cure = AGAIN | UNBOUND_FIRST | CURE_EXPORT },
	{ .name = "storage-busy", OF_STORAGE_, .here = GONE,
	    .pool = POOL_HERE, .cure = AGAIN | CURE_EXPORT },
	{ .name = "storage-exported", OF_STORAGE_, .here = GONE,
	    .pool = POOL_NOWHERE, .cure = AGAIN },
	{ .name = "faulted-runs", .group = S(ONLINE_FAULTED),
	    .here = S(RUNNING) | S(BOOTING) | S(HUNG),
	    .person = "only the agent's mark is wrong, and what takes it away "
	    "stops the guest: in a window, clrs disable {agent}; clrs enable "
	    "{agent}" },
	{ .name = "start-failed", .group = S(ONLINE_FAULTED),
	    .here = DOWN, .pool = POOL_HERE,
	    .cure = CURE_RESTART | CURE_UP },
	{ .name = "offline", .group = S(OFFLINE), .pool = POOL_NOWHERE,
	    .cure = CURE_ONLINE | CURE_UP },
	{ .name = "held-at-ok", ONLINE, .here = S(AT_OK), .held = true,
	    .pool = POOL_HERE, .cure = CURE_BOOT },
	{ .name = "at-ok", ONLINE, .here = S(AT_OK), .pool = POOL_HERE,
	    .cure = CURE_SAVE | CURE_REBIND | CURE_UP },
	{ .name = "not-started", ONLINE, .here = DOWN,
	    .person = "its agent starts it within a probe, unless it is "
	    "disabled or unmonitored: clrs status {agent}; clrs enable "
	    "{agent}; clrs monitor {agent}" },
	{ .name = "boots-or-hangs", ONLINE, .here = S(BOOTING) | S(HUNG),
	    .person = "look at its console; nothing but the guest itself says "
	    "why it does not come up" },
	{ .name = "bouncing", .group = S(PENDING), .cure = CURE_QUIESCE },
	{ .name = "unmanaged", .group = S(UNMANAGED) | S(ABSENT),
	    .person = "the manager does not have it. Bring it online: clrg "
	    "online -eM {group}" },
	{ .name = "nothing", ONLINE, .here = S(RUNNING),
	    .person = "nothing is stuck" },
	{ .name = "unknown",
	    .person = "that is not in the table of unstick. Look at clrg "
	    "status {group}, clrs status -g {group}, ldm list {guest}, zpool "
	    "status {pool}" },
};

uint32_t
stuck_at(const struct stuck *seen)
{
	return seen->group.state == STATE_OFFLINE ||
	    seen->group.state == STATE_UNMANAGED ||
	    seen->group.state == STATE_ABSENT ? 0 : seen->group.on;
}

static bool
is_in(uint64_t states, uint32_t state)
{
	return states == 0 || (states >> state & 1) != 0;
}

/* On how many nodes is the guest active, but for one? */
static unsigned
active_beside(const struct stuck *seen, uint32_t node)
{
	unsigned count = 0;

	for (uint32_t n = 1; n <= SITE_NODES; n++)
		count += n != node && (ACTIVE >> seen->guest[n] & 1) != 0;
	return count;
}

static bool
elsewhere_fits(const struct stuck_row *row, const struct stuck *seen)
{
	unsigned all = active_beside(seen, 0);
	unsigned beside = active_beside(seen, stuck_at(seen));

	switch (row->elsewhere) {
	case ELSEWHERE_NONE:
		return beside == 0;
	case ELSEWHERE_ONE:
		return beside == 1;
	case ELSEWHERE_TWICE:
		return all > 1;
	case ELSEWHERE_ANY:
		break;
	}
	return true;
}

static bool
pool_fits(const struct stuck_row *row, const struct stuck *seen)
{
	bool imported = seen->pool.state == STATE_IMPORTED;
	bool here = imported && seen->pool.on == stuck_at(seen);

	switch (row->pool) {
	case POOL_HERE:
		return here;
	case POOL_NOT_HERE:
		return imported && !here;
	case POOL_NOWHERE:
		return seen->pool.state == STATE_EXPORTED;
	case POOL_ANYWHERE:
		break;
	}
	return true;
}

static bool
fits(const struct stuck_row *row, const struct stuck *seen)
{
	return is_in(row->group, seen->group.state) &&
	    is_in(row->agent, seen->agent.state) &&
	    is_in(row->storage, seen->storage.state) &&
	    is_in(row->here, seen->guest[stuck_at(seen)]) &&
	    elsewhere_fits(row, seen) && pool_fits(row, seen) &&
	    (!row->held || seen->held);
}

const struct stuck_row *
stuck_find(const struct stuck *seen)
{
	unsigned i = 0;

	while (!fits(&stuck_rows[i], seen))
		i++;
	assert(i < STUCK_ROWS);
	return &stuck_rows[i];
}

bool
stuck_is_busy(const struct stuck *seen)
{
	bool busy = seen->group.state == STATE_PENDING;

	for (uint32_t n = 1; n <= SITE_NODES; n++)
		busy |= seen->guest[n] == STATE_HALTING ||
		    seen->guest[n] == STATE_MOVING ||
		    seen->guest[n] == STATE_BOOTING;
	return busy;
}

uint32_t
stuck_resource(const struct stuck *seen, const struct site_guest *row)
{
	return seen->storage.state == STATE_STOP_FAILED ? row->storage :
	    row->agent.resource;
}

/* Group and guest, each with its state and where. */
static const char *
evidence(struct arena *arena, const struct site *site, uint32_t guest,
    const struct stuck *seen)
{
	const struct names *names = site->names;
	const char *text = arena_format(arena, "%s is %s%s%s", names_text(
	    names, KIND_GROUP, site->guests[guest].group),
	    state_name((enum state)seen->group.state),
	    stuck_at(seen) != 0 ? " on " : "",
	    names_text(names, KIND_NODE, stuck_at(seen)));

	for (uint32_t n = 1; n <= site->node_count; n++)
		if (seen->guest[n] != STATE_STRANGE &&
		    seen->guest[n] != STATE_ABSENT)
			text = arena_format(arena, "%s, %s %s on %s", text,
			    names_text(names, KIND_GUEST, guest),
			    state_name((enum state)seen->guest[n]),
			    names_text(names, KIND_NODE, n));
	return text;
}

bool
stuck_is_curable(struct arena *arena, const struct site *site, uint32_t guest,
    const struct stuck *seen, struct err *err)
{
	const struct stuck_row *row = stuck_find(seen);

	if (row->cure != 0)
		return true;
	return err_set(err, ERR_NO_CURE, "%s: %s", evidence(arena, site, guest,
	    seen), for_person(arena, site, &(struct of_person){ guest,
	    stuck_at(seen) }, row->person));
}

void
stuck_assume(struct stuck *seen, const struct site_guest *row, uint32_t node)
{
	*seen = (struct stuck){
		.group = { .state = STATE_STOP_FAILED, .on = node },
		.agent = { .state = row->agent.present ? STATE_OFFLINE :
		    STATE_ABSENT },
		.storage = { .state = STATE_STOP_FAILED },
		.pool = { .state = STATE_IMPORTED, .on = node },
	};
	for (uint32_t i = 0; i < row->node_count; i++)
		seen->guest[row->node[i]] = STATE_ABSENT;
}

static struct fact
is(struct op ask, uint64_t states)
{
	return (struct fact){ ask, { .states = states, .cares = WANT_STATE } };
}

static struct fact
is_at(struct op ask, const struct answer *answer)
{
	struct fact fact = is(ask, STATE_BIT(answer->state));

	if (answer->on != 0)
		fact.want.cares |= WANT_ON;
	fact.want.on = answer->on;
	return fact;
}

/* Where the group is the guest is as it was seen; elsewhere it is not
 * active. */
static struct fact
guest_fact(uint32_t guest, const struct stuck *seen, uint32_t node)
{
	uint64_t states = DOWN;

	if (node == stuck_at(seen))
		states = (GONE >> seen->guest[node] & 1) != 0 ? GONE :
		    STATE_BIT(seen->guest[node]);
	return is((struct op){ .kind = OP_GUEST_STATE, .on = node,
	    .guest = guest }, states);
}

bool
stuck_fact(const struct site *site, uint32_t guest, const struct stuck *seen,
    unsigned n, struct fact *fact)
{
	const struct site_guest *row = &site->guests[guest];
	struct op group = { .kind = OP_GROUP_STATE, .group = row->group };
	struct answer answer = seen->group;
	struct fact facts[5 + SITE_NODES];
	unsigned count = 0;

	answer.on = stuck_at(seen);
	facts[count++] = is_at(group, &answer);
	group.value = TEXT_SUSPENDED;
	facts[count++] = is(group, S(RESUMED));
	if (row->agent.present)
		facts[count++] = is((struct op){ .kind = OP_RESOURCE_STATE,
		    .resource = row->agent.resource },
		    STATE_BIT(seen->agent.state));
	facts[count++] = is((struct op){ .kind = OP_RESOURCE_STATE,
	    .resource = row->storage }, STATE_BIT(seen->storage.state));
	for (uint32_t node = 1; node <= site->node_count; node++)
		if (seen->guest[node] != STATE_STRANGE)
			facts[count++] = guest_fact(guest, seen, node);
	answer = seen->pool;
	if (answer.state != STATE_IMPORTED)
		answer.on = 0;
	/* Imported by the cluster, and not by a person. */
	facts[count] = is_at((struct op){ .kind = OP_POOL_STATE,
	    .pool = row->pool }, &answer);
	if (answer.state == STATE_IMPORTED)
		facts[count].want.cares |= WANT_NUMBER;
	count++;
	if (n < count)
		*fact = facts[n];
	return n < count;
}
