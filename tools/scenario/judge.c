/*
 * Expectations, invariants, faults: did the story come out as it should?
 */
#include <stdio.h>
#include <string.h>

#include "tools/report/text.h"
#include "tools/scenario/story.h"

enum { SEEN_ROOM = 160 };

/* What an expectation found instead. */
struct observed {
	char	text[SEEN_ROOM];
	int64_t	at_ms;
};

static void
see(struct observed *observed, const char *text)
{
	snprintf(observed->text, sizeof(observed->text), "%s", text);
}

/* Where the thing is instead, in words. */
static void
see_condition(struct story *story, const struct condition *condition,
    struct observed *observed)
{
	const struct site *site = story->stage.site;
	struct condition other = *condition;

	for (uint32_t n = 1; n <= site->node_count; n++)
		for (other.is = 0; other.is < CONDITION_STATES; other.is++) {
			other.on = n;
			if (other.is == IS_ABSENT ||
			    other.is == IS_MEMBER ||
			    !stage_holds(&story->stage, &other))
				continue;
			snprintf(observed->text, sizeof(observed->text),
			    "%s %s%s%s",
			    names_text(
				site->names, condition->kind, condition->name),
			    condition_state_name(other.is),
			    condition->kind == KIND_NODE ? "" : " on ",
			    condition->kind == KIND_NODE
				? ""
				: names_text(site->names, KIND_NODE, n));
			return;
		}
	snprintf(observed->text, sizeof(observed->text), "%s absent everywhere",
	    names_text(site->names, condition->kind, condition->name));
}

static bool
condition_met(struct story *story, uint32_t n, struct observed *observed)
{
	const struct expectation *expect = &story->scenario->expect[n];
	const struct watched *watched =
	    &story->stage.watches[story->watch[n]];
	int64_t limit_ms = expect->limit_ms;
	bool met;

	if (expect->deadline == DEADLINE_WITHIN && story->effect_ms > 0)
		limit_ms += story->effect_ms;
	if (expect->watch == WATCH_NEVER) {
		met = watched->first_ms < 0;
		observed->at_ms = watched->first_ms;
	} else if (expect->watch == WATCH_ALWAYS) {
		met = watched->broken_ms < 0;
		observed->at_ms = watched->broken_ms;
	} else if (expect->deadline == DEADLINE_END) {
		met = stage_holds(&story->stage, &expect->condition);
	} else {
		met = watched->first_ms >= 0 && watched->first_ms <= limit_ms;
	}
	if (!met)
		see_condition(story, &expect->condition, observed);
	return met;
}

static bool
downtime_met(struct story *story, const struct expectation *expect,
    struct observed *observed)
{
	int64_t down_ms = stage_downtime(&story->stage, expect->guest);
	char room[SEEN_ROOM];

	see(observed, text_span(down_ms, room, sizeof(room)));
	return down_ms <= expect->limit_ms;
}

static bool
run_met(struct story *story, const struct expectation *expect,
    struct observed *observed)
{
	const struct run *run = story->run;

	if (!story->ran) {
		see(observed, "no job was run");
		return false;
	}
	snprintf(observed->text, sizeof(observed->text), "%s%s%s",
	    ending_name((enum ending)run->ending),
	    run->why.code != ERR_NONE ? " because " : "",
	    run->why.code != ERR_NONE ? err_table[run->why.code].name : "");
	return run->ending == (uint32_t)expect->ending &&
	    (expect->because == ERR_NONE ||
	    expect->because == run->why.code);
}

static bool
exit_met(struct story *story, const struct expectation *expect,
    struct observed *observed)
{
	snprintf(observed->text, sizeof(observed->text), "exit status %u",
	    (unsigned)story->run->exit);
	return story->ran && story->run->exit == (uint32_t)expect->number;
}

static bool
violates_met(struct story *story, const struct expectation *expect,
    struct observed *observed)
{
	const char *name, *text;

	if (sim_violations(story->stage.sim, &name, &text) == 0)
		name = "no invariant was violated";
	see(observed, name);
	return sim_violated(story->stage.sim, expect->quoted);
}

static bool
data_met(struct story *story, const struct expectation *expect,
    struct observed *observed)
{
	const char *name, *text;

	(void)expect;
	if (!sim_violated(story->stage.sim, "data-intact"))
		return true;
	sim_violations(story->stage.sim, &name, &text);
	see(observed, text);
	return false;
}

static bool
says_met(struct story *story, const struct expectation *expect,
    struct observed *observed)
{
	const struct line *line = story->stage.said;

	see(observed, line != NULL ? line->text : "nothing was said");
	for (; line != NULL; line = line->next)
		if (strstr(line->text, expect->quoted) != NULL)
			return true;
	return false;
}

static int64_t
typed_times(const struct story *story, const struct expectation *expect)
{
	int64_t times = 0;

	for (const struct line *line = story->stage.typed; line != NULL;
	    line = line->next)
		times += strcmp(line->text, expect->quoted) == 0 &&
		    (expect->on == 0 || expect->on == line->place);
	return times;
}

static bool
typed_met(struct story *story, const struct expectation *expect,
    struct observed *observed)
{
	int64_t times = typed_times(story, expect);

	snprintf(observed->text, sizeof(observed->text), "typed %d times",
	    (int)times);
	if (expect->expect == EXPECT_NOT_TYPED)
		return times == 0;
	return expect->number < 0 ? times > 0 : times == expect->number;
}

