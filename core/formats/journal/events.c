#include "core/formats/journal/events.h"

#include <string.h>

#include "core/formats/json/op_json.h"
#include "core/procedures/procedure.h"
#include "core/run/owed.h"

static const char *const types[EVENT_TYPES] = {
	"run", "check", "phase", "step", "op", "answer", "output", "skip",
	"fault", "change", "service", "turn", "resumed", "return", "typed",
	"violation", "expectation", "end", "owed",
};

static void
text(json_t *object, const char *key, const char *value)
{
	if (value != NULL)
		json_object_set_new(object, key, json_string(value));
}

static void
name(const struct stream *stream, json_t *object, const char *key,
    enum kind kind, uint32_t number)
{
	text(object, key, names_text(stream->site->names, kind, number));
}

static void
run_add(struct stream *stream, const struct event *event, json_t *object)
{
	char digest[PLAN_DIGEST_SIZE];
	json_t *plan = plan_json(event->plan, &stream->wording,
	    stream->site_digest);
	json_t *faults = json_array();

	for (unsigned i = 0; i < stream->fault_count; i++)
		json_array_append_new(faults, json_string(stream->faults[i]));
	text(object, "job", event->plan->job);
	text(object, "procedure", event->plan->procedure->name);
	name(stream, object, "guest", KIND_GUEST, event->plan->guest);
	text(object, "mode", stream->mode);
	text(object, "site", stream->site->name);
	text(object, "site_digest", stream->site_digest);
	text(object, "plan_digest", json_digest(plan, digest));
	json_object_set_new(object, "seed",
	    json_integer((json_int_t)stream->seed));
	json_object_set_new(object, "faults", faults);
	json_decref(plan);
}

static void
check_add(struct stream *stream, const struct event *event, json_t *object)
{
	const struct check *check = &event->plan->checks[event->step];
	json_t *evidence = json_object();
	bool silent = event->result->outcome != DONE;

	text(object, "check", check->name);
	json_object_set_new(object, "on", place_json(stream->site->names,
	    op_asked_at(&check->fact.ask)));
	text(object, "result", event->met ? "pass" : silent ? "unknown" :
	    check->warns ? "warn" : "fail");
	if (!silent)
		answer_json(stream->site->names, &check->fact.ask,
		    &event->result->answer, evidence);
	json_object_set_new(object, "evidence", evidence);
	if (!event->met)
		text(object, "remedy", err_table[silent ? ERR_NO_ANSWER :
		    check->code].hint);
}

static void
step_add(struct stream *stream, const struct event *event, json_t *object)
{
	const struct step *step = &event->plan->steps[event->step];

	(void)stream;
	text(object, "step", step->name);
	text(object, "phase", event->plan->phases[step->phase].name);
	text(object, "why", step->why);
	json_object_set_new(object, "return", json_boolean(
	    event->step < event->plan->no_return_step));
	if (event->back)
		json_object_set_new(object, "back", json_true());
}

static void
phase_add(struct stream *stream, const struct event *event, json_t *object)
{
	(void)stream;
	text(object, "phase", event->text);
}

/* A pause changes nothing, so the stream calls it a question. */
static void
op_add(struct stream *stream, const struct event *event, json_t *object)
{
	bool change = op_is_change(event->op->kind);

	stream->op_seq = stream->seq;
	stream->op_ms = event->at_ms;
	if (change)
		stream->cause_seq[CAUSE_OP] = stream->seq;
	json_object_set_new(object, "op", op_json(stream->site->names,
	    event->op));
	json_object_set_new(object, "try", json_integer(event->try));
	if (change)
		json_object_set_new(object, "command", words_json(
		    &stream->wording, event->op));
	json_object_set_new(object, "expected_ms", json_integer(
	    timing_op(&stream->site->timing, event->op)));
	text(object, "kind", change ? "change" : "question");
}

static void
answer_add(struct stream *stream, const struct event *event, json_t *object)
{
	static const char *const outcomes[] = { "done", "failed", "unknown" };
	const struct result *res = event->result;

	json_object_set_new(object, "op_seq", json_integer(stream->op_seq));
	text(object, "outcome", outcomes[res->outcome]);
	if (op_table[event->op->kind].question && res->outcome == DONE)
		answer_json(stream->site->names, event->op, &res->answer,
		    object);
	if (res->outcome != DONE) {
		text(object, "code", err_table[res->err.code].name);
		text(object, "text", res->err.text);
	}
	json_object_set_new(object, "took_ms",
	    json_integer(res->at_ms - stream->op_ms));
	text(object, "from", "command");
}

static void
skip_add(struct stream *stream, const struct event *event, json_t *object)
{
	(void)stream;
	text(object, "step", event->plan->steps[event->step].name);
	text(object, "why", event->text);
}

static void
fault_add(struct stream *stream, const struct event *event, json_t *object)
{
	stream->cause_seq[CAUSE_FAULT] = stream->seq;
	text(object, "fault", event->text);
	text(object, "state", event->word);
}

