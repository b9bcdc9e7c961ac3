#include "tools/report/questions.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "backends/commands/commands.h"
#include "core/base/arena.h"
#include "tools/report/text.h"
#include "tools/say.h"

enum { ANSWER_COLUMN = 2, MIB_BITS = 20, OUTPUT_LINES = 24 };

/* A text with lines of its own is not shown. */
const char *
questions_answer(const struct names *names, const struct op *op,
    const struct answer *answer, char *buffer, size_t size)
{
	enum kind kind = op_answer_kind(op);
	const char *value = kind != KIND_NONE ? names_text(names, kind,
	    answer->value) : "";
	bool memory = op->value == TEXT_MEMORY;
	const char *number = op_number_text(op, answer);
	int n = snprintf(buffer, size, "%s%s%s%s%s",
	    state_name((enum state)answer->state),
	    answer->on != 0 ? " on " : "",
	    names_text(names, KIND_NODE, answer->on),
	    *value != '\0' ? ", " : "",
	    strchr(value, '\n') != NULL ? "another text" : value);

	assert(n >= 0);
	if (number != NULL && (size_t)n < size)
		snprintf(buffer + n, size - (size_t)n, ", %s", number);
	else if (answer->number != 0 && (size_t)n < size)
		snprintf(buffer + n, size - (size_t)n, ", %lld%s",
		    (long long)answer->number >> (memory ? MIB_BITS : 0),
		    memory ? "M" : "");
	return buffer;
}

/* The command, unless the last one has this answer in its output, too. */
static void
command_print(struct questions *questions, const struct said *said,
    const struct event *event)
{
	struct request request = request_of(said->site->names, event->op);
	struct arena arena = { 0 };

	if (questions->open && questions->at_ms == event->result->at_ms &&
	    request_equal(&questions->last, &request) && !questions->typed)
		return;
	if (!questions->typed)
		said_line(said, event->result->at_ms, request_place(event->op),
		    arena_format(&arena, "%s? %s", questions->through ?
		    "(nothing is typed) " : "", command_question(&arena,
		    said->site, event->op)));
	arena_drop(&arena);
	questions->typed = false;
	questions->last = request;
	questions->at_ms = event->result->at_ms;
	questions->open = true;
}

static void
below(const struct said *said, const char *text)
{
	say("%*s", (int)said_column(said) + ANSWER_COLUMN, "");
	text_wrap(text, said_column(said) + 2 * ANSWER_COLUMN,
	    said_column(said) + ANSWER_COLUMN);
}

static void
silence_print(struct questions *questions, const struct said *said,
    const struct event *event)
{
	uint32_t place = request_place(event->op);

	questions->until_ms = event->result->at_ms;
	if (questions->silent == place + 1) {
		questions->again++;
		return;
	}
	questions_close(questions, said);
	command_print(questions, said, event);
	below(said, "no answer");
	questions->silent = place + 1;
	questions->open = false;
}

/* The first lines of it that are not empty; the transcript of a run has all. */
static void
printed_print(const struct said *said, const char *text)
{
	unsigned n = 0;

	for (; text != NULL && *text != '\0'; text += *text == '\n') {
		size_t size = strcspn(text, "\n");

		if (size != 0 && n++ < OUTPUT_LINES)
			say("%*s| %.*s\n", (int)said_column(said), "",
			    (int)size, text);
		text += size;
	}
	if (n > OUTPUT_LINES)
		say("%*s| (%u more line%s)\n", (int)said_column(said), "",
		    n - OUTPUT_LINES, plural(n - OUTPUT_LINES));
}

/* Several questions are answered by one command, each time anew. */
static bool
is_typed_again(struct questions *questions,
    const struct question_typed *typed)
{
	bool same = questions->open && questions->place == typed->place &&
	    questions->typed_ms == typed->at_ms &&
	    strncmp(questions->line, typed->line,
	    sizeof(questions->line) - 1) == 0;

	if (same)
		questions->typed = true;
	return same;
}

void
questions_typed(struct questions *questions, const struct said *said,
    const struct question_typed *asked)
{
	struct arena arena = { 0 };

	assert(asked->line != NULL);
	if ((asked->lost && questions->silent == asked->place + 1) ||
	    is_typed_again(questions, asked))
		return;
	questions_close(questions, said);
	snprintf(questions->line, sizeof(questions->line), "%s", asked->line);
	questions->place = asked->place;
	questions->typed_ms = asked->at_ms;
	said_line(said, asked->at_ms, asked->place, arena_format(&arena,
	    "? %s", asked->line));
	printed_print(said, asked->out);
	printed_print(said, asked->err);
	arena_drop(&arena);
	questions->typed = true;
}

/* Was just that asked and answered? */
static bool
is_said(struct questions *questions, const struct event *event)
{
	bool same = questions->open &&
	    questions->at_ms == event->result->at_ms &&
	    op_equal(&questions->op, event->op) && memcmp(
	    &questions->answer, &event->result->answer,
	    sizeof(questions->answer)) == 0;

	questions->op = *event->op;
	questions->answer = event->result->answer;
	return same;
}

void
questions_print(struct questions *questions, const struct said *said,
    const struct event *event)
{
	char text[2 * TEXT_ROOM], words[TEXT_ROOM], answer[TEXT_ROOM];
	const struct names *names = said->site->names;
	size_t n;

	assert(op_table[event->op->kind].question);
	if (event->result->outcome != DONE) {
		silence_print(questions, said, event);
		return;
	}
	if (questions->silent == request_place(event->op) + 1)
		questions_close(questions, said);
	if (is_said(questions, event))
		return;
	command_print(questions, said, event);
	text_op(names, event->op, words, sizeof(words));
	/* Of the whole node there is no name. */
	n = strlen(words) - (words[strlen(words) - 1] == ' ' ? 1 : 0);
	snprintf(text, sizeof(text), "%.*s: %s", (int)n, words,
	    questions_answer(names, event->op,
	    &event->result->answer, answer, sizeof(answer)));
	below(said, text);
}

void
questions_close(struct questions *questions, const struct said *said)
{
	char text[2 * TEXT_ROOM], clock[TEXT_ROOM], place[TEXT_ROOM];

	if (questions->again != 0) {
		snprintf(text, sizeof(text), "no answer from %s until %s "
		    "(asked %u times)", questions->silent == 1 ?
		    "the cluster" : site_place(said->site->names,
		    questions->silent - 1, place, sizeof(place)), text_clock(
		    questions->until_ms, clock, sizeof(clock)),
		    questions->again + 1);
		below(said, text);
	}
	questions->open = false;
	questions->silent = questions->again = 0;
}
