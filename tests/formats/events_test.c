/*
 * The event stream, operations and plans as JSON.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "backends/sim/session/simulated.h"
#include "core/base/arena.h"
#include "core/formats/journal/events.h"
#include "core/formats/json/op_json.h"
#include "core/procedures/procedure.h"
#include "core/run/drive.h"
#include "tests/posts_fixture.h"

struct fixture {
	struct arena	 arena;
	struct site	*site;
	struct plan	*plan;
	struct run	 run;
	struct stream	 stream;
};

/* The words do not matter here: one for each operation. */
static void
words_of(void *with, const struct op *op, struct text *list)
{
	(void)with;
	text_string(list, NULL, op_table[op->kind].name);
}

static int
make(void **state)
{
	static struct fixture fixture;

	memset(&fixture, 0, sizeof(fixture));
	fixture.site = posts_site(&fixture.arena);
	fixture.plan = posts_plan(&fixture.arena, fixture.site,
	    "create ldom1");
	fixture.stream = (struct stream){ .site = fixture.site,
	    .mode = "rehearse", .site_digest = "sha256:1a", .seed = 7,
	    .wording = { words_of, NULL } };
	*state = &fixture;
	return 0;
}

static int
drop(void **state)
{
	struct fixture *fixture = *state;

	arena_drop(&fixture->arena);
	return 0;
}

static uint32_t
name(const struct fixture *fixture, enum kind kind, const char *text)
{
	return names_put(fixture->site->names, kind, text);
}

static void
dumps_as(json_t *json, const char *wanted)
{
	char *text = json_dumps(json, JSON_COMPACT);

	assert_string_equal(text, wanted);
	free(text);
	json_decref(json);
}

static void
emits(struct fixture *fixture, struct event event, const char *wanted)
{
	dumps_as(event_json(&fixture->stream, &event), wanted);
}

static struct op
pool_create(const struct fixture *fixture)
{
	return (struct op){ .kind = OP_POOL_CREATE, .on = 1,
	    .pool = name(fixture, KIND_POOL, "zpool_ldom1"),
	    .device = name(fixture, KIND_DEVICE, "d14") };
}

static void
an_operation_a_change_and_an_answer_are_emitted(void **state)
{
	struct fixture *fixture = *state;
	struct op op = pool_create(fixture);
	struct result done = { .outcome = DONE, .at_ms = 44310 };

	emits(fixture, (struct event){ .type = EVENT_OP, .at_ms = 41200,
	    .op = &op, .try = 1 },
	    "{\"type\":\"op\",\"seq\":1,\"at_ms\":41200,\"op\":{\"name\":"
	    "\"pool-create\",\"on\":\"node1\",\"pool\":\"zpool_ldom1\","
	    "\"device\":\"d14\"},\"try\":1,\"command\":[\"pool-create\"],"
	    "\"expected_ms\":3000,\"kind\":\"change\"}");
	emits(fixture, (struct event){ .type = EVENT_CHANGE, .at_ms = 44300,
	    .kind = KIND_POOL, .name = op.pool, .on = 1, .was = STATE_ABSENT,
	    .is = STATE_IMPORTED, .cause = CAUSE_OP },
	    "{\"type\":\"change\",\"seq\":2,\"at_ms\":44300,\"kind\":"
	    "\"pool\",\"name\":\"zpool_ldom1\",\"on\":\"node1\",\"was\":"
	    "\"absent\",\"is\":\"imported\",\"cause\":\"op\","
	    "\"cause_seq\":1}");
	emits(fixture, (struct event){ .type = EVENT_ANSWER, .at_ms = 44310,
	    .op = &op, .result = &done },
	    "{\"type\":\"answer\",\"seq\":3,\"at_ms\":44310,\"op_seq\":1,"
	    "\"outcome\":\"done\",\"took_ms\":3110,\"from\":\"command\"}");
}

static void
a_refusal_says_its_code_and_words(void **state)
{
	struct fixture *fixture = *state;
	struct op op = pool_create(fixture);
	struct result failed = { .outcome = FAILED };

	err_set(&failed.err, ERR_POOL_BUSY, "it is \"busy\"");
	emits(fixture, (struct event){ .type = EVENT_ANSWER, .op = &op,
	    .result = &failed },
	    "{\"type\":\"answer\",\"seq\":1,\"at_ms\":0,\"op_seq\":0,"
	    "\"outcome\":\"failed\",\"code\":\"pool-busy\",\"text\":"
	    "\"it is \\\"busy\\\"\",\"took_ms\":0,\"from\":\"command\"}");
}

