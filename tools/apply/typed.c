#include "tools/apply/typed.h"

#include <stdio.h>
#include <string.h>

#include "core/base/arena.h"
#include "tools/apply/pasted.h"
#include "tools/say.h"

enum { PLACE_BYTES = 80, MARKED_BYTES = 120 };

bool
typed_is(const struct hand *hand, uint32_t place)
{
	return site_reach_is(hand->site, place, "hand");
}

static void
lose(struct heard *heard, const char *why)
{
	*heard = (struct heard){ .lost = true, .why = why };
}

/* Show the line, and read what is said of it. */
static bool
show(struct hand *hand, uint32_t place, const char *line,
    struct pasted *pasted)
{
	char text[PLACE_BYTES];
	struct arena arena = { 0 };
	bool known;

	if (hand->meter != NULL)
		meter_wipe(hand->meter);
	fflush(stdout);
	pasted->number = ++hand->typed;
	site_place(hand->site->names, place, text, sizeof(text));
	say_to(hand->ask.out, pasted->change ? "Type at %s what stands behind "
	    "its name, then here done or failed; or paste what it has\n"
	    "printed and a line that is a dot; or ? if nobody knows:\n" :
	    "Type at %s what stands behind its name, and paste here what it "
	    "has printed\nand a line that is a dot; or ? if nobody knows:\n",
	    text);
	say_to(hand->ask.out, "%s\t", text);
	say_to(hand->ask.out, "%s\n", pasted_line(&arena, pasted, line));
	fflush(hand->ask.out);
	arena_drop(&arena);
	known = pasted_read(pasted, &hand->ask);
	say_to(hand->ask.out, known ? "Taken.\n" : "Unknown.\n");
	return known;
}

static bool
is_proved(const struct hand *hand, uint32_t place)
{
	unsigned i = 0;

	while (i < hand->proved_count && hand->proved[i] != place)
		i++;
	return i < hand->proved_count;
}

/* A simulated place says which it is; a machine says nothing there. */
static bool
agrees(struct hand *hand, uint32_t place, const char *said)
{
	bool simulated = hand->site->simulated;
	char text[PLACE_BYTES], marked[MARKED_BYTES];

	site_place(hand->site->names, place, text, sizeof(text));
	snprintf(marked, sizeof(marked), "domferry <%s>\n", simulated ? text :
	    "");
	return strcmp(said, marked) == 0 || err_set(&hand->err, ERR_GUARDED,
	    simulated ? "it is not %.60s of a simulated site, as the site file "
	    "says (\"simulated\": true)" : "%.60s is simulated, and the site "
	    "file does not say so (\"simulated\": true)", text);
}

/* Before anything else is typed there. */
static bool
prove(struct hand *hand, uint32_t place, struct heard *heard)
{
	struct pasted pasted = { .change = false };
	bool agreed;

	if (is_proved(hand, place))
		return true;
	if (!show(hand, place, "echo \"domferry <$DOMFERRY_PLACE>\"",
	    &pasted)) {
		lose(heard, pasted.why);
		return false;
	}
	agreed = agrees(hand, place, buffer_text(&pasted.text));
	buffer_drop(&pasted.text);
	if (!agreed)
		lose(heard, hand->err.text);
	else if (hand->proved_count < HAND_PLACES)
		hand->proved[hand->proved_count++] = place;
	return agreed;
}

/* A terminal shows both streams as one: what a command that has failed has
 * printed may be in either. */
static void
ended_take(struct hand *hand, struct pasted *pasted, struct heard *heard)
{
	const struct buffer *text = &hand->text;

	buffer_drop(&hand->text);
	hand->text = pasted->text;
	*heard = (struct heard){ .ended = { .status = pasted->status,
	    .out = buffer_text(text), .out_size = text->size, .err = "" } };
	if (pasted->status == 0)
		return;
	heard->ended.err = heard->ended.out;
	heard->ended.err_size = heard->ended.out_size;
}

void
typed_carry(struct hand *hand, const struct order *order, struct heard *heard)
{
	struct pasted pasted = { .change = order->change };

	if (!hand->ask.can)
		lose(heard, "a person types there, and nobody can be asked");
	else if (hand->err.code != ERR_NONE)
		lose(heard, hand->err.text);
	else if (prove(hand, order->place, heard)) {
		if (show(hand, order->place, order->line, &pasted))
			ended_take(hand, &pasted, heard);
		else
			lose(heard, pasted.why);
	}
}

static const struct {
	enum op_kind	 question;
	const char	*looks, *asks;	/* around the path of a lock */
	enum state	 states[3];
} kept[] = {
	{ OP_LOCK_STATE, "ls -d ", "type absent, present if it is there and "
	    "this run's, held if it is another's", { STATE_ABSENT,
	    STATE_PRESENT, STATE_HELD } },
	{ OP_COMMAND_STATE, "ps -ef", "type at-work if a command of this run "
	    "still runs there, none if not", { STATE_NONE, STATE_AT_WORK,
	    STATE_NONE } },
};

static bool
word_read(size_t row, const char *word, struct answer *answer)
{
	for (unsigned i = 0; i < 3; i++)
		if (strcmp(word, state_name(kept[row].states[i])) == 0) {
			answer->state = kept[row].states[i];
			return true;
		}
	return false;
}

bool
typed_kept(struct hand *hand, const struct op *ask, struct answer *answer)
{
	struct arena arena = { 0 };
	char place[PLACE_BYTES], word[ASK_WORD] = "";
	const char *question;
	size_t row = 0;
	bool known = false;

	while (row < sizeof(kept) / sizeof(kept[0]) &&
	    kept[row].question != ask->kind)
		row++;
	if (row == sizeof(kept) / sizeof(kept[0]) || !hand->ask.can)
		return false;
	if (hand->meter != NULL)
		meter_wipe(hand->meter);
	*answer = (struct answer){ .on = ask->on };
	question = arena_format(&arena, "Look at %s (%s%s): %s; or ? if nobody "
	    "knows:", site_place(hand->site->names, ask->on, place,
	    sizeof(place)), kept[row].looks, ask->file != 0 ? names_text(
	    hand->site->names, KIND_FILE, ask->file) : "", kept[row].asks);
	while (!known && strcmp(word, "?") != 0 && ask_for(&hand->ask,
	    question, word))
		known = word_read(row, word, answer);
	arena_drop(&arena);
	return known;
}
