#include "tools/report/account.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/procedures/procedure.h"
#include "core/run/run.h"
#include "tools/report/printed.h"
#include "tools/report/text.h"
#include "tools/say.h"

enum { REASON_COLUMN = 26 };

enum ink { PLAIN, BOLD, DIM, RED, GREEN };

static void
ink(const struct account *account, enum ink colour)
{
	static const unsigned codes[] = { 0, 1, 2, 31, 32 };

	if (account->colour)
		say("\033[%um", codes[colour]);
}

/* Words in a colour. */
static void
inked(const struct account *account, enum ink colour, const char *words)
{
	ink(account, colour);
	say("%s", words);
	ink(account, PLAIN);
}

/* A line of progress is erased before anything else is printed. */
static void
progress_wipe(struct account *account)
{
	if (account->shown)
		say_to(stderr, "\r\033[K");
	account->shown = false;
}

static void
progress_print(struct account *account, const struct event *event)
{
	const struct plan *plan = event->plan;
	int64_t left_ms = 0;
	char span[TEXT_ROOM];

	if (!account->progress || event->back)
		return;
	for (uint32_t i = event->step; i < plan->step_count; i++)
		left_ms += plan->steps[i].expected_ms;
	account->shown = true;
	say_to(stderr, "step %u of %u, %u %%, %s of simulated time left",
	    (unsigned)(event->step + 1), (unsigned)plan->step_count,
	    (unsigned)(event->step * 100 / plan->step_count),
	    text_span(left_ms, span, sizeof(span)));
}

/* The beginning of a line: when, and where. */
static void
begun(const struct account *account, int64_t at_ms, uint32_t place)
{
	char clock[TEXT_ROOM], where[TEXT_ROOM] = "";

	if (place != 0)
		site_place(account->site->names, place, where, sizeof(where));
	say("  %s  %-12s ", text_clock(at_ms, clock, sizeof(clock)), where);
}

static void
said(const struct account *account, int64_t at_ms, uint32_t place,
    const char *mark, const char *text)
{
	begun(account, at_ms, place);
	say("%s%s\n", mark, text);
}

static void
reason(const struct account *account, const char *name, const char *why)
{
	char text[2 * TEXT_ROOM];

	snprintf(text, sizeof(text), "%s: %s", name, why);
	say("%*s", REASON_COLUMN, "");
	ink(account, DIM);
	text_wrap(text, REASON_COLUMN, REASON_COLUMN);
	ink(account, PLAIN);
}

static void
on_run(struct account *account, const struct event *event)
{
	const struct plan *plan = event->plan;
	const struct site_guest *guest = &plan->site->guests[plan->guest];
	char span[TEXT_ROOM], down[TEXT_ROOM];

	account->checks = 0;
	account->plan = plan;
	ink(account, BOLD);
	say("SIMULATED  %s", plan->job);
	ink(account, PLAIN);
	say("  on site %s: %u steps, about %s",
	    plan->site->name, (unsigned)plan->step_count,
	    text_span(plan->expected_ms, span, sizeof(span)));
	if (plan->downtime_ms != 0)
		say(", down about %s",
		    text_span(plan->downtime_ms, down, sizeof(down)));
	say("\n");
	if (guest->objective && plan->downtime_ms > guest->objective_ms) {
		ink(account, RED);
		say("  the objective for its downtime is %s\n",
		    text_span(guest->objective_ms, span, sizeof(span)));
		ink(account, PLAIN);
	}
}

