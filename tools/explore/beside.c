#include "tools/explore/beside.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/sim/changes.h"
#include "backends/sim/observers/invariants.h"
#include "backends/sim/sim.h"
#include "backends/sim/text/text.h"
#include "backends/sim/world/world.h"
#include "core/run/drive.h"
#include "tools/explore/branch.h"

enum { MOVES = 20000, ORDERS = 1 << BESIDE };

/* One operator: a run, and the operation that is under way. */
struct operator {
	struct run	 run;
	struct op	 op;
	uint64_t	 handle;	/* HANDLE_OVER: none is */
	int64_t		 until_ms;
	bool		 over;
	bool		 leaves;	/* one of its commands may be at work
					   still: it has not waited for it */
};

struct pair {
	struct beside	*beside;
	struct backend	*top;
	struct sim	*sim;
	struct operator	 operator[BESIDE];
	struct visited	*visited;
	uint8_t		 move[MOVES];
	size_t		 moves;
	char		*left[ORDERS + 1];	/* by who has arrived: what they
						   leave; both: first first, and
						   the other order */
};

/* What a choice is gone back to. */
struct fork {
	struct operator	 operator[BESIDE];
	struct world	*world;
	size_t		 moves;
};

static struct simulated *
site_of(const struct pair *pair)
{
	return &pair->beside->sandbox->simulated;
}

static struct fork *
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

static void
fork_return(struct pair *pair, const struct fork *fork)
{
	memcpy(pair->operator, fork->operator, sizeof(pair->operator));
	pair->moves = fork->moves;
	sim_restore(pair->sim, fork->world);
	sim_forget(pair->sim);
	simulated_at_work(site_of(pair), true);
}

static void
fork_drop(struct fork *fork)
{
	free(fork->world);
	free(fork);
}

/* The site knows the locks of one run, and those of others: the second run sees
 * them the other way round. */
static void
lock_seen(const struct pair *pair, unsigned who, struct result *res)
{
	enum state *state = &res->answer.state;

	if (res->outcome != DONE || *state == STATE_ABSENT)
		return;
	if (pair->beside->trusts)
		*state = STATE_PRESENT;
	else if (who == BESIDE_SECOND)
		*state = *state == STATE_HELD ? STATE_PRESENT : STATE_HELD;
}

