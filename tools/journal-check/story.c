#include "tools/journal-check/story.h"

#include <stdio.h>
#include <string.h>

void
story_start(struct story *story)
{
	*story = (struct story){ .open = -1 };
}

static bool
unfit(struct damage *damage, enum record_type found, const char *expected)
{
	return damage_set(damage, expected, "the record \"%s\"",
	    record_names[found]);
}

/* The first two say what the others are about, and are said once. */
static bool
in_place(const struct story *story, enum record_type type,
    struct damage *damage)
{
	char expected[64];

	if (story->records >= 2)
		return type > RECORD_PLAN || unfit(damage, type,
		    "a record that may come after the plan");
	if ((long)type == story->records)
		return true;
	snprintf(expected, sizeof(expected), "the record \"%s\"",
	    record_names[story->records]);
	return unfit(damage, type, expected);
}

/* A second break may tear the very record that tells of the first. */
static bool
goes_on(const struct story *story, enum record_type type,
    struct damage *damage)
{
	if (type == RECORD_RESUMED || type == RECORD_CUT)
		return true;
	if (story->last == RECORD_END)
		return unfit(damage, type,
		    "the record \"resumed\" after an end");
	return story->last != RECORD_CUT || unfit(damage, type,
	    "the record \"resumed\" after a cut");
}

static bool
on_time(const struct story *story, const struct value *record,
    struct damage *damage)
{
	int64_t at_ms = record_number(record, "at_ms");
	char found[32];

	if (at_ms >= story->at_ms)
		return true;
	snprintf(found, sizeof(found), "%lld", (long long)at_ms);
	return damage_expect(damage, found, "\"at_ms\": an integer from %lld, "
	    "as in the record before", (long long)story->at_ms);
}

static bool
alone(const struct story *story, enum record_type type, struct damage *damage)
{
	char expected[64];

	if (story->open < 0 || (type != RECORD_INTENT &&
	    type != RECORD_ANSWER && type != RECORD_END))
		return true;
	snprintf(expected, sizeof(expected), "the outcome of intent %ld",
	    story->open);
	return unfit(damage, type, expected);
}

static bool
same_intent(const struct story *story, const struct value *step,
    const struct value *op)
{
	return story->tries > 0 && story->step_size == step->size &&
	    story->op_size == op->size &&
	    memcmp(story->step, step->from, step->size) == 0 &&
	    memcmp(story->op, op->from, op->size) == 0;
}

static bool
intent_take(struct story *story, const struct value *record,
    struct damage *damage)
{
	const struct value *step = value_member(record, "step");
	const struct value *op = value_member(record, "op");
	int64_t tries = record_number(record, "try");
	char found[32];

	snprintf(found, sizeof(found), "%lld", (long long)tries);
	if (same_intent(story, step, op) && tries <= story->tries)
		return damage_expect(damage, found, "\"try\": more than %lld, "
		    "as of the same intent before", (long long)story->tries);
	story->step = step->from;
	story->step_size = step->size;
	story->op = op->from;
	story->op_size = op->size;
	story->tries = tries;
	story->open = story->records;
	story->intents++;
	return true;
}

static bool
outcome_take(struct story *story, const struct value *record,
    struct damage *damage)
{
	long long of = (long long)record_number(record, "of");
	char expected[32];

	if (story->open < 0)
		return damage_set(damage, "an intent that waits for its "
		    "outcome", "the outcome of %lld", of);
	snprintf(expected, sizeof(expected), "\"of\": %ld", story->open);
	if (of != story->open)
		return damage_set(damage, expected, "%lld", of);
	story->open = -1;
	story->outcomes++;
	return true;
}

/* The answer that was under way is lost, and tries are counted anew. */
static bool
resumed_take(struct story *story, const struct value *record,
    struct damage *damage)
{
	(void)record;
	(void)damage;
	story->open = -1;
	story->tries = 0;
	story->ending[0] = '\0';
	return true;
}

/* The way back has its own tries. */
static bool
turn_take(struct story *story, const struct value *record,
    struct damage *damage)
{
	(void)record;
	(void)damage;
	story->tries = 0;
	return true;
}

static bool
end_take(struct story *story, const struct value *record,
    struct damage *damage)
{
	(void)damage;
	snprintf(story->ending, sizeof(story->ending), "%s",
	    record_text(record, "ending"));
	return true;
}

bool
story_take(struct story *story, enum record_type type,
    const struct value *record, struct damage *damage)
{
	static bool (*const takes[RECORD_TYPES])(struct story *,
	    const struct value *, struct damage *) = {
		[RECORD_INTENT] = intent_take,
		[RECORD_OUTCOME] = outcome_take,
		[RECORD_RESUMED] = resumed_take,
		[RECORD_TURN] = turn_take,
		[RECORD_END] = end_take,
	};

	if (!in_place(story, type, damage) ||
	    !goes_on(story, type, damage) ||
	    !on_time(story, record, damage) ||
	    !alone(story, type, damage) || (takes[type] != NULL &&
	    !takes[type](story, record, damage)))
		return false;
	story->at_ms = record_number(record, "at_ms");
	story->last = type;
	story->records++;
	return true;
}

bool
story_stop(const struct story *story, struct damage *damage)
{
	if (story->records >= 2)
		return true;
	return damage_expect(damage, "the end of the file",
	    "the record \"%s\"", record_names[story->records]);
}
