/*
 * A plan, read back from its JSON object.
 */
#include <string.h>

#include "core/base/arena.h"
#include "core/formats/journal/plan_json.h"
#include "core/formats/journal/plan_reading.h"
#include "core/formats/json/op_json.h"
#include "core/plan/building.h"
#include "core/plan/check.h"
#include "core/procedures/procedure.h"

bool
reading_wrong(const struct reading *reading, const char *key,
    const char *expected)
{
	return err_set(reading->err, ERR_FILE_INVALID, "%s[%u].%s: expected "
	    "%s", reading->list, (unsigned)reading->index, key, expected);
}

static bool
is_key(const char *const *keys, const char *key)
{
	while (*keys != NULL && strcmp(*keys, key) != 0)
		keys++;
	return *keys != NULL;
}

bool
reading_keys(const struct reading *reading, const json_t *object,
    const char *const *keys)
{
	void *at = json_object_iter((json_t *)(uintptr_t)object);

	for (; at != NULL; at = json_object_iter_next(
	    (json_t *)(uintptr_t)object, at))
		if (!is_key(keys, json_object_iter_key(at)))
			return reading->list != NULL ? reading_wrong(reading,
			    json_object_iter_key(at), "no key of that name") :
			    err_set(reading->err, ERR_FILE_INVALID, "%s: "
			    "expected no key of that name",
			    json_object_iter_key(at));
	return true;
}

const char *
reading_text(const struct reading *reading, const json_t *object,
    const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	return text == NULL ? NULL : arena_text(reading->arena, text,
	    strlen(text));
}

bool
reading_full(const struct reading *reading)
{
	return err_set(reading->err, ERR_TOO_MANY, "%s[%u]: too many; a plan "
	    "has at most %d steps, %d facts and %d phases", reading->list,
	    (unsigned)reading->index, PLAN_STEPS, PLAN_FACTS, PLAN_PHASES);
}

static bool
one_phase_read(const struct reading *reading, const json_t *object)
{
	static const char *const keys[] = { "phase", "why", NULL };
	struct plan *plan = reading->plan;
	struct phase *phase = &plan->phases[plan->phase_count];

	if (plan->phase_count == PLAN_PHASES)
		return reading_full(reading);
	phase->name = reading_text(reading, object, "phase");
	phase->why = reading_text(reading, object, "why");
	phase->first = PLAN_NONE;
	plan->phase_count++;
	if (phase->name == NULL || phase->why == NULL)
		return reading_wrong(reading, "phase", "a name, and why");
	return reading_keys(reading, object, keys);
}

static bool
one_check_read(const struct reading *reading, const json_t *object)
{
	static const char *const keys[] = { "check", "on", "question",
	    "answer", "expect", "code", "warns", NULL };
	const json_t *warns = json_object_get(object, "warns");
	struct check *check = building_check(reading->arena, reading->plan);
	const char *code = json_string_value(json_object_get(object, "code"));

	if (check == NULL)
		return reading_full(reading);
	check->name = reading_text(reading, object, "check");
	check->expect = reading_text(reading, object, "expect");
	check->warns = json_is_true(warns);
	check->code = code != NULL ? err_find(code) : ERR_NONE;
	if (check->name == NULL || check->expect == NULL ||
	    check->code == ERR_NONE ||
	    !fact_read(reading->names, object, &check->fact))
		return reading_wrong(reading, "check", "a name, a question, "
		    "the answer that is wanted, and the code of its refusal");
	if (warns != NULL && !check->warns)
		return reading_wrong(reading, "warns", "true, or no such key");
	return reading_keys(reading, object, keys);
}

static bool
list_read(struct reading *reading, const json_t *object, const char *key,
    bool (*read)(const struct reading *, const json_t *))
{
	const json_t *list = json_object_get(object, key);

	reading->list = key;
	if (!json_is_array(list))
		return err_set(reading->err, ERR_FILE_INVALID, "%s: expected "
		    "a list", key);
	for (reading->index = 0; reading->index < json_array_size(list);
	    reading->index++)
		if (!read(reading, json_array_get(list, reading->index)))
			return false;
	return true;
}

/* Is it a name of the site, or "" if the job has none? */
static bool
row_read(const struct reading *reading, const json_t *object,
    const char *key, enum kind kind, uint32_t *row)
{
	const char *name = json_string_value(json_object_get(object, key));

	*row = names_find(reading->names, kind, name);
	return *row != 0 || (name != NULL && *name == '\0') ||
	    err_set(reading->err, ERR_FILE_INVALID, "%s: expected a %s of "
	    "the site, or \"\"", key, kind_name(kind));
}