static void
change_add(struct stream *stream, const struct event *event, json_t *object)
{
	text(object, "kind", kind_name(event->kind));
	name(stream, object, "name", event->kind, event->name);
	if (event->on != 0)
		json_object_set_new(object, "on", place_json(
		    stream->site->names, event->on));
	text(object, "was", state_name(event->was));
	text(object, "is", state_name(event->is));
	text(object, "cause", cause_name(event->cause));
	if (stream->cause_seq[event->cause] != 0)
		json_object_set_new(object, "cause_seq",
		    json_integer(stream->cause_seq[event->cause]));
}

static void
service_add(struct stream *stream, const struct event *event, json_t *object)
{
	name(stream, object, "guest", KIND_GUEST, event->guest);
	text(object, "is", event->met ? "up" : "down");
	text(object, "part", part_name(event->part));
}

static void
turn_add(struct stream *stream, const struct event *event, json_t *object)
{
	(void)stream;
	text(object, "because", err_table[event->err->code].name);
	text(object, "text", event->err->text);
}

static void
resumed_add(struct stream *stream, const struct event *event, json_t *object)
{
	(void)stream;
	text(object, "by", event->word);
}

static void
return_add(struct stream *stream, const struct event *event, json_t *object)
{
	(void)stream;
	text(object, "step", event->plan->steps[event->step].name);
}

static void
words_add(struct stream *stream, const struct event *event, json_t *object)
{
	if (event->type == EVENT_TYPED)
		stream->cause_seq[CAUSE_PERSON] = stream->seq;
	if (event->on != 0)
		json_object_set_new(object, "on", place_json(
		    stream->site->names, event->on));
	text(object, "text", event->text);
}

static void
violation_add(struct stream *stream, const struct event *event,
    json_t *object)
{
	(void)stream;
	text(object, "invariant", event->word);
	text(object, "text", event->text);
}

static void
expectation_add(struct stream *stream, const struct event *event,
    json_t *object)
{
	(void)stream;
	text(object, "text", event->text);
	text(object, "result", event->pending ? "pending" :
	    event->met ? "met" : "not met");
	text(object, "seen", event->word);
}

static json_t *
debt_json(struct stream *stream, const struct op *op, unsigned count)
{
	json_t *close = json_array();

	for (unsigned i = 0; i < count; i++) {
		json_t *one = json_object();

		json_object_set_new(one, "op", op_json(stream->site->names,
		    &op[i]));
		json_object_set_new(one, "command", words_json(
		    &stream->wording, &op[i]));
		json_array_append_new(close, one);
	}
	return close;
}

/* A guest that is owed comes first. */
static void
guest_add(struct stream *stream, const struct event *event, json_t *debts)
{
	json_t *debt;
	struct owed owed;

	if (!run_owed(event->plan, event->run, &owed))
		return;
	debt = json_object();
	name(stream, debt, "guest", KIND_GUEST, owed.guest);
	text(debt, "since", event->plan->steps[owed.step].name);
	json_object_set_new(debt, "down_ms",
	    json_integer(event->run->at_ms - owed.since_ms));
	json_object_set_new(debt, "unsure", json_boolean(owed.unsure));
	json_object_set_new(debt, "close", debt_json(stream, owed.pay,
	    owed.count));
	json_array_append_new(debts, debt);
}

static void
debts_add(struct stream *stream, const struct event *event, json_t *object)
{
	json_t *debts = json_array();
	struct op closing;

	if (event->run == NULL || event->ending == REFUSED ||
	    event->ending == ARRIVED) {
		json_decref(debts);
		return;
	}
	guest_add(stream, event, debts);
	for (unsigned n = 0; run_debt(event->plan, event->run, n, &closing);
	    n++)
		json_array_append_new(debts, json_pack("{s:o}", "close",
		    debt_json(stream, &closing, 1)));
	json_object_set_new(object, "debts", debts);
}

/* What can be typed next the writer of the stream adds: it knows the paths. */
static void
end_add(struct stream *stream, const struct event *event, json_t *object)
{
	(void)stream;
	text(object, "ending", ending_name((enum ending)event->ending));
	if (event->err->code != ERR_NONE) {
		text(object, "code", err_table[event->err->code].name);
		text(object, "text", event->err->text);
	}
	debts_add(stream, event, object);
	json_object_set_new(object, "duration_ms",
	    json_integer(event->took_ms));
}

json_t *
event_json(struct stream *stream, const struct event *event)
{
	static void (*const adds[EVENT_TYPES])(struct stream *,
	    const struct event *, json_t *) = { run_add, check_add, phase_add,
	    step_add, op_add, answer_add, words_add, skip_add, fault_add,
	    change_add, service_add, turn_add, resumed_add, return_add,
	    words_add, violation_add, expectation_add, end_add, words_add };
	json_t *object = json_object();

	text(object, "type", types[event->type]);
	json_object_set_new(object, "seq", json_integer(++stream->seq));
	json_object_set_new(object, "at_ms", json_integer(event->at_ms));
	adds[event->type](stream, event, object);
	return object;
}
