#include "tools/scenario/golden.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/procedures/procedure.h"
#include "core/run/run.h"
#include "tools/report/owing.h"
#include "tools/report/text.h"
#include "tools/report/word.h"
#include "tools/say.h"

enum { MARK_COLUMN = 72, FIRST_USUAL = 23, FIRST_MOST = 40 };

/* Words, wrapped, and a mark at the right if there is one. */
static void
marked(FILE *out, const char *words, const char *mark, unsigned first)
{
	unsigned end = first + (unsigned)strlen(words);
	char text[3 * TEXT_ROOM];

	if (mark == NULL) {
		text_wrap_to(out, words, first, first);
	} else if (end + 2 + strlen(mark) <= 80) {
		say_to(out, "%s%*s%s\n", words, end + 2 < MARK_COLUMN &&
		    MARK_COLUMN + strlen(mark) <= 80 ?
		    (int)(MARK_COLUMN - end) : 2, "", mark);
	} else {
		snprintf(text, sizeof(text), "%s %s", words, mark);
		text_wrap_to(out, text, first, first);
	}
}

static void
line(const struct golden *golden, int64_t at_ms, const char *who,
    const char *words, const char *mark)
{
	char clock[TEXT_ROOM];
	unsigned first;

	/* "guest:ldom1" is ldom1 to a reader: it does not fit otherwise. */
	if (strncmp(who, "guest:", 6) == 0)
		who += 6;

	first = say_to(golden->out, "  %s  %-8s  ",
	    text_clock(at_ms, clock, sizeof(clock)), who);
	/* A long name has a line of its own. */
	if (first > FIRST_MOST) {
		say_to(golden->out, "\n%*s", FIRST_USUAL, "");
		first = FIRST_USUAL;
	}
	marked(golden->out, words, mark, first);
}

static void
op_line(struct golden *golden, const struct op *op, int64_t at_ms,
    const struct err *refused)
{
	const struct names *names = golden->site->names;
	char words[TEXT_ROOM], place[TEXT_ROOM], text[2 * TEXT_ROOM];

	text_op(names, op, words, sizeof(words));
	snprintf(text, sizeof(text), "%s%s%s", words,
	    refused != NULL ? " refused: " : "",
	    refused != NULL ? err_table[refused->code].name : "");
	line(golden, at_ms, site_place(names, op_place(op), place,
	    sizeof(place)), text, refused != NULL && golden->struck ?
	    "(fault)" : NULL);
}

/* An operation is printed with the next line, or when it was refused. */
static void
held_print(struct golden *golden)
{
	if (golden->holds)
		op_line(golden, &golden->held, golden->held_ms, NULL);
	golden->holds = false;
}

static void
on_op(struct golden *golden, const struct event *event)
{
	if (!op_is_change(event->op->kind))
		return;
	held_print(golden);
	golden->held = *event->op;
	golden->held_ms = event->at_ms;
	golden->holds = true;
	golden->struck = false;
}

static void
on_answer(struct golden *golden, const struct event *event)
{
	char words[2 * TEXT_ROOM];

	if (!op_is_change(event->op->kind))
		return;
	if (event->result->outcome == DONE) {
		held_print(golden);
		return;
	}
	if (event->result->outcome == FAILED) {
		golden->holds = false;
		op_line(golden, event->op, event->result->at_ms,
		    &event->result->err);
		return;
	}
	held_print(golden);
	snprintf(words, sizeof(words), "%s: %s",
	    op_table[event->op->kind].name, event->result->err.text);
	line(golden, event->result->at_ms, "unknown", words,
	    golden->struck ? "(fault)" : NULL);
}

static bool
is_shown(const struct event *event)
{
	return event->cause == CAUSE_CLUSTER || event->cause == CAUSE_AGENT ||
	    event->cause == CAUSE_FAULT || event->cause == CAUSE_TIME;
}

/* Nobody exports the pool of a node that loses its power: no node has it
 * imported any more, and the next one needs -f. */
