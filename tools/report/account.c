#include "tools/report/account.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/procedures/procedure.h"
#include "core/run/run.h"
#include "tools/report/printed.h"
#include "tools/report/text.h"

enum { REASON_COLUMN = 26 };

enum ink { PLAIN, BOLD, DIM, RED, GREEN };

static const char *
ink(const struct account *account, enum ink colour)
{
	static const char *const codes[] = { "\033[0m", "\033[1m",
	    "\033[2m", "\033[31m", "\033[32m" };

	return account->colour ? codes[colour] : "";
}

/* A line of progress is erased before anything else is printed. */
static void
progress_wipe(struct account *account)
{
	if (account->shown)
		fputs("\r\033[K", stderr);
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
	fprintf(stderr, "step %u of %u, %u %%, %s of simulated time left",
	    (unsigned)(event->step + 1), (unsigned)plan->step_count,
	    (unsigned)(event->step * 100 / plan->step_count),
	    text_span(left_ms, span, sizeof(span)));
}

static void
said(const struct account *account, int64_t at_ms, uint32_t place,
    const char *mark, const char *text)
{
	char clock[TEXT_ROOM], where[TEXT_ROOM] = "";

	if (place != 0)
		site_place(account->site->names, place, where, sizeof(where));
	printf("  %s  %-12s %s%s\n", text_clock(at_ms, clock, sizeof(clock)),
	    where, mark, text);
}

static void
reason(const struct account *account, const char *name, const char *why)
{
	char text[2 * TEXT_ROOM];

	snprintf(text, sizeof(text), "%s: %s", name, why);
	printf("%*s%s", REASON_COLUMN, "", ink(account, DIM));
	text_wrap(text, REASON_COLUMN, REASON_COLUMN);
	fputs(ink(account, PLAIN), stdout);
}

static void
on_run(struct account *account, const struct event *event)
{
	const struct plan *plan = event->plan;
	const struct site_guest *guest = &plan->site->guests[plan->guest];
	char span[TEXT_ROOM], down[TEXT_ROOM];

	account->checks = 0;
	account->plan = plan;
	printf("%sSIMULATED  %s%s  on site %s: %u steps, about %s",
	    ink(account, BOLD), plan->job, ink(account, PLAIN),
	    plan->site->name, (unsigned)plan->step_count,
	    text_span(plan->expected_ms, span, sizeof(span)));
	if (plan->downtime_ms != 0)
		printf(", down about %s",
		    text_span(plan->downtime_ms, down, sizeof(down)));
	printf("\n");
	if (guest->objective && plan->downtime_ms > guest->objective_ms)
		printf("  %sthe objective for its downtime is %s%s\n",
		    ink(account, RED), text_span(guest->objective_ms, span,
		    sizeof(span)), ink(account, PLAIN));
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
	if (!event->met)
		printf("  %scheck not met%s  %s on %s: expected: %s\n"
		    "                 %s\n", ink(account, RED),
		    ink(account, PLAIN), check->name, place, check->expect,
		    err_table[check->code].hint);
	if (event->step + 1 == event->plan->check_count)
		printf("  %u checks asked\n", (unsigned)account->checks);
}

static void
on_phase(struct account *account, const struct event *event)
{
	const struct step *step = &event->plan->steps[event->step];
	const struct phase *phase = &event->plan->phases[step->phase];

	printf("\n%s%s%s: %s\n", ink(account, BOLD), phase->name,
	    ink(account, PLAIN), phase->why);
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
	char text[2 * TEXT_ROOM];

	if (!op_is_change(event->op->kind) || res->outcome == DONE)
		return;
	snprintf(text, sizeof(text), "%s%s%s: %s", ink(account, RED),
	    res->outcome == FAILED ? err_table[res->err.code].name :
	    "no answer", ink(account, PLAIN), res->err.text);
	said(account, res->at_ms, op_place(event->op), "", text);
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
	char text[3 * TEXT_ROOM], span[TEXT_ROOM], parts[TEXT_ROOM];

	if (!event->met && !outage->up) {
		downtime_on_event(&account->downtime, event);
		return;
	}
	downtime_on_event(&account->downtime, event);
	if (!event->met)
		snprintf(text, sizeof(text), "%sdown%s (%s)", ink(account, RED),
		    ink(account, PLAIN), part_name(event->part));
	else if (outage->last_ms == 0)
		snprintf(text, sizeof(text), "%sup%s", ink(account, GREEN),
		    ink(account, PLAIN));
	else
		snprintf(text, sizeof(text), "%sup%s: was down %s (%s)",
		    ink(account, GREEN), ink(account, PLAIN),
		    text_span(outage->last_ms, span, sizeof(span)),
		    downtime_parts(outage, parts, sizeof(parts)));
	said(account, event->at_ms, PLACE_GUEST | event->guest, "", text);
}

static void
on_turn(struct account *account, const struct event *event)
{
	const struct step *step = &event->plan->steps[event->step];

	printf("\n%sback%s to the beginning of phase %s: %s: %s\n",
	    ink(account, BOLD), ink(account, PLAIN),
	    event->plan->phases[step->phase].name,
	    err_table[event->err->code].name, event->err->text);
	printf("    %s\n", err_table[event->err->code].hint);
}

static void
on_end(struct account *account, const struct event *event)
{
	char span[TEXT_ROOM];

	printf("\n%s%s%s after %s of simulated time", event->ending ==
	    ARRIVED ? ink(account, GREEN) : ink(account, RED),
	    ending_name((enum ending)event->ending), ink(account, PLAIN),
	    text_span(event->took_ms, span, sizeof(span)));
	if (event->err->code != ERR_NONE)
		printf("\n  %s: %s\n  %s",
		    err_table[event->err->code].name, event->err->text,
		    err_table[event->err->code].hint);
	printf("\n\n");
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
		printf("%sVIOLATED %s%s: %s\n", ink(account, RED), event->word,
		    ink(account, PLAIN), event->text);
		break;
	case EVENT_EXPECTATION:
		printf("  %s%-10s%s %s%s%s\n",
		    ink(account, event->met ? GREEN : RED),
		    event->met ? "met" : "not met",
		    ink(account, PLAIN), event->text,
		    event->word != NULL ? "; seen: " : "",
		    event->word != NULL ? event->word : "");
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
