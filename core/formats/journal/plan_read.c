/*
 * A plan, read back from its JSON object.
 */
#include <string.h>

#include "core/base/arena.h"
#include "core/formats/journal/plan_json.h"
#include "core/formats/json/op_json.h"
#include "core/plan/building.h"
#include "core/procedures/procedure.h"

/* A plan in the reading: where we are, for messages. */
struct reading {
	struct arena	*arena;
	struct plan	*plan;
	struct names	*names;
	struct err	*err;
	const char	*list;		/* "steps" */
	size_t		 index;
};

static bool
wrong(const struct reading *reading, const char *key, const char *expected)
{
	return err_set(reading->err, ERR_FILE_INVALID, "%s[%u].%s: expected "
	    "%s", reading->list, (unsigned)reading->index, key, expected);
}

static const char *
text_read(const struct reading *reading, const json_t *object,
    const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	return text == NULL ? NULL : arena_text(reading->arena, text,
	    strlen(text));
}

static bool
full(const struct reading *reading)
{
	return err_set(reading->err, ERR_TOO_MANY, "%s[%u]: more than a plan "
	    "has room for: %d steps, %d facts, %d phases", reading->list,
	    (unsigned)reading->index, PLAN_STEPS, PLAN_FACTS, PLAN_PHASES);
}

static bool
known_read(const struct reading *reading, const json_t *object,
    const char *key, struct span *span)
{
	struct plan *plan = reading->plan;
	const json_t *list = json_object_get(object, key);

	span->first = plan->fact_count;
	if (!json_is_array(list))
		return wrong(reading, key, "a list");
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *one = json_array_get(list, i);
		const char *pool = json_string_value(json_object_get(one,
		    "pool"));
		struct known *known = &plan->facts[plan->fact_count];

		if (plan->fact_count == PLAN_FACTS)
			return full(reading);
		*known = (struct known){ .step = plan->step_count,
		    .next = PLAN_NONE, .before = PLAN_NONE,
		    .whole = PLAN_NONE,
		    .pool = names_put(reading->names, KIND_POOL, pool) };
		if (!fact_read(reading->names, one, &known->fact))
			return wrong(reading, key, "a question and the "
			    "answer that is wanted");
		plan->fact_count++;
		span->count++;
	}
	return span->count <= PLAN_DECIDES || full(reading);
}

static bool
proof_read(const struct reading *reading, const json_t *object,
    const char *key, struct span *span)
{
	struct plan *plan = reading->plan;

	if (plan->proof_count == PLAN_PROOFS)
		return full(reading);
	if (!fact_read(reading->names, object,
	    &plan->proofs[plan->proof_count]))
		return wrong(reading, key, "a question and the answer that "
		    "is wanted");
	if (span->count++ == 0)
		span->first = plan->proof_count;
	plan->proof_count++;
	return true;
}

static bool
proofs_read(const struct reading *reading, const json_t *object,
    struct step *step)
{
	const json_t *preconditions = json_object_get(object, "needs");
	const json_t *skip_if = json_object_get(object, "unless");

	if (!json_is_array(preconditions))
		return wrong(reading, "needs", "a list");
	for (size_t i = 0; i < json_array_size(preconditions); i++)
		if (!proof_read(reading, json_array_get(preconditions, i),
			"needs", &step->preconditions))
			return false;
	if (skip_if == NULL)
		return true;
	step->skip_why = text_read(reading, skip_if, "why");
	return step->skip_why != NULL ?
	    proof_read(reading, skip_if, "unless", &step->skip_if) :
	    wrong(reading, "unless", "a question, an answer and why");
}

/* Steps stand in the order of their phases. */
static bool
phase_read(const struct reading *reading, const json_t *object,
    struct step *step)
{
	struct plan *plan = reading->plan;
	const char *name = text_read(reading, object, "phase");

	for (step->phase = 0; step->phase < plan->phase_count; step->phase++)
		if (name != NULL && strcmp(plan->phases[step->phase].name,
		    name) == 0)
			break;
	if (step->phase == plan->phase_count || (plan->step_count != 0 &&
	    plan->steps[plan->step_count - 1].phase > step->phase))
		return wrong(reading, "phase", "one of \"phases\", in order");
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
		    json_object_get(object, "wait") != NULL || wrong(reading,
		    "op", "a change, a \"check\" or a \"wait\"");
	if (!op_read(reading->names, op, &step->op) ||
	    !op_is_change(step->op.kind))
		return wrong(reading, "op", "a change and what it is done "
		    "to, by names of the site");
	reading->plan->changes++;
	return true;
}

/* What is no mark is no "no" either: a guard is not lost by a slip. */
static bool
mark_read(const struct reading *reading, const json_t *object,
    const char *key, bool *mark)
{
	const json_t *value = json_object_get(object, key);

	*mark = json_is_true(value);
	return json_is_boolean(value) || wrong(reading, key, "true or false");
}

