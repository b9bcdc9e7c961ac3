/*
 * A step of a plan, read back from its JSON object.
 */
#include <string.h>

#include "core/base/limits.h"
#include "core/formats/journal/plan_reading.h"
#include "core/formats/json/op_json.h"
#include "core/plan/building.h"
#include "core/site/blackout.h"

static const char *const known_keys[] = { "question", "answer", "pool",
    NULL };
static const char *const proof_keys[] = { "question", "answer", NULL };
static const char *const skip_keys[] = { "question", "answer", "why", NULL };
/* Some of them follow from others, and are written for whoever reads them. */
static const char *const step_keys[] = { "step", "phase", "op", "wait",
    "check", "place", "command", "why", "again", "undo", "limit_ms",
    "expected_ms", "downtime_ms", "return", "always", "destroys", "guarded",
    "savepoint", "decide", "leave", "needs", "unless", NULL };

/* A fact need not be about a pool; one that it names is of the site. */
static bool
pool_read(const struct reading *reading, const json_t *object, uint32_t *pool)
{
	const json_t *name = json_object_get(object, "pool");

	*pool = names_find(reading->names, KIND_POOL, json_string_value(name));
	return *pool != 0 || name == NULL;
}

static bool
known_read(const struct reading *reading, const json_t *object,
    const char *key, struct span *span)
{
	struct plan *plan = reading->plan;
	const json_t *list = json_object_get(object, key);

	span->first = plan->fact_count;
	if (!json_is_array(list))
		return reading_wrong(reading, key, "a list");
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *one = json_array_get(list, i);
		struct known *known = building_known(reading->arena, plan);

		if (known == NULL)
			return reading_full(reading);
		*known = (struct known){ .step = plan->step_count,
		    .next = PLAN_NONE, .before = PLAN_NONE,
		    .whole = PLAN_NONE };
		if (!fact_read(reading->names, one, &known->fact))
			return reading_wrong(reading, key, "a question and the "
			    "answer that is wanted");
		if (!pool_read(reading, one, &known->pool))
			return reading_wrong(reading, key, "a pool of the "
			    "site");
		if (!reading_keys(reading, one, known_keys))
			return false;
		span->count++;
	}
	return span->count <= PLAN_DECIDES || reading_full(reading);
}

static bool
proof_read(const struct reading *reading, const json_t *object,
    const char *key, struct span *span)
{
	struct plan *plan = reading->plan;
	struct fact *proof = building_proof(reading->arena, plan);

	if (proof == NULL)
		return reading_full(reading);
	if (!fact_read(reading->names, object, proof))
		return reading_wrong(reading, key, "a question and the "
		    "answer that is wanted");
	if (span->count++ == 0)
		span->first = (uint32_t)(proof - plan->proofs);
	return reading_keys(reading, object, strcmp(key, "unless") == 0 ?
	    skip_keys : proof_keys);
}

/* Why the step may be skipped, with the reason in words. */
static bool
skip_read(const struct reading *reading, const json_t *one,
    const char **why, struct span *skips)
{
	*why = reading_text(reading, one, "why");
	return *why != NULL ? proof_read(reading, one, "unless", skips) :
	    reading_wrong(reading, "unless", "a question, an answer and why");
}

/* One of them, or a list of two. */
static bool
skips_read(const struct reading *reading, const json_t *value,
    struct step *step)
{
	size_t count = json_array_size(value);

	if (!json_is_array(value))
		return skip_read(reading, value, &step->skip_why[0],
		    &step->skip_if);
	if (count < 2 || count > STEP_SKIPS)
		return reading_wrong(reading, "unless", "a list of two");
	for (size_t i = 0; i < count; i++)
		if (!skip_read(reading, json_array_get(value, i),
		    &step->skip_why[i], &step->skip_if))
			return false;
	return true;
}

static bool
proofs_read(const struct reading *reading, const json_t *object,
    struct step *step)
{
	const json_t *preconditions = json_object_get(object, "needs");
	const json_t *skip_if = json_object_get(object, "unless");

	if (!json_is_array(preconditions))
		return reading_wrong(reading, "needs", "a list");
	for (size_t i = 0; i < json_array_size(preconditions); i++)
		if (!proof_read(reading, json_array_get(preconditions, i),
			"needs", &step->preconditions))
			return false;
	return skip_if == NULL || skips_read(reading, skip_if, step);
}

/* Steps stand in the order of their phases. */
static bool
phase_read(const struct reading *reading, const json_t *object,
    struct step *step)
{
	struct plan *plan = reading->plan;
	const char *name = reading_text(reading, object, "phase");

