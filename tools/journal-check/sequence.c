#include "tools/journal-check/sequence.h"

#include <stdio.h>
#include <string.h>

void
sequence_start(struct sequence *sequence)
{
	*sequence = (struct sequence){ .open = -1 };
}

static bool
unfit(struct damage *damage, enum record_type found, const char *expected)
{
	return damage_set(damage, expected, "the record \"%s\"",
	    record_names[found]);
}

/* The first two say what the others are about, and are said once. */
static bool
in_place(const struct sequence *sequence, enum record_type type,
    struct damage *damage)
{
	char expected[64];

	if (sequence->records >= 2)
		return type > RECORD_PLAN || unfit(damage, type,
		    "a record that may come after the plan");
	if ((long)type == sequence->records)
		return true;
	snprintf(expected, sizeof(expected), "the record \"%s\"",
	    record_names[sequence->records]);
	return unfit(damage, type, expected);
}

/* A second break may tear the very record that tells of the first. */
static bool
goes_on(const struct sequence *sequence, enum record_type type,
    struct damage *damage)
{
	if (type == RECORD_RESUMED || type == RECORD_CUT)
		return true;
	if (sequence->last == RECORD_END)
		return unfit(damage, type,
		    "the record \"resumed\" after an end");
	return sequence->last != RECORD_CUT || unfit(damage, type,
	    "the record \"resumed\" after a cut");
}

static bool
on_time(const struct sequence *sequence, const struct value *record,
    struct damage *damage)
{
	int64_t at_ms = record_number(record, "at_ms");
	char found[32];

	if (at_ms >= sequence->at_ms)
		return true;
	snprintf(found, sizeof(found), "%lld", (long long)at_ms);
	return damage_expect(damage, found, "\"at_ms\": an integer from %lld, "
	    "as in the record before", (long long)sequence->at_ms);
}

static bool
alone(const struct sequence *sequence, enum record_type type,
    struct damage *damage)
{
	char expected[64];

	if (sequence->open < 0 || (type != RECORD_INTENT &&
	    type != RECORD_ANSWER && type != RECORD_END))
		return true;
	snprintf(expected, sizeof(expected), "the outcome of intent %ld",
	    sequence->open);
	return unfit(damage, type, expected);
}

static bool
same_intent(const struct sequence *sequence, const struct value *step,
    const struct value *op)
{
	return sequence->tries > 0 && sequence->step_size == step->size &&
	    sequence->op_size == op->size &&
	    memcmp(sequence->step, step->from, step->size) == 0 &&
	    memcmp(sequence->op, op->from, op->size) == 0;
}

static bool
intent_read(struct sequence *sequence, const struct value *record,
    struct damage *damage)
{
	const struct value *step = value_member(record, "step");
	const struct value *op = value_member(record, "op");
	int64_t tries = record_number(record, "try");
	char found[32];

	snprintf(found, sizeof(found), "%lld", (long long)tries);
	if (same_intent(sequence, step, op) && tries <= sequence->tries)
		return damage_expect(damage, found, "\"try\": more than %lld, "
		    "as of the same intent before", (long long)sequence->tries);
	sequence->step = step->from;
	sequence->step_size = step->size;
	sequence->op = op->from;
	sequence->op_size = op->size;
	sequence->tries = tries;
	sequence->open = sequence->records;
	sequence->intents++;
	return true;
}

static bool
outcome_read(struct sequence *sequence, const struct value *record,
    struct damage *damage)
{
	long long of = (long long)record_number(record, "of");
	char expected[32];

	if (sequence->open < 0)
		return damage_set(damage, "an intent that waits for its "
		    "outcome", "the outcome of %lld", of);
	snprintf(expected, sizeof(expected), "\"of\": %ld", sequence->open);
	if (of != sequence->open)
		return damage_set(damage, expected, "%lld", of);
	sequence->open = -1;
	sequence->outcomes++;
	return true;
}

/* The answer that was under way is lost, and tries are counted anew. */
static bool
resumed_read(struct sequence *sequence, const struct value *record,
    struct damage *damage)
{
	(void)record;
	(void)damage;
	sequence->open = -1;
	sequence->tries = 0;
	sequence->ending[0] = '\0';
	return true;
}

/* The way back has its own tries. */
static bool
turn_read(struct sequence *sequence, const struct value *record,
    struct damage *damage)
{
	(void)record;
	(void)damage;
	sequence->tries = 0;
	return true;
}

static bool
end_read(struct sequence *sequence, const struct value *record,
    struct damage *damage)
{
	(void)damage;
	snprintf(sequence->ending, sizeof(sequence->ending), "%s",
	    record_text(record, "ending"));
	return true;
}

bool
sequence_read(struct sequence *sequence, enum record_type type,
    const struct value *record, struct damage *damage)
{
	static bool (*const takes[RECORD_TYPES])(struct sequence *,
	    const struct value *, struct damage *) = {
		[RECORD_INTENT] = intent_read,
		[RECORD_OUTCOME] = outcome_read,
		[RECORD_RESUMED] = resumed_read,
		[RECORD_TURN] = turn_read,
		[RECORD_END] = end_read,
	};

	if (!in_place(sequence, type, damage) ||
	    !goes_on(sequence, type, damage) ||
	    !on_time(sequence, record, damage) ||
	    !alone(sequence, type, damage) || (takes[type] != NULL &&
	    !takes[type](sequence, record, damage)))
		return false;
	sequence->at_ms = record_number(record, "at_ms");
	sequence->last = type;
	sequence->records++;
	return true;
}

bool
sequence_stop(const struct sequence *sequence, struct damage *damage)
{
	if (sequence->records >= 2)
		return true;
	return damage_expect(damage, "the end of the file",
	    "the record \"%s\"", record_names[sequence->records]);
}
