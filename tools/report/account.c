#include "tools/report/account.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/arena.h"
#include "core/run/run.h"
#include "tools/report/head.h"
#include "tools/report/ink.h"
#include "tools/report/judged.h"
#include "tools/report/printed.h"
#include "tools/report/service.h"
#include "tools/report/text.h"
#include "tools/say.h"

/* Who waits for so long sees when the command has ended. */
enum { LONG_MS = 10 * 60 * 1000, HINT_COLUMN = 4, CHECK_COLUMN = 17 };

static void
ink(const struct account *account, enum ink colour)
{
	ink_set(account->colour, colour);
}

static void
inked(const struct account *account, enum ink colour, const char *words)
{
	ink_say(account->colour, colour, words);
}

static void
said(struct account *account, int64_t at_ms, uint32_t place,
    const char *mark, const char *text)
{
	questions_close(&account->questions, &account->said);
	said_begin(&account->said, at_ms, place);
	say("%s%s\n", mark, text);
}

static void
reason(const struct account *account, const char *name, const char *why)
{
	char text[2 * TEXT_ROOM];

	snprintf(text, sizeof(text), "%s: %s", name, why);
	ink(account, DIM);
	said_below(&account->said, text);
	ink(account, PLAIN);
}

/* What to do about it, unless that was printed for the same code before. */
static void
hint(struct account *account, enum err_code code, unsigned indent)
{
	if (code == ERR_NONE || account->hinted == code)
		return;
	account->hinted = code;
	say("%*s", (int)indent, "");
	text_wrap(err_table[code].hint, indent, indent);
}

static void
on_run(struct account *account, const struct event *event)
{
	account->checks = 0;
	account->plan = event->plan;
	account->unmet = account->hinted = ERR_NONE;
	said_fit(&account->said, event->plan);
	head_print(account->colour, account->real, event->plan);
}

/* Checks that have one remedy stand together, above it; a warning has none. */
static void
unmet_print(struct account *account, const struct event *event,
    const char *place)
{
	const struct check *check = &event->plan->checks[event->step];
	bool silent = event->result->outcome != DONE;
	bool warns = check->warns && !silent;
	enum err_code code = silent ? ERR_NO_ANSWER : check->code;
	char text[3 * TEXT_ROOM], found[TEXT_ROOM];

	if (!warns) {
		hint(account, account->unmet != code ? account->unmet :
		    ERR_NONE, CHECK_COLUMN);
		account->unmet = code;
	}
	say("  ");
	inked(account, warns ? BOLD : RED, warns ? "warning      " :
	    "check not met");
	say("  ");
	snprintf(text, sizeof(text), "%s on %s: expected: %s; found: %s",
	    check->name, place, check->expect, silent ? "no answer" :
	    questions_answer(account->site->names, &check->fact.ask,
	    &event->result->answer, found, sizeof(found)));
	text_wrap(text, CHECK_COLUMN, CHECK_COLUMN);
}

static void
on_check(struct account *account, const struct event *event)
{
	uint32_t on = op_asked_at(
	    &event->plan->checks[event->step].fact.ask);
	char place[TEXT_ROOM] = "the cluster";

	account->checks++;
	if (on != 0)
		site_place(account->site->names, on, place, sizeof(place));
	if (!event->met)
		unmet_print(account, event, place);
	if (event->step + 1 != event->plan->check_count)
		return;
	hint(account, account->unmet, CHECK_COLUMN);
	say("  %u check%s asked\n", (unsigned)account->checks,
	    plural(account->checks));
}

static void
on_phase(struct account *account, const struct event *event)
{
	const struct step *step = &event->plan->steps[event->step];
	const struct phase *phase = &event->plan->phases[step->phase];

	say("\n");
	inked(account, BOLD, phase->name);
	say(": %s\n", phase->why);
}

/* Is nothing printed?  Questions and pauses are not, nor a check that is
 * met. */