static void
on_check(struct account *account, const struct event *event)
{
	const struct check *check = &event->plan->checks[event->step];
	uint32_t on = op_asked_at(&check->fact.ask);
	char place[TEXT_ROOM] = "the cluster";

	account->checks++;
	if (on != 0)
		site_place(account->site->names, on, place, sizeof(place));
	if (!event->met) {
		say("  ");
		inked(account, check->warns ? BOLD : RED, check->warns ?
		    "warning" : "check not met");
		say("%s  %s on %s: expected: %s\n", check->warns ? "      " :
		    "", check->name, place, check->expect);
	}
	if (!event->met && !check->warns)
		say("                 %s\n", err_table[check->code].hint);
	if (event->step + 1 == event->plan->check_count)
		say("  %u checks asked\n", (unsigned)account->checks);
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

/* Questions and pauses are not printed. */
static bool
is_silent(const struct account *account, const struct event *event)
{
	if (event->type != EVENT_OP && event->type != EVENT_ANSWER)
		return event->type == EVENT_CHANGE;
	return !op_is_change(event->op->kind) &&
	    !(op_table[event->op->kind].question && account->questions);
}

static void
on_op(struct account *account, const struct event *event)
{
	const struct op *op = event->op;
	const struct step *step;
	const char *text;

	if (is_silent(account, event))
		return;
	if (op_table[op->kind].question) {
		char words[TEXT_ROOM];

		said(account, event->at_ms, op->on, "? ", text_op(
		    account->site->names, op, words, sizeof(words)));
		return;
	}
	step = &event->plan->steps[event->step];
	text = printed_brief(account->arena, account->site, op);
	account->commands++;
	said(account, event->at_ms, op_place(op),
	    event->back ? "(back) " : event->try > 1 ? "(again) " : "", text);
	if (!event->back)
		reason(account, step->name, step->why);
	fflush(stdout);
}

static void
on_answer(struct account *account, const struct event *event)
{
	const struct result *res = event->result;

	if (!op_is_change(event->op->kind) || res->outcome == DONE)
		return;
	begun(account, res->at_ms, op_place(event->op));
	inked(account, RED, res->outcome == FAILED ?
	    err_table[res->err.code].name : "no answer");
	say(": %s\n", res->err.text);
	if (res->outcome == UNKNOWN)
		reason(account, "unknown", "next the run asks whether it took "
		    "effect");
}

static void
on_step(struct account *account, const struct event *event)
{
	const struct step *step = &event->plan->steps[event->step];

	progress_print(account, event);
	if (step->kind == STEP_CHANGE || event->back)
		return;
	progress_wipe(account);
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

static void
on_service(struct account *account, const struct event *event)
{
	const struct outage *outage =
	    &account->downtime.guest[event->guest];
	char span[TEXT_ROOM], parts[TEXT_ROOM];

	if (!event->met && !outage->up) {
		downtime_on_event(&account->downtime, event);
		return;
	}
	downtime_on_event(&account->downtime, event);
	begun(account, event->at_ms, PLACE_GUEST | event->guest);
	inked(account, event->met ? GREEN : RED, event->met ? "up" : "down");
	if (!event->met)
		say(" (%s)", part_name(event->part));
	else if (outage->last_ms != 0)
		say(": was down %s (%s)",
		    text_span(outage->last_ms, span, sizeof(span)),
		    downtime_parts(outage, parts, sizeof(parts)));
	say("\n");
}

static void
on_turn(struct account *account, const struct event *event)
{
	const struct step *step = &event->plan->steps[event->step];

	say("\n");
	inked(account, BOLD, "back");
	say(" to the beginning of phase %s: %s: %s\n",
	    event->plan->phases[step->phase].name,
	    err_table[event->err->code].name, event->err->text);
	say("    %s\n", err_table[event->err->code].hint);
}

static void
on_end(struct account *account, const struct event *event)
{
	char span[TEXT_ROOM];

	say("\n");
	inked(account, event->ending == ARRIVED ? GREEN : RED,
	    ending_name((enum ending)event->ending));
	say(" after %s of simulated time",
	    text_span(event->took_ms, span, sizeof(span)));
	if (event->err->code != ERR_NONE)
		say("\n  %s: %s\n  %s",
		    err_table[event->err->code].name, event->err->text,
		    err_table[event->err->code].hint);
	say("\n\n");
}

static void
on_violation(const struct account *account, const struct event *event)
{
	ink(account, RED);
	say("VIOLATED %s", event->word);
	ink(account, PLAIN);
	say(": %s\n", event->text);
}

static void
on_expectation(const struct account *account, const struct event *event)
{
	say("  ");
	inked(account, event->met ? GREEN : RED,
	    event->met ? "met       " : "not met   ");
	say(" %s%s%s\n", event->text, event->word != NULL ? "; seen: " : "",
	    event->word != NULL ? event->word : "");
}

static void
account_on_event(struct sink *sink, const struct event *event)
{
	struct account *account = (struct account *)sink;

	if (!is_silent(account, event))
		progress_wipe(account);
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
		said(account, event->at_ms, 0, "fault ", event->text);
		break;
	case EVENT_TYPED:
		said(account, event->at_ms, event->on, "(person) ",
		    event->text);
		break;
	case EVENT_OUTPUT:
		said(account, event->at_ms, event->on, "", event->text);
		break;
	case EVENT_SERVICE:
		on_service(account, event);
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
		on_violation(account, event);
		break;
	case EVENT_EXPECTATION:
		on_expectation(account, event);
		break;
	case EVENT_END:
		on_end(account, event);
		break;
	case EVENT_CHANGE:
	case EVENT_TYPES:
		break;
	}
}

static bool
is_terminal(int fd)
{
	const char *term = getenv("TERM");

	return isatty(fd) != 0 && term != NULL && strcmp(term, "dumb") != 0;
}

void
account_make(struct arena *arena, struct account *account,
    const struct site *site, bool questions)
{
	const char *no_colour = getenv("NO_COLOR");

	*account = (struct account){ .sink.emit = account_on_event,
	    .arena = arena, .site = site, .questions = questions };
	account->colour = is_terminal(STDOUT_FILENO) &&
	    (no_colour == NULL || *no_colour == '\0');
	account->progress = is_terminal(STDERR_FILENO);
	downtime_make(arena, &account->downtime, site->guest_count);
}