static void
answer(struct pair *pair, unsigned who, struct result *res)
{
	struct operator *operator = &pair->operator[who];
	const struct plan *plan = pair->beside->plan[who];

	operator->handle = HANDLE_OVER;
	if (operator->op.kind == OP_LOCK_STATE)
		lock_seen(pair, who, res);
	if (operator->op.kind == OP_COMMAND_STATE && !operator->leaves)
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
	site->cause = who == BESIDE_SECOND && operator->op.kind ==
	    OP_LOCK_TAKE ? CAUSE_PERSON : CAUSE_OP;
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

static void
move_do(struct pair *pair, enum beside_move move)
{
	assert(pair->moves < MOVES);
	pair->move[pair->moves++] = (uint8_t)move;
	if (move == BESIDE_TIME)
		time_pass(pair);
	else
		begin(pair, (unsigned)move);
}

/* What can be done next: as a set, bit n for move n. */
static unsigned
moves_of(const struct pair *pair)
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

/* What follows depends on this. */
static void
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

static char *
text_of(struct pair *pair)
{
	size_t size;

	quiet(pair);
	return sim_text(pair->sim, &size);
}

/* One run after the other, each to its end, from here on. */
static char *
in_turn(struct pair *pair, const enum beside_move *who, unsigned count)
{
	struct fork *fork = fork_keep(pair);
	char *text;

	for (unsigned i = 0; i < count; i++)
		while (!pair->operator[who[i]].over)
			move_do(pair, pair->operator[who[i]].handle !=
			    HANDLE_OVER ? BESIDE_TIME : who[i]);
	text = text_of(pair);
	fork_return(pair, fork);
	fork_drop(fork);
	return text;
}

static void
breaks(struct pair *pair, const char *invariant, const char *text)
{
	struct beside *beside = pair->beside;
	struct beside_finding *finding = &beside->finding[
	    beside->finding_count];

	beside->violations++;
	if (beside->finding_count == FINDINGS)
		return;
	beside->finding_count++;
	finding->invariant = invariant;
	snprintf(finding->text, sizeof(finding->text), "%s", text);
	finding->moves = pair->moves;
	finding->move = malloc(pair->moves + 1);
	if (finding->move == NULL)
		abort();
	memcpy(finding->move, pair->move, pair->moves);
}

/* The first line of the site that is not as one run after the other leaves
 * it. */
static void
differs_break(struct pair *pair, const char *text, const char *want)
{
	char found[BESIDE_TEXT];

	while (*text != '\0' && *want != '\0' && strcspn(text, "\n") ==
	    strcspn(want, "\n") && strncmp(text, want, strcspn(text, "\n")) ==
	    0) {
		text += strcspn(text, "\n") + 1;
		want += strcspn(want, "\n") + 1;
	}
	snprintf(found, sizeof(found), "the site has \"%.*s\" where one run "
	    "after the other leaves \"%.*s\"", (int)strcspn(text, "\n"), text,
	    (int)strcspn(want, "\n"), want);
	breaks(pair, "one-after-the-other", found);
}

static void
end_verify(struct pair *pair)
{
	struct beside *beside = pair->beside;
	const char *name, *text;
	unsigned arrived = 0;
	char *left;

	for (unsigned who = 0; who < BESIDE; who++) {
		const struct run *run = &pair->operator[who].run;

		beside->endings[who][run->ending]++;
		if (run->ending == ARRIVED)
			arrived |= 1u << who;
		if (run->ending == STUCK) {
			breaks(pair, "never-stuck", run->why.text);
			return;
		}
	}
	left = text_of(pair);
	sim_check_all(pair->sim);
	if (sim_violations(pair->sim, &name, &text) != 0)
		breaks(pair, name, text);
	else if (strcmp(left, pair->left[arrived]) != 0 &&
	    (arrived != ORDERS - 1 || strcmp(left, pair->left[ORDERS]) != 0))
		differs_break(pair, left, pair->left[arrived]);
	free(left);
}

static void	 follow(struct pair *);

static void
branches(struct pair *pair, unsigned set)
{
	struct fork *fork = fork_keep(pair);

	for (unsigned move = 0; move <= BESIDE_TIME; move++) {
		if ((set >> move & 1) == 0 || pair->beside->interrupted)
			continue;
		fork_return(pair, fork);
		move_do(pair, (enum beside_move)move);
		follow(pair);
	}
	fork_drop(fork);
}

/* On to the end in every order. */
static void
follow(struct pair *pair)
{
	static const struct counts none;
	struct beside *beside = pair->beside;
	unsigned set;

	while ((set = moves_of(pair)) != 0 && !beside->interrupted) {
		bool many = (set & (set - 1)) != 0;
		struct key key;

		if (many) {
			pair_key(pair, &key);
			if (visited_find(pair->visited, &key, 0) != NULL)
				return;
			visited_add(pair->visited, &key, 0, &none);
			branches(pair, set);
			return;
		}
		move_do(pair, (set & 1u << BESIDE_TIME) != 0 ? BESIDE_TIME :
		    (set & 1) != 0 ? BESIDE_FIRST : BESIDE_SECOND);
	}
	if (beside->go_on != NULL && !beside->go_on(beside))
		beside->interrupted = true;
	if (set == 0) {
		beside->orders++;
		end_verify(pair);
	}
}

static void
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

static void
lefts_read(struct pair *pair)
{
	static const enum beside_move order[] = { BESIDE_FIRST, BESIDE_SECOND,
	    BESIDE_FIRST };

	pair->left[0] = in_turn(pair, order, 0);
	pair->left[1u << BESIDE_FIRST] = in_turn(pair, order, 1);
	pair->left[1u << BESIDE_SECOND] = in_turn(pair, order + 1, 1);
	pair->left[ORDERS - 1] = in_turn(pair, order, 2);
	pair->left[ORDERS] = in_turn(pair, order + 1, 2);
}

void
beside(struct beside *beside)
{
	struct pair *pair = malloc(sizeof(*pair));
	struct fork *fork;

	if (pair == NULL)
		abort();
	pair_make(pair, beside);
	fork = fork_keep(pair);
	lefts_read(pair);
	follow(pair);
	fork_return(pair, fork);
	fork_drop(fork);
	beside->states = visited_count(pair->visited);
	visited_drop(pair->visited);
	for (unsigned i = 0; i <= ORDERS; i++)
		free(pair->left[i]);
	free(pair);
}

void
beside_replay(struct beside *beside, const struct beside_finding *finding,
    void (*begun)(void *, unsigned, const struct op *, int64_t), void *with)
{
	struct pair *pair = malloc(sizeof(*pair));
	struct fork *fork;

	if (pair == NULL)
		abort();
	pair_make(pair, beside);
	fork = fork_keep(pair);
	for (size_t i = 0; i < finding->moves; i++) {
		enum beside_move move = (enum beside_move)finding->move[i];
		int64_t at_ms = sim_now_ms(pair->sim);

		move_do(pair, move);
		if (move != BESIDE_TIME &&
		    op_is_change(pair->operator[move].op.kind))
			begun(with, move, &pair->operator[move].op, at_ms);
	}
	fork_return(pair, fork);
	fork_drop(fork);
	visited_drop(pair->visited);
	free(pair);
}

void
beside_drop(struct beside *beside)
{
	for (unsigned i = 0; i < beside->finding_count; i++)
		free(beside->finding[i].move);
	beside->finding_count = 0;
}
