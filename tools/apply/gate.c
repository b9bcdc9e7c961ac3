#include "tools/apply/gate.h"

#include <assert.h>
#include <string.h>

#include "tools/apply/hand.h"
#include "tools/apply/hooked.h"
#include "tools/apply/logged.h"
#include "tools/apply/overrun.h"
#include "tools/apply/window.h"
#include "tools/report/text.h"
#include "tools/session/stop.h"

enum { TEXT_BYTES = 400, QUESTION_MS = 30000, POLL_MS = 5000,
    REST_MS = 30 * 60 * 1000 };

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

/* A guard that is not there need not be overridden. */
static bool
override_one(struct gate *gate, const struct plan *plan, const char *guard,
    struct err *err)
{
	bool window = strcmp(guard, "window") == 0;

	if (!window && strcmp(guard, "overrun") != 0)
		return err_set(err, ERR_USAGE, "--override %s: there is no "
		    "such guard; those that can be overridden are window and "
		    "overrun", guard);
	if (window && gate->window_ms < 0)
		return err_set(err, ERR_USAGE, "--override window is not "
		    "needed without --window: leave it out");
	if (!window && plan->site->overrun == 0)
		return err_set(err, ERR_USAGE, "--override overrun is not "
		    "needed: the site file has no \"overrun\"; leave it out");
	if (window)
		gate->override = true;
	else
		gate->overrun = true;
	return true;
}

static bool
override_read(const struct options *options, struct gate *gate,
    const struct plan *plan, struct err *err)
{
	for (unsigned i = 0; i < options->override.count; i++)
		if (!override_one(gate, plan, options->override.item[i], err))
			return false;
	return true;
}