static const char *
change_word(const struct event *event)
{
	return event->kind == KIND_POOL && event->cause == CAUSE_FAULT &&
	    event->is == STATE_EXPORTED ? "no longer imported" :
	    state_name(event->is);
}

static void
on_change(struct golden *golden, const struct event *event)
{
	const struct names *names = golden->site->names;
	char words[2 * TEXT_ROOM], place[TEXT_ROOM] = "";

	if (!is_shown(event))
		return;
	held_print(golden);
	if (event->on != 0 && event->kind != KIND_NODE)
		site_place(names, event->on, place, sizeof(place));
	snprintf(words, sizeof(words), "%s %s %s%s%s",
	    kind_name(event->kind), names_text(names, event->kind,
	    event->name), change_word(event), *place != '\0' ? " on " : "",
	    place);
	line(golden, event->at_ms, cause_name(event->cause), words, NULL);
}

static void
service_words(const struct golden *golden, const struct event *event,
    char *words, size_t size)
{
	const struct outage *outage = &golden->downtime.guest[event->guest];
	bool source = (event->on & PLACE_SOURCE) != 0;
	char parts[TEXT_ROOM], span[TEXT_ROOM], place[TEXT_ROOM] = "";

	if (event->on != 0 && !source)
		site_place(golden->site->names, event->on, place,
		    sizeof(place));
	if (!event->met)
		snprintf(words, size, "%sdown (%s)",
		    source ? "applications " : "", part_name(event->part));
	else if (outage->last_ms == 0)
		snprintf(words, size, "up%s%s", *place != '\0' ? " on " : "",
		    place);
	else
		snprintf(words, size, "%sup%s%s: down %s (%s)",
		    source ? "applications " : "",
		    *place != '\0' ? " on " : "", place, text_span(
		    outage->last_ms, span, sizeof(span)),
		    downtime_parts(outage, parts, sizeof(parts)));
}

/* While only the source exists, its applications are the service; that they
 * were up before the run asked is no news. */
static void
on_service(struct golden *golden, const struct event *event)
{
	const struct outage *outage = &golden->downtime.guest[event->guest];
	bool source = (event->on & PLACE_SOURCE) != 0;
	bool was_up = outage->up, ever = outage->ever;
	char words[3 * TEXT_ROOM], place[TEXT_ROOM];

	if (event->met || was_up)
		held_print(golden);
	downtime_on_event(&golden->downtime, event);
	if (event->met ? source && !ever : !was_up)
		return;
	service_words(golden, event, words, sizeof(words));
	line(golden, event->at_ms, source ? site_place(golden->site->names,
	    event->on, place, sizeof(place)) :
	    names_text(golden->site->names, KIND_GUEST, event->guest), words,
	    NULL);
}

static void
on_expectation(struct golden *golden, const struct event *event)
{
	char clock[TEXT_ROOM];
	long long ms = (long long)event->at_ms;
	struct arena arena = { 0 };

	held_print(golden);
	if (event->met || event->pending) {
		say_to(golden->out, event->met ? "  met        " :
		    "  pending    ");
		marked(golden->out, event->text, event->word, 13);
		return;
	}
	say_to(golden->out, "  not met    ");
	text_wrap_to(golden->out, event->text, 13, 13);
	say_to(golden->out, "    seen     ");
	text_wrap_to(golden->out, event->word, 13, 13);
	say_to(golden->out, "    at       %s.%03lld\n", text_clock(
	    event->at_ms, clock, sizeof(clock)), ms % 1000);
	say_to(golden->out, "    again    domferry run %s --seed %llu%s%s "
	    "--stop-at %llds\n", word_typed(&arena, golden->file),
	    (unsigned long long)golden->seed, golden->through != NULL ?
	    " --through " : "", golden->through != NULL ? golden->through :
	    "", (ms + 999) / 1000);
	arena_drop(&arena);
}

