#include "tools/apply/gate.h"

#include <assert.h>
#include <string.h>

#include "tools/apply/window.h"
#include "tools/report/text.h"
#include "tools/say.h"

enum { TEXT_BYTES = 400 };

/* The phase that releases locks is no end of its own: the run ends with it. */
static bool
until_read(const struct plan *plan, const char *name, uint32_t *until,
    struct err *err)
{
	for (uint32_t i = 0; i < plan->phase_count; i++)
		if (strcmp(plan->phases[i].name, name) == 0) {
			*until = i + 1 < plan->phase_count &&
			    plan->phases[i + 1].first < plan->verified ?
			    plan->phases[i + 1].first : plan->step_count;
			return true;
		}
	return err_set(err, ERR_USAGE, "--until %s: the plan of %s has no such "
	    "phase; domferry plan lists them", name, plan->job);
}

static bool
pause_read(const struct plan *plan, const char *name, uint32_t *pause,
    struct err *err)
{
	for (*pause = 0; *pause < plan->step_count; ++*pause)
		if (strcmp(plan->steps[*pause].name, name) == 0)
			return true;
	return err_set(err, ERR_USAGE, "--pause-before %s: the plan of %s has "
	    "no such step; domferry plan lists them", name, plan->job);
}

static bool
override_read(const struct options *options, struct gate *gate,
    struct err *err)
{
	for (unsigned i = 0; i < options->override.count; i++) {
		const char *guard = options->override.item[i];

		if (strcmp(guard, "window") != 0)
			return err_set(err, ERR_USAGE, "--override %s: there "
			    "is no such guard; the only one that can be "
			    "overridden is window", guard);
		if (gate->window_ms < 0)
			return err_set(err, ERR_USAGE, "--override window is "
			    "not needed without --window: leave it out");
		gate->override = true;
	}
	return true;
}

bool
gate_make(struct gate *gate, const struct plan *plan,
    const struct options *options, int64_t now_ms, struct err *err)
{
	*gate = (struct gate){ .until = plan->step_count, .pause = PLAN_NONE,
	    .passed = PLAN_NONE, .window_ms = -1 };
	if (options->window != NULL) {
		if (!window_read(options->window, &gate->window_ms, err))
			return false;
		gate->window_ms += now_ms;
	}
	return (options->until == NULL || until_read(plan, options->until,
	    &gate->until, err)) && (options->pause_before == NULL ||
	    pause_read(plan, options->pause_before, &gate->pause, err)) &&
	    override_read(options, gate, err);
}

/* How long the guest is down, as the plan expects, in the outage that begins
 * with that step; 0: none begins there. */
static int64_t
outage_from(const struct plan *plan, uint32_t step)
{
	int64_t outage_ms = 0;

	assert(step < plan->step_count);
	if (step > 0 && plan->steps[step - 1].downtime_ms != 0)
		return 0;
	for (; step < plan->step_count && plan->steps[step].downtime_ms != 0;
	    step++)
		outage_ms += plan->steps[step].downtime_ms;
	return outage_ms;
}

static bool
halt(struct execution *execution, const char *step, const char *why)
{
	return err_set(&execution->halt, ERR_STOPPED, "before step %s: %s",
	    step, why);
}

/* What a person has said is on disk before what it allows is done. */
static bool
said(struct execution *execution, const struct word_given *word)
{
	struct session *session = execution->session;

	return writer_ask(&session->writer, word, session_now_ms(session));
}

static bool
is_due_said(struct gate *gate, struct execution *execution, uint32_t step)
{
	struct consent *consent = consents_due(gate->consents, step);
	const char *name = execution->plan->steps[step].name;
	struct arena *arena = &execution->arena;
	bool yes;

	if (consent == NULL)
		return true;
	if (!gate->ask.can)
		return halt(execution, name, arena_format(arena, "%s, and "
		    "nobody has said yes to it: domferry resume %s -y %s",
		    consent_text(arena, consent), execution->folder.path,
		    consent_option(arena, consent)));
	yes = consent_ask(consent, execution->plan, &gate->ask);
	if (!yes)
		return halt(execution, name, "its name was not typed");
	return said(execution, &(struct word_given){
	    consent_name(consent), consent_text(arena, consent),
	    consent->name, execution->holder.who });
}

static bool
is_pause_over(struct gate *gate, struct execution *execution, uint32_t step)
{
	const char *name = execution->plan->steps[step].name;
	const char *question;
	char word[ASK_WORD];

	if (step != gate->pause)
		return true;
	if (!gate->ask.can)
		return halt(execution, name, "as --pause-before asked");
	question = arena_format(&execution->arena, "Before step %s.  To go on, "
	    "type yes:", name);
	if (!ask_for(&gate->ask, question, word) || strcmp(word, "yes") != 0)
		return halt(execution, name, "yes was not typed");
	return said(execution, &(struct word_given){ "", question, word,
	    execution->holder.who });
}

/* If it fails at its end, the way back takes as long again. */
static bool
is_time_enough(struct gate *gate, struct execution *execution, uint32_t step)
{
	struct session *session = execution->session;
	int64_t outage_ms = outage_from(execution->plan, step);
	int64_t left_ms = gate->window_ms - session_now_ms(session);
	char text[TEXT_BYTES], needs[TEXT_ROOM], left[TEXT_ROOM];

	if (gate->window_ms < 0 || outage_ms == 0 || 2 * outage_ms <= left_ms)
		return true;
	snprintf(text, sizeof(text), "an outage begins here that takes %s with "
	    "its way back, and %s of the window are left", text_span(
	    2 * outage_ms, needs, sizeof(needs)), text_span(left_ms > 0 ?
	    left_ms : 0, left, sizeof(left)));
	if (gate->override)
		return writer_override(&session->writer, "window", text,
		    execution->holder.who, session_now_ms(session));
	return halt(execution, execution->plan->steps[step].name, text);
}

/* Has the run come to a step that it has not begun? */
static bool
is_at_step(const struct run *run)
{
	return run->ending == GOING && run->way == WAY_FORWARD &&
	    run->tries == 0 && (run->moment == MOMENT_SKIP_IF ||
	    run->moment == MOMENT_ASK || run->moment == MOMENT_WORK);
}

bool
gate_open(struct gate *gate, struct execution *execution)
{
	const struct run *run = &execution->run;
	uint32_t step = run->step;

	if (!is_at_step(run) || step == gate->passed)
		return true;
	if (step >= gate->until)
		return halt(execution, execution->plan->steps[step].name,
		    arena_format(&execution->arena, "--until %s goes no "
		    "further", execution->options->until));
	if (!is_pause_over(gate, execution, step) ||
	    !is_due_said(gate, execution, step) ||
	    !is_time_enough(gate, execution, step))
		return false;
	gate->passed = step;
	return true;
}
