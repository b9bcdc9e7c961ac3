#include "tools/explore/beside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/sim/observers/invariants.h"
#include "backends/sim/sim.h"
#include "tools/explore/pair.h"

/* One run after the other, each to its end, from here on. */
static char *
in_turn(struct pair *pair, const enum beside_move *who, unsigned count)
{
	struct fork *fork = fork_keep(pair);
	char *text;

	for (unsigned i = 0; i < count; i++)
		while (!pair->operator[who[i]].over)
			pair_move(pair, pair->operator[who[i]].handle !=
			    HANDLE_OVER ? BESIDE_TIME : who[i]);
	text = pair_left(pair);
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
	left = pair_left(pair);
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
		pair_move(pair, (enum beside_move)move);
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

	while ((set = pair_moves(pair)) != 0 && !beside->interrupted) {
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
		pair_move(pair, (set & 1u << BESIDE_TIME) != 0 ? BESIDE_TIME :
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
	pair_drop(pair);
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

		pair_move(pair, move);
		if (move != BESIDE_TIME &&
		    op_is_change(pair->operator[move].op.kind))
			begun(with, move, &pair->operator[move].op, at_ms);
	}
	fork_return(pair, fork);
	fork_drop(fork);
	pair_drop(pair);
	free(pair);
}

void
beside_drop(struct beside *beside)
{
	for (unsigned i = 0; i < beside->finding_count; i++)
		free(beside->finding[i].move);
	beside->finding_count = 0;
}