static void
on_end(struct golden *golden, const struct event *event)
{
	char words[2 * TEXT_ROOM], span[TEXT_ROOM];

	held_print(golden);
	if (event->err->code == ERR_NONE)
		snprintf(words, sizeof(words), "%s, after %s",
		    event->plan != NULL ? event->plan->job : "the job",
		    text_span(event->took_ms, span, sizeof(span)));
	else
		snprintf(words, sizeof(words), "%s: %s",
		    err_table[event->err->code].name, event->err->text);
	line(golden, event->at_ms, ending_name((enum ending)event->ending),
	    words, NULL);
	if (event->run != NULL && owing_brief(event->plan, event->run, words,
	    sizeof(words)) != NULL)
		line(golden, event->at_ms, "owed", words, NULL);
}

static void
on_owed(struct golden *golden, const struct event *event)
{
	char words[2 * TEXT_ROOM];

	snprintf(words, sizeof(words), "%s, when it is back: %s",
	    names_text(golden->site->names, KIND_NODE, event->on),
	    event->text);
	line(golden, event->at_ms, "owed", words, NULL);
}

static void
golden_on_event(struct sink *sink, const struct event *event)
{
	struct golden *golden = (struct golden *)sink;
	char place[TEXT_ROOM];

	if (event->type != EVENT_OP && event->type != EVENT_ANSWER &&
	    event->type != EVENT_CHANGE && event->type != EVENT_SERVICE &&
	    (event->type != EVENT_FAULT || event->at_ms > golden->held_ms))
		held_print(golden);
	switch (event->type) {
	case EVENT_RUN:
		line(golden, event->at_ms, "run", event->plan->job, NULL);
		break;
	case EVENT_CHECK:
		if (!event->met && event->plan->checks[event->step].warns)
			line(golden, event->at_ms, "warning", event->plan->
			    checks[event->step].expect, NULL);
		break;
	case EVENT_OP:
		on_op(golden, event);
		break;
	case EVENT_ANSWER:
		on_answer(golden, event);
		break;
	case EVENT_FAULT:
		golden->struck = strcmp(event->word, "struck") == 0;
		line(golden, event->at_ms, event->word, event->text, NULL);
		break;
	case EVENT_CHANGE:
		on_change(golden, event);
		break;
	case EVENT_SERVICE:
		on_service(golden, event);
		break;
	case EVENT_TURN:
		line(golden, event->at_ms, "turn", event->err->text, NULL);
		break;
	case EVENT_RESUMED:
		line(golden, event->at_ms, event->word, "the last run", NULL);
		break;
	case EVENT_TYPED:
		line(golden, event->at_ms, site_place(golden->site->names,
		    event->on, place, sizeof(place)), event->text, "(person)");
		break;
	case EVENT_OUTPUT:
		if (event->word == NULL)
			line(golden, event->at_ms, site_place(
			    golden->site->names, event->on, place,
			    sizeof(place)), event->text, NULL);
		break;
	case EVENT_VIOLATION:
		line(golden, event->at_ms, "VIOLATED", event->word, NULL);
		line(golden, event->at_ms, "", event->text, NULL);
		break;
	case EVENT_EXPECTATION:
		on_expectation(golden, event);
		break;
	case EVENT_OWED:
		on_owed(golden, event);
		break;
	case EVENT_END:
		on_end(golden, event);
		break;
	default:
		break;
	}
}

void
golden_make(struct arena *arena, struct golden *golden,
    const struct site *site, const char *file, uint64_t seed)
{
	*golden = (struct golden){ .sink.emit = golden_on_event, .site = site,
	    .file = file, .seed = seed, .out = stdout };
	downtime_make(arena, &golden->downtime, site->guest_count);
}

void
golden_result(FILE *out, bool passed, const struct err *err)
{
	if (passed)
		say_to(out, "pass\n");
	else
		say_to(out, "fail: %s: %s\n", err_table[err->code].name,
		    err->text);
}