static void
a_question_has_no_command_and_its_answer_a_state(void **state)
{
	struct fixture *fixture = *state;
	struct op op = { .kind = OP_POOL_STATE,
	    .pool = name(fixture, KIND_POOL, "zpool_ldom1") };
	struct result res = { .outcome = DONE, .answer = {
	    .state = STATE_IMPORTED, .on = 1 } };

	emits(fixture, (struct event){ .type = EVENT_OP, .op = &op },
	    "{\"type\":\"op\",\"seq\":1,\"at_ms\":0,\"op\":{\"name\":"
	    "\"pool-state\",\"pool\":\"zpool_ldom1\"},\"try\":0,"
	    "\"expected_ms\":0,\"kind\":\"question\"}");
	emits(fixture, (struct event){ .type = EVENT_ANSWER, .op = &op,
	    .result = &res },
	    "{\"type\":\"answer\",\"seq\":2,\"at_ms\":0,\"op_seq\":1,"
	    "\"outcome\":\"done\",\"state\":\"imported\",\"where\":"
	    "\"node1\",\"took_ms\":0,\"from\":\"command\"}");
}

static void
letting_time_pass_is_no_change_and_causes_none(void **state)
{
	struct fixture *fixture = *state;
	struct op change = pool_create(fixture);
	struct op pause = { .kind = OP_PAUSE, .number = 10000 };
	struct event event = { .type = EVENT_OP, .op = &change };
	json_t *json;

	json_decref(event_json(&fixture->stream, &event));
	event.op = &pause;
	json = event_json(&fixture->stream, &event);
	assert_string_equal(json_string_value(json_object_get(json, "kind")),
	    "question");
	assert_null(json_object_get(json, "command"));
	json_decref(json);
	assert_int_equal(fixture->stream.cause_seq[CAUSE_OP], 1);
}

static void
each_cause_is_traced_to_its_own_event(void **state)
{
	struct fixture *fixture = *state;
	struct event fault = { .type = EVENT_FAULT, .text = "power-off node1",
	    .word = "struck" };
	struct event typed = { .type = EVENT_TYPED, .text = "ldm stop ldom1",
	    .on = 1 };
	struct event change = { .type = EVENT_CHANGE, .kind = KIND_GUEST,
	    .name = 1, .was = STATE_RUNNING, .is = STATE_BOUND };
	static const struct {
		enum cause	cause;
		int64_t		seq;
	} traced[] = { { CAUSE_FAULT, 1 }, { CAUSE_PERSON, 2 },
	    { CAUSE_AGENT, 0 }, { CAUSE_OP, 0 } };

	json_decref(event_json(&fixture->stream, &fault));
	json_decref(event_json(&fixture->stream, &typed));
	for (size_t i = 0; i < sizeof(traced) / sizeof(traced[0]); i++) {
		json_t *json;

		change.cause = traced[i].cause;
		json = event_json(&fixture->stream, &change);
		assert_int_equal(json_integer_value(json_object_get(json,
		    "cause_seq")), traced[i].seq);
		json_decref(json);
	}
}

static void
a_run_says_which_faults_were_asked_for(void **state)
{
	static const char *const faults[] = { "refuse guest-bind ldom1",
	    "cut d14" };
	struct fixture *fixture = *state;
	struct event event = { .type = EVENT_RUN, .plan = fixture->plan };
	json_t *json, *list;

	fixture->stream.faults = faults;
	fixture->stream.fault_count = 2;
	json = event_json(&fixture->stream, &event);
	list = json_object_get(json, "faults");
	assert_int_equal(json_array_size(list), 2);
	assert_string_equal(json_string_value(json_array_get(list, 1)),
	    "cut d14");
	assert_string_equal(json_string_value(json_object_get(json,
	    "procedure")), "create");
	assert_int_equal(json_integer_value(json_object_get(json, "seed")),
	    7);
	json_decref(json);
}