static bool
is_silent(const struct account *account, const struct event *event)
{
	switch (event->type) {
	case EVENT_OP:
	case EVENT_ANSWER:
		return !op_is_change(event->op->kind) &&
		    !(op_table[event->op->kind].question && account->verbose);
	case EVENT_CHECK:
		return event->met &&
		    event->step + 1 < event->plan->check_count;
	case EVENT_STEP:
		return event->plan->steps[event->step].kind == STEP_CHANGE;
	case EVENT_SERVICE:
		return !event->met &&
		    !account->downtime.guest[event->guest].up;
	default:
		return event->type == EVENT_CHANGE;
	}
}

static void
on_op(struct account *account, const struct event *event)
{
	const struct op *op = event->op;
	const struct step *step;

	/* A question is printed with its answer. */
	if (!op_is_change(op->kind))
		return;
	step = &event->plan->steps[event->step];
	account->commands++;
	account->doubt = 0;
	account->begun_ms = event->at_ms;
	said(account, event->at_ms, op_place(op),
	    event->back ? "(back) " : event->try > 1 ? "(again) " : "",
	    printed_brief(account->arena, account->site, op));
	if (!event->back)
		reason(account, step->name, step->why);
	fflush(stdout);
}

/* A command that took long has ended: its beginning is far up. */
static void
ended_print(struct account *account, const struct event *event)
{
	int64_t took_ms = event->result->at_ms - account->begun_ms;
	char text[TEXT_ROOM], span[TEXT_ROOM];

	if (took_ms < LONG_MS)
		return;
	snprintf(text, sizeof(text), "(ended after %s)", text_span(took_ms,
	    span, sizeof(span)));
	said(account, event->result->at_ms, op_place(event->op), "", text);
}

static void
on_answer(struct account *account, const struct event *event)
{
	const struct result *res = event->result;

	if (!op_is_change(event->op->kind)) {
		if (account->verbose && op_table[event->op->kind].question)
			questions_print(&account->questions, &account->said,
			    event);
		return;
	}
	if (res->outcome == DONE) {
		ended_print(account, event);
		return;
	}
	questions_close(&account->questions, &account->said);
	said_begin(&account->said, res->at_ms, op_place(event->op));
	inked(account, RED, res->outcome == FAILED ?
	    err_table[res->err.code].name : "no answer");
	say(": %s\n", res->err.text);
	reason(account, res->outcome == FAILED ? "failed" : "unknown",
	    "next the run asks whether it took effect");
	account->doubt = event->back ? 0 : event->step + 1;
}

/* The run has gone on after a failure was reported: why. */
static void
doubt_print(struct account *account, const struct event *event)
{
	uint32_t step = account->doubt - 1;

	if (account->doubt == 0 || event->back || event->step == step)
		return;
	said(account, event->at_ms, op_place(&event->plan->steps[step].op),
	    "", "it took effect all the same: the run goes on");
	account->doubt = 0;
}

static void
on_step(struct account *account, const struct event *event)
{
	const struct step *step = &event->plan->steps[event->step];

	doubt_print(account, event);
	if (!account->real)
		meter_print(&account->meter, event);
	if (step->kind == STEP_CHANGE || event->back)
		return;
	meter_wipe(&account->meter);
	said(account, event->at_ms, step_asks(event->plan, step), "",
	    printed_text(account->arena, event->plan, event->step,
	    NUMBER_AS_ASKED));
	reason(account, step->name, step->why);
}

static void
on_skip(struct account *account, const struct event *event)
{
	const struct step *step = &event->plan->steps[event->step];
	char text[2 * TEXT_ROOM];

	snprintf(text, sizeof(text), "(%s) %s", event->text, step->kind ==
	    STEP_CHANGE ? printed_brief(account->arena, account->site,
	    &step->op) : step->name);
	said(account, event->at_ms, step->kind == STEP_CHANGE ?
	    op_place(&step->op) : 0, "", text);
}

/* "CODE: TEXT", and what to do about it. */
static void
why_print(struct account *account, const struct err *err, unsigned first)
{
	char text[2 * TEXT_ROOM];

	snprintf(text, sizeof(text), "%s: %s", err_table[err->code].name,
	    err->text);
	text_wrap(text, HINT_COLUMN, first);
	hint(account, err->code, HINT_COLUMN);
}