	for (step->phase = 0; step->phase < plan->phase_count; step->phase++)
		if (name != NULL && strcmp(plan->phases[step->phase].name,
		    name) == 0)
			break;
	if (step->phase == plan->phase_count || (plan->step_count != 0 &&
	    plan->steps[plan->step_count - 1].phase > step->phase))
		return reading_wrong(reading, "phase",
		    "one of \"phases\", in order");
	if (plan->phases[step->phase].first == PLAN_NONE)
		plan->phases[step->phase].first = plan->step_count;
	return true;
}

static bool
change_read(const struct reading *reading, const json_t *object,
    struct step *step)
{
	const json_t *op = json_object_get(object, "op");

	step->kind = op != NULL ? STEP_CHANGE :
	    json_object_get(object, "check") != NULL ? STEP_CHECK : STEP_WAIT;
	if (op == NULL)
		return step->kind == STEP_CHECK ||
		    json_object_get(object, "wait") != NULL ||
		    reading_wrong(reading, "op", "a change, a \"check\" or "
		    "a \"wait\"");
	if (!op_read(reading->names, op, &step->op) ||
	    !op_is_change(step->op.kind))
		return reading_wrong(reading, "op", "a change and what it is "
		    "done to, by names of the site");
	if (blackout_is_missing(reading->plan->site,
	    (enum op_kind)step->op.kind))
		return reading_wrong(reading, "op", "an operation that the "
		    "site has a command for: it declares no blackout");
	reading->plan->changes++;
	return true;
}

/* A missing mark is a mistake, not false: a slip must not remove a guard. */
static bool
mark_read(const struct reading *reading, const json_t *object,
    const char *key, bool *mark)
{
	const json_t *value = json_object_get(object, key);

	*mark = json_is_true(value);
	return json_is_boolean(value) ||
	    reading_wrong(reading, key, "true or false");
}

static bool
time_read(const struct reading *reading, const json_t *object,
    const char *key, int64_t least, int64_t *ms)
{
	const json_t *value = json_object_get(object, key);

	*ms = json_integer_value(value);
	return (json_is_integer(value) && *ms >= least &&
	    *ms <= LIMIT_STEP_MS) ||
	    reading_wrong(reading, key, "milliseconds");
}

/* Messages and options name a step, so its name is unique in its phase. */
static bool
name_read(const struct reading *reading, const json_t *object,
    struct step *step)
{
	const struct plan *plan = reading->plan;
	uint32_t i = plan->phases[step->phase].first;

	step->name = reading_text(reading, object, "step");
	step->why = reading_text(reading, object, "why");
	if (step->name == NULL || *step->name == '\0' || step->why == NULL)
		return reading_wrong(reading, "step", "a name, and why");
	for (; i < plan->step_count; i++)
		if (strcmp(plan->steps[i].name, step->name) == 0)
			return reading_wrong(reading, "step", "another name");
	return true;
}

/* Are there facts that settle the step?  A wait asks nodes only. */
static bool
settled(const struct reading *reading, const struct step *step)
{
	const struct known *known = &reading->plan->facts[step->decide.first];
	uint32_t nodes = reading->plan->site->node_count;

	if (step->kind == STEP_CHECK && step->preconditions.count == 0)
		return reading_wrong(reading, "needs", "what the check asks");
	if (step->kind == STEP_CHECK)
		return true;
	if (step->decide.count == 0)
		return reading_wrong(reading, "decide",
		    "what settles the step");
	for (uint32_t i = 0; i < step->decide.count; i++)
		if (step->kind == STEP_WAIT && known[i].fact.ask.on > nodes)
			return reading_wrong(reading, "decide",
			    "a question to a node");
	return true;
}

bool
reading_step(const struct reading *reading, const json_t *object)
{
	struct plan *plan = reading->plan;
	struct step *step = &plan->steps[plan->step_count];

	if (plan->step_count == PLAN_STEPS)
		return reading_full(reading);
	if (!phase_read(reading, object, step) ||
	    !name_read(reading, object, step) ||
	    !mark_read(reading, object, "always", &step->always) ||
	    !mark_read(reading, object, "destroys", &step->destroys) ||
	    !mark_read(reading, object, "guarded", &step->guarded) ||
	    !mark_read(reading, object, "savepoint", &step->savepoint) ||
	    !time_read(reading, object, "limit_ms", 1, &step->limit_ms) ||
	    !time_read(reading, object, "expected_ms", 0,
	    &step->expected_ms) ||
	    !time_read(reading, object, "downtime_ms", 0,
	    &step->downtime_ms) ||
	    !change_read(reading, object, step) ||
	    !known_read(reading, object, "decide", &step->decide) ||
	    !known_read(reading, object, "leave", &step->leave) ||
	    !proofs_read(reading, object, step) ||
	    !settled(reading, step) ||
	    !reading_keys(reading, object, step_keys))
		return false;
	plan->expected_ms += step->expected_ms;
	plan->downtime_ms += step->downtime_ms;
	plan->step_count++;
	return true;
}