static void
numbers_are_written_as_people_write_them(void **state)
{
	struct fixture *fixture = *state;
	const struct names *names = fixture->site->names;
	struct op op = { .kind = OP_GUEST_MEMORY, .on = 1, .guest = 1,
	    .number = (int64_t)16 << 30 };

	dumps_as(op_json(names, &op), "{\"name\":\"guest-memory\",\"on\":"
	    "\"node1\",\"guest\":\"ldom1\",\"value\":\"16G\"}");
	op.kind = OP_GUEST_VCPUS;
	op.number = 8;
	dumps_as(op_json(names, &op), "{\"name\":\"guest-vcpus\",\"on\":"
	    "\"node1\",\"guest\":\"ldom1\",\"value\":\"8\"}");
	op.kind = OP_GUEST_HOSTID;
	op.number = 0x82a85641;
	dumps_as(op_json(names, &op), "{\"name\":\"guest-hostid\",\"on\":"
	    "\"node1\",\"guest\":\"ldom1\",\"value\":\"82a85641\"}");
	dumps_as(op_json(names, &(struct op){ .kind = OP_PAUSE,
	    .number = 10000 }), "{\"name\":\"pause\",\"value\":\"10s\"}");
	dumps_as(op_json(names, &(struct op){ .kind = OP_POOL_IMPORT,
	    .on = PLACE_GUEST | 1, .forced = 1 }), "{\"name\":"
	    "\"pool-import\",\"on\":\"guest:ldom1\",\"forced\":true}");
}

static bool
has_real(const json_t *json)
{
	const char *key;
	json_t *value;
	size_t i;

	if (json_is_real(json))
		return true;
	if (json_is_array(json))
		json_array_foreach((json_t *)(uintptr_t)json, i, value)
			if (has_real(value))
				return true;
	if (json_is_object(json))
		json_object_foreach((json_t *)(uintptr_t)json, key, value)
			if (has_real(value))
				return true;
	return false;
}

struct listener {
	struct sink	 sink;
	struct stream	*stream;
	unsigned	 heard[EVENT_TYPES];
};

/* What is promised of every line: its first keys, and integers only. */
static void
listen(struct sink *sink, const struct event *event)
{
	struct listener *listener = (struct listener *)sink;
	int64_t before = listener->stream->seq;
	json_t *json = event_json(listener->stream, event);
	void *at = json_object_iter(json);

	assert_string_equal(json_object_iter_key(at), "type");
	at = json_object_iter_next(json, at);
	assert_string_equal(json_object_iter_key(at), "seq");
	assert_int_equal(json_integer_value(json_object_iter_value(at)),
	    before + 1);
	at = json_object_iter_next(json, at);
	assert_string_equal(json_object_iter_key(at), "at_ms");
	assert_false(has_real(json));
	listener->heard[event->type]++;
	json_decref(json);
}

static void
every_line_of_a_whole_run_keeps_its_promises(void **state)
{
	struct fixture *fixture = *state;
	struct listener listener = { .sink.emit = listen,
	    .stream = &fixture->stream };
	struct simulated simulated;

	simulated_make(&simulated, &(struct simulated_from){
	    .site = fixture->site, .names = fixture->site->names,
	    .now = SITE_BARE, .seed = 1 }, &listener.sink);
	drive_begin(fixture->plan, &fixture->run, 0, &listener.sink);
	drive(fixture->plan, &fixture->run, &simulated.backend,
	    &listener.sink);
	assert_int_equal(fixture->run.ending, ARRIVED);
	assert_int_equal(listener.heard[EVENT_RUN], 1);
	assert_int_equal(listener.heard[EVENT_END], 1);
	assert_int_equal(listener.heard[EVENT_CHECK],
	    fixture->plan->check_count);
	assert_int_equal(listener.heard[EVENT_PHASE],
	    fixture->plan->phase_count);
	assert_int_equal(listener.heard[EVENT_STEP],
	    fixture->plan->step_count);
	assert_int_equal(listener.heard[EVENT_OP],
	    listener.heard[EVENT_ANSWER]);
	simulated_drop(&simulated);
}

static void
the_digest_of_a_plan_is_over_all_but_itself(void **state)
{
	struct fixture *fixture = *state;
	char room[PLAN_DIGEST_SIZE], again[PLAN_DIGEST_SIZE];
	json_t *plan = plan_json(fixture->plan, &fixture->stream.wording,
	    "sha256:1a");

	strcpy(again, json_string_value(json_object_get(plan, "digest")));
	json_object_del(plan, "digest");
	assert_string_equal(json_digest(plan, room), again);
	json_object_set_new(plan, "expected_ms", json_integer(1));
	assert_string_not_equal(json_digest(plan, room), again);
	json_decref(plan);
}