static bool
services_met(struct story *story, const struct expectation *expect,
    struct observed *observed)
{
	const struct site *site = story->stage.site;
	struct result res;

	(void)expect;
	for (uint32_t s = 1; s <= site->service_count; s++)
		for (uint32_t n = 1; n <= site->node_count; n++) {
			struct op op = { .kind = OP_SERVICE_STATE, .on = n,
			    .service = s };

			sim_ask(story->stage.sim, &op, &res);
			if (res.outcome == DONE &&
			    res.answer.state == STATE_PRESENT &&
			    res.answer.value == site->services[s].value[n])
				continue;
			snprintf(observed->text, sizeof(observed->text),
			    "%s is not as declared on %s",
			    names_text(site->names, KIND_SERVICE, s),
			    names_text(site->names, KIND_NODE, n));
			return false;
		}
	return true;
}

static bool
is_absent(struct story *story, enum kind kind, uint32_t name, uint32_t on,
    struct observed *observed)
{
	struct condition absent = { kind, name, IS_ABSENT, on };

	if (name == 0 || stage_holds(&story->stage, &absent))
		return true;
	snprintf(observed->text, sizeof(observed->text), "%s %s is there",
	    kind_name(kind), names_text(story->stage.site->names, kind, name));
	return false;
}

static bool
nothing_met(struct story *story, const struct expectation *expect,
    struct observed *observed)
{
	const struct site_guest *row =
	    &story->stage.site->guests[expect->guest];

	for (uint32_t d = 0; d < row->disk_count; d++)
		if (!is_absent(story, KIND_VOLUME, row->disk[d].volume,
		    expect->on, observed))
			return false;
	return is_absent(
		   story, KIND_GUEST, expect->guest, expect->on, observed) &&
	    (expect->on != 0 ||
		(is_absent(
		     story, KIND_RESOURCE, row->agent.resource, 0, observed) &&
		    is_absent(
			story, KIND_RESOURCE, row->storage, 0, observed) &&
		    is_absent(story, KIND_GROUP, row->group, 0, observed) &&
		    is_absent(story, KIND_POOL, row->pool, 0, observed)));
}

static bool
expectation_met(struct story *story, uint32_t n, struct observed *observed)
{
	static bool (*const judges[])(struct story *,
	    const struct expectation *, struct observed *) = {
		[EXPECT_DOWNTIME] = downtime_met,
		[EXPECT_RUN] = run_met,
		[EXPECT_EXIT] = exit_met,
		[EXPECT_NO_DATA_LOST] = data_met,
		[EXPECT_NOTHING_LEFT] = nothing_met,
		[EXPECT_SERVICES_EQUAL] = services_met,
		[EXPECT_VIOLATES] = violates_met,
		[EXPECT_SAYS] = says_met,
		[EXPECT_TYPED] = typed_met,
		[EXPECT_NOT_TYPED] = typed_met,
	};
	const struct expectation *expect = &story->scenario->expect[n];

	if (expect->expect == EXPECT_CONDITION)
		return condition_met(story, n, observed);
	return judges[expect->expect](story, expect, observed);
}

static void
judge_expectation(struct story *story, uint32_t n)
{
	const struct expectation *expect = &story->scenario->expect[n];
	struct observed observed = { .at_ms = -1 };
	bool met = expectation_met(story, n, &observed);

	if (observed.at_ms < 0)
		observed.at_ms = sim_now_ms(story->stage.sim);
	sink_emit(story->stage.sink, &(struct event){
	    .type = EVENT_EXPECTATION, .at_ms = observed.at_ms, .met = met,
	    .text = expect->text, .word = !met ||
	    expect->expect == EXPECT_DOWNTIME ? observed.text : NULL });
	if (!met)
		story_fail(story, ERR_EXPECTATION, EXIT_NOT_MET,
		    "not met: %s; seen: %s", expect->text, observed.text);
}

static bool
is_expected(const struct story *story, const char *invariant)
{
	for (uint32_t i = 0; i < story->scenario->expect_count; i++)
		if (story->scenario->expect[i].expect == EXPECT_VIOLATES &&
		    strcmp(story->scenario->expect[i].quoted, invariant) == 0)
			return true;
	return false;
}

void
story_judge(struct story *story)
{
	const struct fault *idle = stage_idle_fault(&story->stage);
	const char *unasked = stage_idle_reply(&story->stage);
	const char *name, *text;

	sim_check_all(story->stage.sim);
	for (uint32_t i = 0; i < story->scenario->expect_count; i++)
		judge_expectation(story, i);
	if (idle != NULL) {
		sink_emit(story->stage.sink, &(struct event){
		    .type = EVENT_FAULT, .word = "never struck",
		    .at_ms = sim_now_ms(story->stage.sim),
		    .text = idle->text });
		story_fail(story, ERR_FAULT_NEVER_STRUCK, EXIT_NOT_MET,
		    "the fault \"%s\" never struck", idle->text);
	}
	if (unasked != NULL)
		story_fail(story, ERR_FAULT_NEVER_STRUCK, EXIT_NOT_MET,
		    "the step \"%s\" never asked for its answer", unasked);
	for (unsigned n = 0; (name = sim_invariant(n, &text)) != NULL; n++)
		if (sim_violated(story->stage.sim, name) &&
		    !is_expected(story, name))
			story_fail(story, ERR_VIOLATION, EXIT_NOT_MET,
			    "%s: %s", name, text);
}