/* Nodes of the site; a plan for all of its nodes has no such key. */
static bool
left_out_read(const struct reading *reading, const json_t *object)
{
	const json_t *list = json_object_get(object, "left_out");
	size_t count = json_array_size(list), i = 0;

	for (; i < count; i++) {
		uint64_t bit = (uint64_t)1 << names_find(reading->names,
		    KIND_NODE, json_string_value(json_array_get(list, i)));

		if (bit == 1 || (reading->plan->left_out & bit) != 0)
			break;
		reading->plan->left_out |= bit;
	}
	return list == NULL || (count != 0 && i == count) ||
	    err_set(reading->err, ERR_FILE_INVALID, "left_out: expected names "
	    "of nodes, each once");
}

/* The job must be this plan's, because a rehearsal begins where its job
 * begins. */
static bool
job_same(const struct reading *reading)
{
	const struct plan *plan = reading->plan;
	struct job job;

	return (job_read_line(reading->arena, plan->site, plan->job, &job,
	    reading->err) && job.procedure == plan->procedure &&
	    job.guest == plan->guest) || err_set(reading->err,
	    ERR_FILE_INVALID, "plan: expected the job of \"procedure\" and "
	    "\"guest\"");
}

static bool
head_read(const struct reading *reading, const json_t *object)
{
	static const char *const keys[] = { "plan", "format", "site",
	    "site_digest", "view_digest", "digest", "procedure", "guest",
	    "source", "from", "to", "left_out", "checks", "phases", "steps",
	    "point_of_no_return", "expected_ms", "downtime_ms", NULL };
	struct plan *plan = reading->plan;
	const char *name = json_string_value(json_object_get(object,
	    "procedure"));

	plan->view_digest = reading_text(reading, object, "view_digest");
	plan->asked = plan->view_digest != NULL && *plan->view_digest != '\0';
	plan->job = reading_text(reading, object, "plan");
	plan->procedure = name != NULL ? procedure_find(name) : NULL;
	if (plan->job == NULL || json_integer_value(json_object_get(object,
	    "format")) != 1)
		return err_set(reading->err, ERR_FILE_INVALID, "expected a "
		    "plan of format 1");
	if (plan->procedure == NULL)
		return err_set(reading->err, ERR_FILE_INVALID, "procedure: "
		    "expected the name of a procedure");
	return row_read(reading, object, "guest", KIND_GUEST,
	    &plan->guest) &&
	    row_read(reading, object, "from", KIND_NODE, &plan->from) &&
	    row_read(reading, object, "to", KIND_NODE, &plan->to) &&
	    left_out_read(reading, object) &&
	    job_same(reading) && reading_keys(reading, object, keys);
}

/* After that step a run only goes forward; "": it can always go back. */
static bool
no_return_read(const struct reading *reading, const json_t *object)
{
	struct plan *plan = reading->plan;
	const char *name = json_string_value(json_object_get(object,
	    "point_of_no_return"));

	for (plan->no_return_step = 0; plan->no_return_step < plan->step_count;
	     plan->no_return_step++)
		if (name != NULL &&
		    strcmp(plan->steps[plan->no_return_step].name, name) == 0) {
			plan->steps[plan->no_return_step].no_return = true;
			return true;
		}
	if (plan->step_count == 0)
		return err_set(reading->err, ERR_FILE_INVALID, "steps: "
		    "expected at least one");
	return (name != NULL && *name == '\0') || err_set(reading->err,
	    ERR_FILE_INVALID, "point_of_no_return: expected a step, or \"\"");
}

struct plan *
plan_read(struct arena *arena, struct site *site, const json_t *object,
    bool *same, struct err *err)
{
	struct plan *plan = plan_empty(arena, site);
	struct reading reading = { .arena = arena, .plan = plan,
	    .names = site->names, .err = err };

	if (!head_read(&reading, object) ||
	    !list_read(&reading, object, "phases", one_phase_read) ||
	    !list_read(&reading, object, "checks", one_check_read) ||
	    !list_read(&reading, object, "steps", reading_step) ||
	    !no_return_read(&reading, object))
		return NULL;
	building_finish(plan);
	check_link(plan);
	if (same != NULL)
		*same = plan_json_same(object);
	return plan;
}