static void
the_digest_does_not_depend_on_the_order_of_keys(void **state)
{
	json_t *one = json_pack("{s:i,s:i}", "a", 1, "b", 2);
	json_t *other = json_pack("{s:i,s:i}", "b", 2, "a", 1);
	char room[PLAN_DIGEST_SIZE], again[PLAN_DIGEST_SIZE];

	(void)state;
	assert_string_equal(json_digest(one, room),
	    json_digest(other, again));
	assert_string_equal(room, "sha256:43258cff783fe7036d8a43033f830adf"
	    "c60ec037382473548ac742b888292777");
	json_decref(one);
	json_decref(other);
}

static void
a_plan_has_the_keys_that_are_promised(void **state)
{
	static const char *const keys[] = { "plan", "format", "site",
	    "site_digest", "view_digest", "digest", "procedure", "guest",
	    "from", "to", "checks", "phases", "steps", "point_of_no_return",
	    "expected_ms", "downtime_ms" };
	static const char *const step_keys[] = { "step", "phase", "op",
	    "command", "why", "again", "undo", "limit_ms", "expected_ms",
	    "downtime_ms", "return", "always", "destroys" };
	struct fixture *fixture = *state;
	json_t *plan = plan_json(fixture->plan, &fixture->stream.wording,
	    "sha256:1a");
	json_t *step = json_array_get(json_object_get(plan, "steps"), 0);

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (json_object_get(plan, keys[i]) == NULL)
			fail_msg("no %s", keys[i]);
	for (size_t i = 0; i < sizeof(step_keys) / sizeof(step_keys[0]); i++)
		if (json_object_get(step, step_keys[i]) == NULL)
			fail_msg("no %s in a step", step_keys[i]);
	assert_int_equal(json_array_size(json_object_get(plan, "steps")),
	    fixture->plan->step_count);
	assert_true(json_is_true(json_object_get(step, "destroys")));
	json_decref(plan);
}

static void
causes_and_parts_have_names(void **state)
{
	(void)state;
	assert_string_equal(cause_name(CAUSE_OP), "op");
	assert_string_equal(cause_name(CAUSE_TIME), "time");
	assert_string_equal(part_name(PART_STOP), "stop");
	assert_string_equal(part_name(PART_WAIT), "wait");
}

static void
nobody_needs_to_listen(void **state)
{
	(void)state;
	sink_emit(NULL, &(struct event){ .type = EVENT_END });
}

static void
causes_and_parts_are_called_as_the_format_says(void **state)
{
	static const char *const causes[] = { "op", "cluster", "agent",
	    "guest", "fault", "person", "time" };
	static const char *const parts[] = { "stop", "detect", "fence",
	    "import", "boot", "work", "wait" };

	(void)state;
	for (enum cause cause = CAUSE_OP; cause < CAUSES; cause++)
		assert_string_equal(cause_name(cause), causes[cause]);
	for (enum service_part part = PART_STOP; part < PARTS; part++)
		assert_string_equal(part_name(part), parts[part]);
}

#define TEST(f)	cmocka_unit_test_setup_teardown(f, make, drop)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_operation_a_change_and_an_answer_are_emitted),
		TEST(a_refusal_says_its_code_and_words),
		TEST(a_question_has_no_command_and_its_answer_a_state),
		TEST(letting_time_pass_is_no_change_and_causes_none),
		TEST(each_cause_is_traced_to_its_own_event),
		TEST(a_run_says_which_faults_were_asked_for),
		TEST(numbers_are_written_as_people_write_them),
		TEST(every_line_of_a_whole_run_keeps_its_promises),
		TEST(the_digest_of_a_plan_is_over_all_but_itself),
		TEST(the_digest_does_not_depend_on_the_order_of_keys),
		TEST(a_plan_has_the_keys_that_are_promised),
		cmocka_unit_test(causes_and_parts_have_names),
		cmocka_unit_test(nobody_needs_to_listen),
		cmocka_unit_test(
		    causes_and_parts_are_called_as_the_format_says),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
