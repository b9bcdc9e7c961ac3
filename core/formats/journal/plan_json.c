#include "core/formats/journal/plan_json.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/formats/json/op_json.h"
#include "core/plan/stuck_group.h"
#include "core/procedures/procedure.h"

static char *
digest_write(const char *text, size_t size, char digest[PLAN_DIGEST_SIZE])
{
	memcpy(digest, "sha256:", 7);
	digest_hex(text, size, digest + 7);
	return digest;
}

char *
json_digest(const json_t *json, char digest[PLAN_DIGEST_SIZE])
{
	char *text = json_dumps(json, JSON_SORT_KEYS | JSON_COMPACT);

	assert(text != NULL);
	digest_write(text, strlen(text), digest);
	free(text);
	return digest;
}

static void
words_text(const struct wording *wording, const struct op *op,
    struct text *text)
{
	text_open(text, NULL, '[');
	wording->words(wording->with, op, text);
	text_close(text, ']');
}

char *
words_digest(const struct wording *wording, const struct op *op,
    char digest[PLAN_DIGEST_SIZE])
{
	struct text text = { 0 };

	words_text(wording, op, &text);
	digest_write(text.bytes, text.size, digest);
	text_drop(&text);
	return digest;
}

json_t *
words_json(const struct wording *wording, const struct op *op)
{
	struct text text = { 0 };

	words_text(wording, op, &text);
	return text_parse(&text);
}

static json_t *
again_json(const struct step *step)
{
	static const char *const words[] = { "safely", "never" };

	return json_string(step->kind != STEP_CHANGE ? "freely" :
	    words[op_table[step->op.kind].again]);
}

/* The operations that undo the step, in their order.  The values that they
 * restore are known only when the run has found them. */
static json_t *
undo_json(const struct plan *plan, const struct step *step)
{
	const struct answer found = { .state = STATE_ABSENT };
	json_t *list = json_array();
	struct op undo;

	for (unsigned n = 0; step->kind == STEP_CHANGE &&
	    op_undo(&step->op, n, &found, &undo); n++)
		json_array_append_new(list, op_json(plan->site->names, &undo));
	return list;
}

/* Facts that hold only while a pool is imported say which. */
static json_t *
known_json(const struct plan *plan, const struct span *span)
{
	const struct names *names = plan->site->names;
	json_t *list = json_array();

	for (uint32_t i = span->first; i < span->first + span->count; i++) {
		const struct known *known = &plan->facts[i];
		json_t *object = fact_json(names, &known->fact);

		if (known->pool != 0)
			json_object_set_new(object, "pool", json_string(
			    names_text(names, KIND_POOL, known->pool)));
		json_array_append_new(list, object);
	}
	return list;
}

static json_t *
proofs_json(const struct plan *plan, const struct span *span)
{
	json_t *list = json_array();

	for (uint32_t i = span->first; i < span->first + span->count; i++)
		json_array_append_new(list, fact_json(plan->site->names,
		    &plan->proofs[i]));
	return list;
}

/* What settles it, what else it leaves, what is proved before each try. */
/* One reason to skip a step is an object, several are a list. */
static json_t *
skips_json(const struct plan *plan, const struct step *step)
{
	json_t *list = proofs_json(plan, &step->skip_if), *only;

	for (uint32_t i = 0; i < step->skip_if.count; i++)
		json_object_set_new(json_array_get(list, i), "why",
		    json_string(step->skip_why[i]));
	if (step->skip_if.count != 1)
		return list;
	only = json_incref(json_array_get(list, 0));
	json_decref(list);
	return only;
}

static void
facts_add(const struct plan *plan, const struct step *step, json_t *object)
{
	json_object_set_new(object, "decide",
	    known_json(plan, &step->decide));
	json_object_set_new(object, "leave", known_json(plan, &step->leave));
	json_object_set_new(object, "needs",
	    proofs_json(plan, &step->preconditions));
	if (step->skip_if.count != 0)
		json_object_set_new(object, "unless", skips_json(plan, step));
}