static bool
time_read(const struct reading *reading, const json_t *object,
    const char *key, int64_t least, int64_t *ms)
{
	const json_t *value = json_object_get(object, key);

	*ms = json_integer_value(value);
	return (json_is_integer(value) && *ms >= least &&
	    *ms <= PLAN_LIMIT_MAX) || wrong(reading, key, "milliseconds");
}

/* A step is named by messages and options: in its phase it is the only one. */
static bool
name_read(const struct reading *reading, const json_t *object,
    struct step *step)
{
	const struct plan *plan = reading->plan;
	uint32_t i = plan->phases[step->phase].first;

	step->name = text_read(reading, object, "step");
	step->why = text_read(reading, object, "why");
	if (step->name == NULL || *step->name == '\0' || step->why == NULL)
		return wrong(reading, "step", "a name, and why");
	for (; i < plan->step_count; i++)
		if (strcmp(plan->steps[i].name, step->name) == 0)
			return wrong(reading, "step", "another name");
	return true;
}

/* Whether a guest is up is asked of a node. */
static bool
settled(const struct reading *reading, const struct step *step)
{
	const struct known *known = &reading->plan->facts[step->decide.first];
	uint32_t nodes = reading->plan->site->node_count;

	if (step->kind == STEP_CHECK && step->preconditions.count == 0)
		return wrong(reading, "needs", "what the check asks");
	if (step->kind == STEP_CHECK)
		return true;
	if (step->decide.count == 0)
		return wrong(reading, "decide", "what settles the step");
	for (uint32_t i = 0; i < step->decide.count; i++)
		if (step->kind == STEP_WAIT && known[i].fact.ask.on > nodes)
			return wrong(reading, "decide", "a question to a node");
	return true;
}

static bool
one_step_read(const struct reading *reading, const json_t *object)
{
	struct plan *plan = reading->plan;
	struct step *step = &plan->steps[plan->step_count];

	if (plan->step_count == PLAN_STEPS)
		return full(reading);
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
	    !settled(reading, step))
		return false;
	plan->expected_ms += step->expected_ms;
	plan->downtime_ms += step->downtime_ms;
	plan->step_count++;
	return true;
}

static bool
one_phase_read(const struct reading *reading, const json_t *object)
{
	struct plan *plan = reading->plan;
	struct phase *phase = &plan->phases[plan->phase_count];

	if (plan->phase_count == PLAN_PHASES)
		return full(reading);
	phase->name = text_read(reading, object, "phase");
	phase->why = text_read(reading, object, "why");
	phase->first = PLAN_NONE;
	plan->phase_count++;
	return (phase->name != NULL && phase->why != NULL) ||
	    wrong(reading, "phase", "a name, and why");
}

static bool
one_check_read(const struct reading *reading, const json_t *object)
{
	struct plan *plan = reading->plan;
	struct check *check = &plan->checks[plan->check_count];
	const char *code = json_string_value(json_object_get(object, "code"));

	if (plan->check_count == PLAN_CHECKS)
		return full(reading);
	check->name = text_read(reading, object, "check");
	check->expect = text_read(reading, object, "expect");
	check->code = code != NULL ? err_find(code) : ERR_NONE;
	if (check->name == NULL || check->expect == NULL ||
	    check->code == ERR_NONE ||
	    !fact_read(reading->names, object, &check->fact))
		return wrong(reading, "check", "a name, a question, the "
		    "answer that is wanted, and the code of its refusal");
	plan->check_count++;
	return true;
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

/* Is it one of the site's, or "" where the job has none? */
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

/* A rehearsal begins where the job begins: it has to be this plan's. */
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
	struct plan *plan = reading->plan;
	const char *name = json_string_value(json_object_get(object,
	    "procedure"));

	plan->job = text_read(reading, object, "plan");
	plan->procedure = name != NULL ? procedure_find(name) : NULL;
	if (plan->job == NULL || json_integer_value(json_object_get(object,
	    "format")) != 1)
		return err_set(reading->err, ERR_FILE_INVALID, "this is no "
		    "plan of format 1");
	if (plan->procedure == NULL)
		return err_set(reading->err, ERR_FILE_INVALID, "procedure: "
		    "expected the name of a procedure");
	return row_read(reading, object, "guest", KIND_GUEST,
	    &plan->guest) &&
	    row_read(reading, object, "from", KIND_NODE, &plan->from) &&
	    row_read(reading, object, "to", KIND_NODE, &plan->to) &&
	    job_same(reading);
}

/* After it, the run only goes on; without it, every failure leads back. */
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
	    !list_read(&reading, object, "steps", one_step_read) ||
	    !no_return_read(&reading, object))
		return NULL;
	building_finish(plan);
	if (same != NULL)
		*same = plan_json_same(object);
	return plan;
}