static void
on_turn(struct account *account, const struct event *event)
{
	const struct step *step = &event->plan->steps[event->step];
	unsigned n;

	account->doubt = 0;
	say("\n");
	inked(account, BOLD, "back");
	n = say(" to the beginning of phase %s: ",
	    event->plan->phases[step->phase].name);
	why_print(account, event->err, 4 + n);
}

static void
on_end(struct account *account, const struct event *event)
{
	char span[TEXT_ROOM];

	say("\n");
	inked(account, event->ending == ARRIVED ? GREEN : RED,
	    ending_name((enum ending)event->ending));
	say(" after %s%s\n", text_span(event->took_ms, span, sizeof(span)),
	    account->real ? "" : " of simulated time");
	if (event->err->code != ERR_NONE) {
		say("  ");
		why_print(account, event->err, 2);
	}
	say("\n");
}

static void
on_note(struct account *account, const struct event *event)
{
	said(account, event->at_ms, event->on, event->type == EVENT_FAULT ?
	    arena_format(account->arena, "fault %s: ", event->word) :
	    event->type == EVENT_OWED ? "owed: " : "(person) ", event->text);
}

/* What a long command printed has no time: it is known only as a whole. */
static void
on_output(struct account *account, const struct event *event)
{
	if (event->word == NULL)
		said(account, event->at_ms, event->on, "", event->text);
	else
		say("%*s| %s\n", (int)said_column(&account->said), "",
		    event->text);
}

static void
account_on_event(struct sink *sink, const struct event *event)
{
	struct account *account = (struct account *)sink;

	if (!is_silent(account, event)) {
		meter_wipe(&account->meter);
		if (event->type != EVENT_ANSWER && event->type != EVENT_OP)
			questions_close(&account->questions, &account->said);
	}
	switch (event->type) {
	case EVENT_RUN:
		on_run(account, event);
		break;
	case EVENT_CHECK:
		on_check(account, event);
		break;
	case EVENT_PHASE:
		on_phase(account, event);
		break;
	case EVENT_STEP:
		on_step(account, event);
		break;
	case EVENT_OP:
		on_op(account, event);
		break;
	case EVENT_ANSWER:
		on_answer(account, event);
		break;
	case EVENT_SKIP:
		on_skip(account, event);
		break;
	case EVENT_FAULT:
	case EVENT_TYPED:
	case EVENT_OWED:
		on_note(account, event);
		break;
	case EVENT_OUTPUT:
		on_output(account, event);
		break;
	case EVENT_SERVICE:
		service_print(&account->said, &account->downtime,
		    account->colour, event);
		break;
	case EVENT_TURN:
		on_turn(account, event);
		break;
	case EVENT_RESUMED:
		said(account, event->at_ms, 0, "", strcmp(event->word,
		    "resume") == 0 ? "resumed" : "rolling back");
		break;
	case EVENT_RETURN:
		said(account, event->at_ms, 0, "", "the point of no return is "
		    "passed: from here the run only goes forward");
		break;
	case EVENT_VIOLATION:
	case EVENT_EXPECTATION:
		judged_print(account->colour, event);
		break;
	case EVENT_END:
		on_end(account, event);
		break;
	case EVENT_CHANGE:
	case EVENT_TYPES:
		break;
	}
}

void
account_make(struct arena *arena, struct account *account,
    const struct site *site, bool verbose)
{
	const char *no_colour = getenv("NO_COLOR");

	*account = (struct account){ .sink.emit = account_on_event,
	    .arena = arena, .site = site, .verbose = verbose };
	account->colour = meter_terminal(STDOUT_FILENO) &&
	    (no_colour == NULL || *no_colour == '\0');
	account->meter.on = meter_terminal(STDERR_FILENO);
	said_make(&account->said, site);
	downtime_make(arena, &account->downtime, site->guest_count);
}