bool
gate_make(struct gate *gate, const struct plan *plan,
    const struct options *options, int64_t now_ms, struct err *err)
{
	*gate = (struct gate){ .until = plan->step_count, .pause = PLAN_NONE,
	    .passed = PLAN_NONE, .hooked = PLAN_NONE, .window_ms = -1 };
	if (options->window != NULL) {
		if (!window_read(options->window, &gate->window_ms, err))
			return false;
		gate->window_ms += now_ms;
	}
	return (options->until == NULL || until_read(plan, options->until,
	    &gate->until, err)) && (options->pause_before == NULL ||
	    pause_read(plan, options->pause_before, &gate->pause, err)) &&
	    override_read(options, gate, plan, err);
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

/* The step that was let through last has taken too long: who is there decides,
 * and a resume has decided. */
static bool
is_estimate_kept(struct gate *gate, struct execution *execution,
    uint32_t step)
{
	struct session *session = execution->session;
	const char *name = execution->plan->steps[step].name, *text;
	char word[ASK_WORD];

	text = gate->passed == PLAN_NONE ? NULL : overrun_text(
	    &execution->arena, execution->plan, gate->passed,
	    session_now_ms(session) - gate->passed_ms);
	if (text == NULL)
		return true;
	if (gate->overrun)
		return writer_override(&session->writer, "overrun", text,
		    execution->holder.who, session_now_ms(session));
	if (!gate->ask.can)
		return halt(execution, name, text);
	text = arena_format(&execution->arena, "Before step %s: %s.  To go on, "
	    "type yes:", name, text);
	if (!ask_for(&gate->ask, text, word) || strcmp(word, "yes") != 0)
		return halt(execution, name, "yes was not typed");
	return said(execution, &(struct word_given){ "", text, word,
	    execution->holder.who });
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

/* What a person does is not begun where there is none. */
static bool
is_person_there(const struct gate *gate, struct execution *execution,
    uint32_t step)
{
	const struct step *row = &execution->plan->steps[step];

	return row->kind != STEP_CHANGE || gate->ask.can || gate->people ||
	    !hand_does(execution->plan->site, &row->op) ||
	    halt(execution, row->name, arena_format(&execution->arena, "a "
	    "person does it: domferry resume %s at a terminal, without -y",
	    execution->folder.path));
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

static void
line_say(struct execution *execution, uint32_t place, const char *text)
{
	struct session *session = execution->session;

	sink_emit(&session->listener, &(struct event){ .type = EVENT_OUTPUT,
	    .at_ms = session_now_ms(session), .on = place, .text = text });
}

/* Does the manager of the cluster work on the guest's group now? */
static bool
is_pending(const struct execution *execution)
{
	struct session *session = execution->session;
	const struct plan *plan = execution->plan;
	struct op ask = { .kind = OP_GROUP_STATE,
	    .group = plan->site->guests[plan->guest].group };
	struct result res;

	if (plan->guest == 0)
		return false;
	session_forget(session);
	/* What the step asks goes along. */
	session->following.plan = plan;
	session->following.run = &execution->run;
	backend_execute(session->top, &ask, QUESTION_MS, &res);
	session->following.run = NULL;
	return res.outcome == DONE && res.answer.state == STATE_PENDING;
}

/* While it does, nothing is typed but questions; then the step asks what the
 * manager has done. */
static bool
is_group_at_rest(struct execution *execution, uint32_t step)
{
	struct session *session = execution->session;
	const struct plan *plan = execution->plan;
	int64_t until_ms = session_now_ms(session) + REST_MS;
	struct op pause = { .kind = OP_PAUSE, .number = POLL_MS };
	struct result res;

	if (!is_pending(execution))
		return true;
	line_say(execution, 0, arena_format(&execution->arena, "%s is "
	    "pending: nothing is typed until the cluster is done with it",
	    names_text(plan->site->names, KIND_GROUP,
	    plan->site->guests[plan->guest].group)));
	while (!stop_asked() && session_now_ms(session) < until_ms) {
		backend_execute(session->top, &pause, 2 * POLL_MS, &res);
		if (!is_pending(execution))
			return true;
	}
	return stop_asked() || halt(execution, plan->steps[step].name,
	    "its group is pending for longer than 30 minutes");
}

/* Said before it is typed. */
static void
costs_say(const struct gate *gate, struct execution *execution, uint32_t step)
{
	struct session *session = execution->session;
	const struct step *row = &execution->plan->steps[step];
	const char *text = costs_text(gate->costs, &execution->arena,
	    execution->plan, row, session);

	if (text != NULL)
		line_say(execution, row->op.on, text);
}

static const char *
hook_line(struct arena *arena, const struct execution *execution,
    enum hook_moment moment, const char *step)
{
	return logged_text(arena, execution, arena_format(arena, "%s step %s",
	    hook_words[moment], step));
}

void
gate_after(struct gate *gate, struct execution *execution)
{
	uint32_t step = gate->passed;
	const char *name;
	struct err err;

	if (step >= execution->plan->step_count || gate->hooked == step ||
	    execution->run.done[step] != STEP_DONE)
		return;
	gate->hooked = step;
	name = execution->plan->steps[step].name;
	hooked_tell(execution, HOOK_AFTER, name, hook_line(&execution->arena,
	    execution, HOOK_AFTER, name), &err);
}

/* One that fails halts the run: it may be the one that holds something off. */
static bool
is_hook_met(struct execution *execution, uint32_t step)
{
	const char *name = execution->plan->steps[step].name;
	struct err err = { 0 };

	return hooked_tell(execution, HOOK_BEFORE, name, hook_line(
	    &execution->arena, execution, HOOK_BEFORE, name), &err) ||
	    halt(execution, name, err.text);
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
	gate_after(gate, execution);
	if (step >= gate->until)
		return halt(execution, execution->plan->steps[step].name,
		    arena_format(&execution->arena, "--until %s goes no "
		    "further", execution->options->until));
	if (!is_estimate_kept(gate, execution, step) ||
	    !is_group_at_rest(execution, step) ||
	    !is_pause_over(gate, execution, step) ||
	    !is_due_said(gate, execution, step) ||
	    !is_person_there(gate, execution, step) ||
	    !is_time_enough(gate, execution, step) ||
	    !is_hook_met(execution, step))
		return false;
	costs_say(gate, execution, step);
	gate->passed = step;
	gate->passed_ms = session_now_ms(execution->session);
	return true;
}
