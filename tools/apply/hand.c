#include "tools/apply/hand.h"

#include <assert.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/op/request.h"
#include "tools/report/text.h"
#include "tools/say.h"

enum { PLACE_BYTES = 80 };

bool
hand_does(const struct site *site, const struct op *op)
{
	const struct op_info *info = &op_table[op->kind];

	return site_by_hand(site, op) ||
	    (info->at_console && !site->simulated);
}

void
hand_make(struct hand *hand, const struct site *site, const struct ask *ask)
{
	*hand = (struct hand){ .site = site, .ask = *ask };
}

void
hand_drop(struct hand *hand)
{
	buffer_drop(&hand->text);
}

static void
refused(struct heard *heard, const char *why)
{
	*heard = (struct heard){ .ended = { .status = 1, .out = "",
	    .err = why, .err_size = strlen(why) } };
}

void
hand_do(struct hand *hand, const struct order *order, struct heard *heard)
{
	char place[PLACE_BYTES], word[ASK_WORD] = "";

	assert(order->by_hand != NULL);
	hand->done.kind = OP_NONE;
	if (!hand->ask.can) {
		refused(heard, "nobody can be asked, and only a person can do "
		    "it");
		return;
	}
	if (hand->meter != NULL)
		meter_wipe(hand->meter);
	/* Some are done wherever the person is. */
	say_to(hand->ask.out, "By hand%s%s: %s\n", order->place != 0 ? " at " :
	    "", order->place != 0 ? site_place(hand->site->names,
	    order->place, place, sizeof(place)) : "", order->line);
	while (strcmp(word, "done") != 0 && strcmp(word, "no") != 0)
		if (!ask_for(&hand->ask, "When it is done, type done; if it "
		    "cannot be done, no:", word)) {
			*heard = (struct heard){ .lost = true };
			return;
		}
	*heard = (struct heard){ .ended = { .out = "", .err = "" } };
	if (strcmp(word, "no") == 0)
		refused(heard, "the person says that it cannot be done");
	else
		hand->done = *order->by_hand;
}

/* What a person has just said need not be asked. */
static bool
was_said(const struct hand *hand, const struct op *ask, struct answer *answer)
{
	struct fact fact;
	uint32_t state = 0;

	if (hand->done.kind == OP_NONE ||
	    !site_by_hand(hand->site, &hand->done))
		return false;
	op_fact(hand->site->names, &hand->done, &fact);
	if (!op_equal(&fact.ask, ask))
		return false;
	while (state < STATE_WOULD_FAIL && (fact.want.states >> state & 1) == 0)
		state++;
	*answer = (struct answer){ .state = state, .on = fact.want.on,
	    .value = fact.want.value, .number = fact.want.number };
	return true;
}

/* Locks, and commands in progress, are kept by the places. */
static bool
is_for_person(const struct hand *hand, const struct op *ask)
{
	enum request_kind kind = request_of(hand->site->names, ask).kind;

	return kind != REQUEST_LOCKS && kind != REQUEST_COMMANDS;
}

static bool
state_read(const char *word, struct answer *answer)
{
	for (uint32_t state = STATE_ABSENT; state <= STATE_WOULD_FAIL;
	    state++)
		if (strcmp(state_name((enum state)state), word) == 0) {
			*answer = (struct answer){ .state = state };
			return true;
		}
	return false;
}

/* What is asked, and how it is answered. */
static const char *
question(struct arena *arena, const struct hand *hand, const struct op *ask)
{
	char room[TEXT_ROOM];
	const char *text = text_op(hand->site->names, ask, room, sizeof(room));

	return request_is_power(ask) ? arena_format(arena, "%s: has the "
	    "machine power?  Type up if it has, down if it has none; or ? if "
	    "nobody knows:", text) : arena_format(arena, "%s: %s?  Type its "
	    "state, a word of domferry-plan(5) such as present or absent; or ? "
	    "if nobody knows:", text, op_manual[ask->kind]);
}

bool
hand_answer(struct hand *hand, const struct op *ask, struct answer *answer)
{
	char word[ASK_WORD] = "";
	struct arena arena = { 0 };
	bool asked = true;

	if (!is_for_person(hand, ask))
		return false;
	if (was_said(hand, ask, answer))
		return true;
	while (hand->ask.can && asked && strcmp(word, "?") != 0) {
		asked = ask_for(&hand->ask, question(&arena, hand, ask),
		    word);
		if (asked && state_read(word, answer)) {
			arena_drop(&arena);
			return true;
		}
	}
	arena_drop(&arena);
	return false;
}