json_t *
step_json(const struct plan *plan, uint32_t index,
    const struct wording *wording)
{
	const struct step *step = &plan->steps[index];
	const struct names *names = plan->site->names;
	json_t *object = json_object();

	json_object_set_new(object, "step", json_string(step->name));
	json_object_set_new(object, "phase",
	    json_string(plan->phases[step->phase].name));
	if (step->kind == STEP_CHANGE) {
		json_object_set_new(object, "op", op_json(names, &step->op));
		json_object_set_new(object, "place",
		    place_json(names, op_place(&step->op)));
		json_object_set_new(object, "command",
		    words_json(wording, &step->op));
	} else if (step->kind == STEP_CHECK) {
		json_object_set_new(object, "check", op_json(names,
		    &plan->proofs[step->preconditions.first].ask));
	} else {
		json_object_set_new(object, "wait", op_json(names,
		    &plan->facts[step->decide.first].fact.ask));
	}
	json_object_set_new(object, "why", json_string(step->why));
	json_object_set_new(object, "again", again_json(step));
	json_object_set_new(object, "undo", undo_json(plan, step));
	json_object_set_new(object, "limit_ms", json_integer(step->limit_ms));
	json_object_set_new(object, "expected_ms",
	    json_integer(step->expected_ms));
	json_object_set_new(object, "downtime_ms",
	    json_integer(step->downtime_ms));
	json_object_set_new(object, "return", json_boolean(
	    index < plan->no_return_step));
	json_object_set_new(object, "always", json_boolean(step->always));
	json_object_set_new(object, "destroys", json_boolean(step->destroys));
	json_object_set_new(object, "guarded", json_boolean(step->guarded));
	json_object_set_new(object, "savepoint",
	    json_boolean(step->savepoint));
	facts_add(plan, step, object);
	return object;
}

json_t *
check_json(const struct plan *plan, uint32_t index)
{
	const struct check *check = &plan->checks[index];
	json_t *object = fact_json(plan->site->names, &check->fact);

	json_object_set_new(object, "check", json_string(check->name));
	json_object_set_new(object, "on", place_json(plan->site->names,
	    check->fact.ask.on));
	json_object_set_new(object, "expect", json_string(check->expect));
	json_object_set_new(object, "code",
	    json_string(err_table[check->code].name));
	if (check->warns)
		json_object_set_new(object, "warns", json_true());
	return object;
}

static json_t *
name_json(const struct plan *plan, enum kind kind, uint32_t name)
{
	return json_string(names_text(plan->site->names, kind, name));
}

static void
lists_add(const struct plan *plan, const struct wording *wording,
    json_t *object)
{
	json_t *checks = json_array(), *phases = json_array();
	json_t *steps = json_array();

	for (uint32_t i = 0; i < plan->check_count; i++)
		json_array_append_new(checks, check_json(plan, i));
	for (uint32_t i = 0; i < plan->phase_count; i++)
		json_array_append_new(phases, json_pack("{s:s,s:s}", "phase",
		    plan->phases[i].name, "why", plan->phases[i].why));
	for (uint32_t i = 0; i < plan->step_count; i++)
		json_array_append_new(steps, step_json(plan, i, wording));
	json_object_set_new(object, "checks", checks);
	json_object_set_new(object, "phases", phases);
	json_object_set_new(object, "steps", steps);
}

/* How the guest was at each node of its group, and its group. */
static json_t *
ends_json(const struct plan *plan)
{
	const struct ends *ends = &plan->view.ends;
	const struct site_guest *row = &plan->site->guests[plan->guest];
	json_t *object = json_pack("{s:s,s:s,s:s,s:b,s:b,s:b}", "dies",
	    names_text(plan->site->names, KIND_TEXT, ends->dies), "pool_at",
	    names_text(plan->site->names, KIND_NODE, ends->pool_at), "group",
	    state_name((enum state)ends->group), "suspended",
	    (int)ends->suspended, "guarded", (int)ends->guarded, "in_pool",
	    (int)ends->in_pool);

	for (uint32_t i = 0; i < row->node_count; i++)
		json_object_set_new(object, names_text(plan->site->names,
		    KIND_NODE, row->node[i]), json_pack("[s,b,b]",
		    state_name((enum state)ends->state[row->node[i]]),
		    (int)(ends->powered >> row->node[i] & 1),
		    (int)(ends->own >> row->node[i] & 1)));
	return object;
}

