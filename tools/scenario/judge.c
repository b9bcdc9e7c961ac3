/*
 * Expectations, invariants, faults: is everything as it should be?
 */
#include <stdio.h>

#include "backends/sim/observers/invariants.h"
#include "backends/sim/session/vocabulary.h"
#include "backends/sim/sim.h"
#include "tools/report/text.h"
#include "tools/scenario/forms.h"

/* Where the thing is instead, in words. */
static void
see_condition(struct play *play, const struct condition *condition,
    struct observed *observed)
{
	const struct names *names = play->site->names;
	struct condition other = *condition;
	enum kind kind;
	bool answered, found = simulated_observe(&play->sandbox.simulated,
	    &other);
	const char *state = sim_state(found ? other.state :
	    condition->state, &kind, &answered);
	const char *name = names_text(names, kind, condition->name);

	if (!found)
		snprintf(observed->text, sizeof(observed->text),
		    "%s absent everywhere", name);
	else if (kind == KIND_NODE)
		snprintf(observed->text, sizeof(observed->text), "%s %s",
		    name, state);
	else
		snprintf(observed->text, sizeof(observed->text),
		    "%s %s on %s", name, state, names_text(names, KIND_NODE,
		    other.on));
}

/* By when: within is counted from the first entry that took effect. */
static int64_t
limit_of(const struct play *play, const struct expectation *expect)
{
	return expect->limit_ms + (expect->deadline == DEADLINE_WITHIN &&
	    play->effect_ms > 0 ? play->effect_ms : 0);
}

static bool
condition_met(struct play *play, uint32_t n, struct observed *observed)
{
	const struct expectation *expect = &play->scenario->expect[n];
	const struct watched *watched =
	    &play->sandbox.simulated.watches[play->watch[n]];
	int64_t limit_ms = limit_of(play, expect);
	bool met;

	if (expect->watch == WATCH_NEVER) {
		met = watched->first_ms < 0;
		observed->at_ms = watched->first_ms;
	} else if (expect->watch == WATCH_ALWAYS) {
		met = watched->broken_ms < 0;
		observed->at_ms = watched->broken_ms;
	} else if (expect->deadline == DEADLINE_END) {
		met = simulated_holds(&play->sandbox.simulated,
		    &expect->condition);
	} else {
		met = watched->first_ms >= 0 && watched->first_ms <= limit_ms;
	}
	if (!met)
		see_condition(play, &expect->condition, observed);
	return met;
}

static bool
expectation_met(struct play *play, uint32_t n, struct observed *observed)
{
	const struct expectation *expect = &play->scenario->expect[n];

	if (expect->is_condition)
		return condition_met(play, n, observed);
	return form_met(play, expect, observed);
}

/* Would it be judged the same at the end?  Of a scenario that is cut, nothing
 * else is proved. */
static bool
is_decided(const struct play *play, const struct expectation *expect, bool met,
    const struct observed *observed)
{
	if (!play->cut)
		return true;
	if (!expect->is_condition)
		return form_decided(expect, met, observed);
	if (expect->watch != WATCH_ONCE)
		return !met;
	return expect->deadline != DEADLINE_END && (met ||
	    (play->effect_ms >= 0 && sim_now_ms(play->sim) >
	    limit_of(play, expect)));
}

static void
judge_expectation(struct play *play, uint32_t n)
{
	const struct expectation *expect = &play->scenario->expect[n];
	struct observed observed = { .at_ms = -1 };
	bool met = expectation_met(play, n, &observed);
	bool decided = is_decided(play, expect, met, &observed);

	if (observed.at_ms < 0)
		observed.at_ms = sim_now_ms(play->sim);
	sink_emit(play->sink, &(struct event){
	    .type = EVENT_EXPECTATION, .at_ms = observed.at_ms,
	    .met = met && decided, .pending = !decided,
	    .text = expect->text, .word = decided &&
	    (!met || form_measures(expect)) ? observed.text : NULL });
	if (!met && decided)
		play_fail(play, ERR_EXPECTATION, EXIT_NOT_MET,
		    "not met: %s; seen: %s", expect->text, observed.text);
}

static void
judge_faults(struct play *play)
{
	const struct fault *idle;

	for (uint32_t n = 0; (idle = sandbox_idle_fault(&play->sandbox, n)) !=
	    NULL; n++) {
		sink_emit(play->sink, &(struct event){
		    .type = EVENT_FAULT, .word = "never struck",
		    .at_ms = sim_now_ms(play->sim),
		    .text = idle->text });
		play_fail(play, ERR_FAULT_NEVER_STRUCK, EXIT_NOT_MET,
		    "the fault \"%s\" never struck", idle->text);
	}
}

/* What somebody typed at a time of its own, and nobody waited for. */
static void
judge_typed(struct play *play)
{
	const struct scenario *scenario = play->scenario;

	for (uint32_t i = 0; i < scenario->entry_count; i++)
		if (play->unknown[i] && !scenario->entries[i].may)
			play_fail_at(play, &scenario->entries[i],
			    ERR_COMMAND_UNKNOWN, EXIT_NOT_MET,
			    arena_format(play->arena, "\"%.120s\" is not "
			    "understood", scenario->entries[i].text));
}

/* Without expectations, a job that did not arrive would pass unseen. */
static void
judge_silence(struct play *play)
{
	if (play->scenario->expect_count == 0 && play->ran &&
	    play->run->ending != ARRIVED)
		play_fail(play, ERR_EXPECTATION, EXIT_NOT_MET, "the last job "
		    "%s, and \"expect\" says nothing of it", play->run->ending
		    == GOING ? "did not end" :
		    ending_name((enum ending)play->run->ending));
}

static void
judge_script(struct play *play)
{
	if (play->scenario->expect_count == 0 && play->script_failed)
		play_fail(play, ERR_EXPECTATION, EXIT_NOT_MET, "the script has "
		    "failed, and \"expect\" says nothing of it");
}

/* A person who is never asked. */
static void
judge_replies(struct play *play)
{
	const char *unasked = person_idle_reply(&play->person);

	if (unasked != NULL)
		play_fail(play, ERR_FAULT_NEVER_STRUCK, EXIT_NOT_MET,
		    "the step \"%s\" never asked for its answer", unasked);
}

static void
judge_invariants(struct play *play)
{
	const char *name, *text;

	for (unsigned n = 0; (name = sim_invariant(n, &text)) != NULL; n++)
		if (sim_violated(play->sim, name) &&
		    !scenario_violates(play->scenario, name))
			play_fail(play, ERR_VIOLATION, EXIT_NOT_MET,
			    "%s: %s", name, text);
}

/* Of a scenario that is cut, what has not happened yet is no mistake. */
void
play_judge(struct play *play)
{
	char span[OBSERVED_BYTES];

	sim_check_all(play->sim);
	for (uint32_t i = 0; i < play->scenario->expect_count; i++)
		judge_expectation(play, i);
	if (!play->cut)
		judge_faults(play);
	judge_typed(play);
	if (!play->cut) {
		judge_silence(play);
		judge_script(play);
		judge_replies(play);
	}
	judge_invariants(play);
	if (play->cut)
		play_fail(play, ERR_NOT_REACHED, EXIT_NOT_MET, "it was "
		    "stopped after %s, and more was to come", text_span(
		    sim_now_ms(play->sim), span, sizeof(span)));
}
