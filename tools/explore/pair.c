#include "tools/explore/pair.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "backends/sim/changes.h"
#include "backends/sim/observers/invariants.h"
#include "backends/sim/sim.h"
#include "backends/sim/text/text.h"
#include "backends/sim/world/world.h"
#include "core/run/drive.h"
#include "tools/explore/branch.h"

static struct simulated *
site_of(const struct pair *pair)
{
	return &pair->beside->sandbox->simulated;
}

struct fork *
fork_keep(const struct pair *pair)
{
	const struct world *world = sim_world(pair->sim);
	struct fork *fork = malloc(sizeof(*fork));

	if (fork == NULL)
		abort();
	memcpy(fork->operator, pair->operator, sizeof(fork->operator));
	fork->moves = pair->moves;
	fork->world = malloc(world->bytes);
	if (fork->world == NULL)
		abort();
	memcpy(fork->world, world, world->bytes);
	return fork;
}

void
fork_return(struct pair *pair, const struct fork *fork)
{
	memcpy(pair->operator, fork->operator, sizeof(pair->operator));
	pair->moves = fork->moves;
	sim_restore(pair->sim, fork->world);
	sim_forget(pair->sim);
	simulated_at_work(site_of(pair), true);
}

void
fork_drop(struct fork *fork)
{
	free(fork->world);
	free(fork);
}

/* The site knows the locks of one run, and those of others: the second run sees
 * them the other way round. */
static void
lock_seen(unsigned who, struct result *res)
{
	enum state *state = &res->answer.state;

	if (res->outcome != DONE || *state == STATE_ABSENT)
		return;
	if (who == BESIDE_SECOND)
		*state = *state == STATE_HELD ? STATE_PRESENT : STATE_HELD;
}

static void
answer(struct pair *pair, unsigned who, struct result *res)
{
	struct operator *operator = &pair->operator[who];
	const struct plan *plan = pair->beside->plan[who];

	operator->handle = HANDLE_OVER;
	if (op_table[operator->op.kind].lost_by_reboot &&
	    op_table[operator->op.kind].kept_up)
		lock_seen(who, res);
	if (op_table[operator->op.kind].fenced == STATE_NONE &&
	    !operator->leaves)
		res->answer.state = STATE_NONE;
	res->at_ms = sim_now_ms(pair->sim);
	run_apply(plan, &operator->run, res);
	operator->over = operator->run.ending != GOING;
}

static void
begin(struct pair *pair, unsigned who)
{
	struct operator *operator = &pair->operator[who];
	struct simulated *site = site_of(pair);
	struct result res;
	int64_t limit_ms;

	if (!run_next(pair->beside->plan[who], &operator->run, &operator->op,
	    &limit_ms)) {
		operator->over = true;
		return;
	}
	site->cause = who == BESIDE_SECOND &&
	    op_table[operator->op.kind].rival != STATE_STRANGE ? CAUSE_PERSON :
	    CAUSE_OP;
	operator->handle = backend_begin(pair->top, &operator->op, &res);
	site->cause = CAUSE_OP;
	operator->until_ms = sim_now_ms(pair->sim) + limit_ms;
	if (operator->handle == HANDLE_OVER)
		answer(pair, who, &res);
}

/* When the operation is over at the latest, if nothing else happens before. */
static int64_t
due_ms(const struct operator *operator)
{
	int64_t pause_ms = sim_pause_ms(operator->handle);

	return pause_ms < operator->until_ms ? pause_ms : operator->until_ms;
}

static void
time_pass(struct pair *pair)
{
	struct simulated *site = site_of(pair);
	int64_t next_ms = simulated_next_ms(site);

	for (unsigned who = 0; who < BESIDE; who++) {
		const struct operator *operator = &pair->operator[who];

		if (operator->handle != HANDLE_OVER && (next_ms < 0 ||
		    due_ms(operator) < next_ms))
			next_ms = due_ms(operator);
	}
	assert(next_ms >= 0);
	simulated_moment(site, next_ms);
	for (unsigned who = 0; who < BESIDE; who++) {
		struct operator *operator = &pair->operator[who];
		int64_t now_ms = sim_now_ms(pair->sim);
		struct result res;

		if (operator->handle == HANDLE_OVER)
			continue;
		result_clear(&res);
		if (backend_wait(pair->top, operator->handle, now_ms, &res)) {
			answer(pair, who, &res);
		} else if (now_ms >= operator->until_ms) {
			backend_leave(pair->top, operator->handle);
			operator->leaves = true;
			backend_timeout(pair->top, &res);
			answer(pair, who, &res);
		}
	}
}

void
pair_move(struct pair *pair, enum beside_move move)
{
	assert(pair->moves < MOVES);
	pair->move[pair->moves++] = (uint8_t)move;
	if (move == BESIDE_TIME)
		time_pass(pair);
	else
		begin(pair, (unsigned)move);
}

unsigned
pair_moves(const struct pair *pair)
{
	unsigned set = 0;

	for (unsigned who = 0; who < BESIDE; who++) {
		const struct operator *operator = &pair->operator[who];

		if (operator->handle != HANDLE_OVER)
			set |= 1u << BESIDE_TIME;
		else if (!operator->over)
			set |= 1u << who;
	}
	return set;
}

void
pair_key(const struct pair *pair, struct key *key)
{
	int64_t now_ms = sim_now_ms(pair->sim);

	*key = (struct key){ 0, 0 };
	for (unsigned who = 0; who < BESIDE; who++) {
		const struct operator *operator = &pair->operator[who];
		bool waits = operator->handle != HANDLE_OVER;

		branch_run_key(pair->beside->plan[who], &operator->run, key);
		key_mix(key, (uint64_t)operator->over << 1 | waits);
		if (waits) {
			key_bytes(key, &operator->op, sizeof(operator->op));
			key_mix(key, (uint64_t)(due_ms(operator) - now_ms));
			key_mix(key, (uint64_t)(operator->until_ms - now_ms));
		}
	}
	sim_key(pair->sim, key);
}

static void
quiet(struct pair *pair)
{
	simulated_rests(site_of(pair), 0);
	for (int64_t next_ms; (next_ms = simulated_next_ms(site_of(pair))) >=
	    0;)
		simulated_moment(site_of(pair), next_ms);
}

char *
pair_left(struct pair *pair)
{
	size_t size;

	quiet(pair);
	return sim_text(pair->sim, &size);
}

void
pair_make(struct pair *pair, struct beside *beside)
{
	struct sandbox *sandbox = beside->sandbox;

	memset(pair, 0, sizeof(*pair));
	pair->beside = beside;
	session_ask_bottom(&sandbox->session);
	simulated_at_work(&sandbox->simulated, true);
	pair->top = sandbox->session.top;
	pair->sim = sandbox->simulated.sim;
	pair->visited = visited_make();
	for (unsigned who = 0; who < BESIDE; who++)
		drive_begin(beside->plan[who], &pair->operator[who].run,
		    sim_now_ms(pair->sim), NULL);
}

void
pair_drop(struct pair *pair)
{
	visited_drop(pair->visited);
}