/* The digest of what the plan was made from; empty if nobody was asked. */
static json_t *
view_json(const struct plan *plan)
{
	char digest[PLAN_DIGEST_SIZE];
	json_t *saved, *oldest, *object;

	if (plan->view_digest != NULL || !plan->asked)
		return json_string(plan->view_digest != NULL ?
		    plan->view_digest : "");
	saved = json_object();
	for (uint32_t n = 1; n <= plan->site->node_count; n++)
		json_object_set_new(saved, names_text(plan->site->names,
		    KIND_NODE, n), json_integer(plan->view.saved[n]));
	oldest = json_object();
	for (uint32_t n = 1; n <= plan->site->node_count; n++)
		if (plan->view.slots[n] == 1)
			json_object_set_new(oldest, names_text(
			    plan->site->names, KIND_NODE, n),
			    json_integer(plan->view.oldest[n]));
	object = json_pack("{s:o,s:s}", "saved", saved, "group_at",
	    names_text(plan->site->names, KIND_NODE, plan->view.group_at));
	if (plan->procedure->recovers)
		json_object_set_new(object, "ends", ends_json(plan));
	if (json_object_size(oldest) != 0)
		json_object_set(object, "oldest", oldest);
	json_decref(oldest);
	if (plan->procedure->takes_group)
		json_object_set_new(object, "seen", json_string(stuck_find(
		    &plan->view.seen)->name));
	json_digest(object, digest);
	json_decref(object);
	return json_string(digest);
}

static json_t *
left_out_json(const struct plan *plan)
{
	json_t *list = json_array();

	for (uint32_t n = 1; n <= plan->site->node_count; n++)
		if ((plan->left_out >> n & 1) != 0)
			json_array_append_new(list, name_json(plan, KIND_NODE,
			    n));
	return list;
}

json_t *
plan_json(const struct plan *plan, const struct wording *wording,
    const char *site_digest)
{
	char digest[PLAN_DIGEST_SIZE];
	json_t *object = json_object();

	json_object_set_new(object, "plan", json_string(plan->job));
	json_object_set_new(object, "format", json_integer(1));
	json_object_set_new(object, "site", json_string(plan->site->name));
	json_object_set_new(object, "site_digest", json_string(site_digest));
	json_object_set_new(object, "view_digest", view_json(plan));
	json_object_set_new(object, "procedure",
	    json_string(plan->procedure->name));
	json_object_set_new(object, "guest",
	    name_json(plan, KIND_GUEST, plan->guest));
	json_object_set_new(object, "from",
	    name_json(plan, KIND_NODE, plan->from));
	json_object_set_new(object, "to",
	    name_json(plan, KIND_NODE, plan->to));
	if (plan->left_out != 0)
		json_object_set_new(object, "left_out", left_out_json(plan));
	lists_add(plan, wording, object);
	json_object_set_new(object, "point_of_no_return",
	    json_string(plan->no_return_step < plan->step_count ?
	    plan->steps[plan->no_return_step].name : ""));
	json_object_set_new(object, "expected_ms",
	    json_integer(plan->expected_ms));
	json_object_set_new(object, "downtime_ms", json_object());
	if (plan->guest != 0)
		json_object_set_new(json_object_get(object, "downtime_ms"),
		    names_text(plan->site->names, KIND_GUEST, plan->guest),
		    json_integer(plan->downtime_ms));
	json_object_set_new(object, "digest",
	    json_string(json_digest(object, digest)));
	return object;
}

bool
plan_json_same(const json_t *object)
{
	json_t *copy = json_copy((json_t *)(uintptr_t)object);
	const char *was = json_string_value(json_object_get(object,
	    "digest"));
	char digest[PLAN_DIGEST_SIZE];
	bool same;

	json_object_del(copy, "digest");
	same = was != NULL && strcmp(json_digest(copy, digest), was) == 0;
	json_decref(copy);
	return same;
}
