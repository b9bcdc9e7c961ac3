/*
 * Plans that were saved: read back they are the same plans, and what somebody
 * has done to them is reported.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "backends/sim/cluster/failure.h"
#include "backends/sim/sim.h"
#include "backends/sim/text/text.h"
#include "core/formats/journal/plan_json.h"
#include "core/formats/json/op_json.h"
#include "core/formats/site/site_file.h"
#include "core/procedures/procedure.h"
#include "core/run/drive.h"
#include "tests/posts_fixture.h"
#include "tests/sparse.h"
#include "tools/report/lines.h"
#include "tools/scenario/sandbox.h"
#include "tools/scenario/scenario.h"

enum { ROOM = 65536, CALLS = 8000, TRIAL_CALLS = 600, PATH = 96 };

static const char posts[] = "scenarios/sites/posts.json";
static const char three[] = "scenarios/sites/three.json";
static const char digest[] = "sha256:5173";

/* Made while that node of the site is dead; 0: none. */
static const struct {
	const char	*site, *job;
	uint32_t	 gone;
} jobs[] = {
	{ posts, "services", 0 },
	{ posts, "services node1", 0 },
	{ posts, "services node2", 0 },
	{ posts, "create ldom1", 0 },
	{ posts, "create ldom1 --no-test", 0 },
	{ posts, "switch ldom1", 0 },
	{ posts, "switch ldom1 --to node2", 0 },
	{ posts, "switch system1", 0 },
	{ posts, "p2v system1", 0 },
	{ posts, "p2v system1 --keep-iso", 0 },
	{ posts, "p2v system1 --phase convert", 0 },
	{ posts, "migrate ldom1", 0 },
	{ posts, "maintain ldom1 --set vcpus=12 --set memory=12G", 0 },
	{ posts, "maintain ldom1 --set vcpus=24 --set crypto=2", 0 },
	{ posts, "maintain ldom1 --set hostid=1f --locks", 0 },
	{ posts, "retire ldom1 --destroy-data d14", 0 },
	{ three, "services", 0 },
	{ three, "services alpha gamma", 0 },
	{ three, "create db", 0 },
	{ three, "create web1 --no-test", 0 },
	{ three, "create old", 0 },
	{ three, "create test", 0 },
	{ three, "switch db", 0 },
	{ three, "switch app --to gamma", 0 },
	{ three, "switch web1", 0 },
	{ three, "switch web2 --to beta", 0 },
	{ three, "switch test", 0 },
	{ posts, "create ldom1", 1 },
	{ posts, "p2v system1", 2 },
	{ posts, "retire ldom1", 2 },
	{ three, "create web1", 3 },
	{ three, "services", 2 },
};

enum { JOBS = sizeof(jobs) / sizeof(jobs[0]) };

/* A site of its own for each reading, as each process has one. */
struct reader {
	struct arena	 arena;
	struct site	*site;
	struct lines	 lines;
	struct job	 job;
};

static void
reader_open(struct reader *reader, const char *path)
{
	struct mistakes mistakes = { 0 };
	FILE *file = fopen(path, "r");
	char *text;
	size_t n;

	*reader = (struct reader){ 0 };
	text = arena_take(&reader->arena, ROOM, 1);
	assert_non_null(file);
	n = fread(text, 1, ROOM, file);
	fclose(file);
	reader->site = site_read(&reader->arena, path, text, n, &mistakes);
	assert_non_null(reader->site);
	lines_make(&reader->arena, &reader->lines, &(struct stream){
	    .site = reader->site, .mode = "rehearse",
	    .site_digest = digest, .seed = 1 });
}

static void
reader_close(struct reader *reader)
{
	arena_drop(&reader->arena);
}

/* Where the job of the plan begins, on a simulated site. */
static void
site_play(struct reader *reader, struct sandbox *sandbox, const char *line,
    uint32_t gone)
{
	struct err err = { 0 };
	const struct site_guest *row;

	if (!job_read_line(&reader->arena, reader->site, line, &reader->job,
	    &err))
		fail_msg("%s: %s", line, err.text);
	sandbox_make(sandbox, &reader->arena, reader->site,
	    reader->job.procedure->begin, 1);
	row = &reader->site->guests[reader->job.guest];
	if (reader->job.procedure->guest_begin == NOW_CLUSTERED &&
	    row->now == NOW_ABSENT)
		sim_put(sandbox->simulated.sim, reader->job.guest,
		    NOW_CLUSTERED,
		    row->node[0]);
	if (gone != 0) {
		node_power_off(sandbox->simulated.sim, gone);
		sandbox_advance(sandbox, 3600000);
	}
	sandbox_zero(sandbox);
}

/* The plan of a job as JSON, made with what the site's view says. */
static json_t *
saved_without(const char *site, const char *line, uint32_t gone)
{
	struct wording wording;
	struct reader reader;
	struct sandbox sandbox;
	struct err err = { 0 };
	struct plan *plan;
	json_t *json;

	reader_open(&reader, site);
	site_play(&reader, &sandbox, line, gone);
	plan = session_plan(&sandbox.session, &reader.job, &err);
	if (plan == NULL)
		fail_msg("%s: %s", line, err.text);
	wording = lines_wording(&reader.lines);
	json = plan_json(plan, &wording, digest);
	assert_int_equal(plan->left_out, gone != 0 ? (uint64_t)1 << gone : 0);
	sandbox_drop(&sandbox);
	reader_close(&reader);
	return json;
}

static json_t *
saved(const char *site, const char *line)
{
	return saved_without(site, line, 0);
}

static char *
written(struct reader *reader, const struct plan *plan)
{
	struct wording wording = lines_wording(&reader->lines);
	json_t *json = plan_json(plan, &wording, digest);
	char *text = json_dumps(json, JSON_COMPACT);

	json_decref(json);
	return text;
}

static void
a_saved_plan_is_read_back_and_written_as_the_same_bytes(void **state)
{
	(void)state;
	for (size_t i = 0; i < JOBS; i++) {
		json_t *json = saved_without(jobs[i].site, jobs[i].job,
		    jobs[i].gone);
		char *text = json_dumps(json, JSON_COMPACT), *again;
		struct err err = { 0 };
		struct reader reader;
		struct plan *plan;
		bool same = false;

		reader_open(&reader, jobs[i].site);
		plan = plan_read(&reader.arena, reader.site, json, &same,
		    &err);
		if (plan == NULL)
			fail_msg("%s: %s", jobs[i].job, err.text);
		assert_true(same);
		again = written(&reader, plan);
		assert_string_equal(again, text);
		free(again);
		free(text);
		json_decref(json);
		reader_close(&reader);
	}
	print_message("%d plans were read back\n", JOBS);
}

/* What a plan leads to: its operations as text, and the world at the end. */
struct played {
	char		*replay;
	size_t		 size;
	char		*world;
	enum ending	 ending;
	unsigned	 calls;
};

static void
played_take(struct reader *reader, struct sandbox *sandbox,
    const struct plan *plan, unsigned calls, struct played *played)
{
	struct run *run = arena_take(&reader->arena, 1, sizeof(*run));
	FILE *out = open_memstream(&played->replay, &played->size);
	struct lines lines;

	assert_non_null(out);
	lines_make(&reader->arena, &lines, &(struct stream){
	    .site = reader->site, .mode = "rehearse",
	    .site_digest = digest, .seed = 1 });
	lines.out = out;
	drive_begin(plan, run, 0, &lines.sink);
	while (played->calls < calls && drive_step(plan, run,
	    sandbox->session.top,
	    &lines.sink))
		played->calls++;
	fclose(out);
	played->ending = (enum ending)run->ending;
	played->world = sim_text(sandbox->simulated.sim, &(size_t){ 0 });
}

static void
played_drop(struct played *played)
{
	free(played->replay);
	free(played->world);
}

/* json NULL: the plan is made. */
static struct played
played_of(size_t row, const json_t *json)
{
	struct played played = { 0 };
	struct err err = { 0 };
	struct reader reader;
	struct sandbox sandbox;
	struct plan *plan;

	reader_open(&reader, jobs[row].site);
	site_play(&reader, &sandbox, jobs[row].job, jobs[row].gone);
	plan = json == NULL ?
	    session_plan(&sandbox.session, &reader.job, &err) :
	    plan_read(&reader.arena, reader.site, json, NULL, &err);
	if (plan == NULL)
		fail_msg("%s: %s", jobs[row].job, err.text);
	played_take(&reader, &sandbox, plan, CALLS, &played);
	sandbox_drop(&sandbox);
	reader_close(&reader);
	return played;
}

static void
a_run_of_a_read_plan_does_what_that_of_the_made_one_does(void **state)
{
	unsigned calls = 0, arrived = 0;

	(void)state;
	for (size_t i = 0; i < JOBS; i++) {
		json_t *json = saved_without(jobs[i].site, jobs[i].job,
		    jobs[i].gone);
		struct played made = played_of(i, NULL);
		struct played read = played_of(i, json);

		assert_string_equal(made.replay, read.replay);
		assert_string_equal(made.world, read.world);
		assert_int_equal(made.ending, read.ending);
		assert_int_not_equal(made.ending, GOING);
		arrived += made.ending == ARRIVED;
		calls += made.calls;
		played_drop(&made);
		played_drop(&read);
		json_decref(json);
	}
	assert_true(arrived > JOBS / 2);
	print_message("%d plans, %u operations each way, %u arrived\n", JOBS,
	    calls, arrived);
}

/* The value at "steps[3].op.name"; the thing that it is in, and its key. */
static json_t *
value_at(json_t *at, const char *path, json_t **in, char key[PATH],
    size_t *index)
{
	while (*path != '\0') {
		size_t n = strcspn(path, ".[");

		*in = at;
		if (*path == '[') {
			*index = strtoul(path + 1, NULL, 10);
			at = json_array_get(at, *index);
			path += strcspn(path, "]") + 1;
			*key = '\0';
		} else {
			snprintf(key, PATH, "%.*s", (int)n, path);
			at = json_object_get(at, key);
			path += n;
		}
		path += *path == '.';
	}
	return at;
}

/* text NULL: taken out. */
static void
edit(json_t *json, const char *path, const char *text)
{
	char key[PATH] = "";
	json_t *in = json, *value = NULL;
	size_t index = 0;

	value_at(json, path, &in, key, &index);
	if (text != NULL)
		value = json_loads(text, JSON_DECODE_ANY, NULL);
	assert_true(text == NULL || value != NULL);
	if (*key == '\0' && value != NULL)
		assert_int_equal(json_array_set_new(in, index, value), 0);
	else if (*key == '\0')
		assert_int_equal(json_array_remove(in, index), 0);
	else if (value != NULL)
		assert_int_equal(json_object_set_new(in, key, value), 0);
	else
		assert_int_equal(json_object_del(in, key), 0);
}

static void
a_plan_that_was_edited_is_reported_as_edited(void **state)
{
	static const struct {
		const char	*path, *text;
	} edits[] = {
		{ "steps[0].why", "\"because I say so\"" },
		{ "steps[1].limit_ms", "1000" },
		{ "steps[1].expected_ms", "1" },
		{ "steps[0].command", "[]" },
		{ "steps[0].command[0]", "\"rm\"" },
		{ "steps[2].savepoint", "true" },
		{ "steps[2].guarded", "false" },
		{ "steps[2].undo", "[]" },
		{ "steps[2]", NULL },
		{ "checks[0]", NULL },
		{ "checks", "[]" },
		{ "digest", "\"sha256:00\"" },
		{ "digest", NULL },
		{ "digest", "7" },
		{ "site_digest", "\"\"" },
		{ "downtime_ms.ldom1", "0" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(edits) / sizeof(edits[0]); i++) {
		json_t *json = saved(posts, "switch ldom1");
		struct err err = { 0 };
		struct reader reader;
		bool same = true;

		edit(json, edits[i].path, edits[i].text);
		reader_open(&reader, posts);
		if (plan_read(&reader.arena, reader.site, json, &same,
		    &err) == NULL)
			fail_msg("%s: %s", edits[i].path, err.text);
		if (same)
			fail_msg("%s: nobody noticed", edits[i].path);
		reader_close(&reader);
		json_decref(json);
	}
	print_message("%u edits were noticed\n",
	    (unsigned)(sizeof(edits) / sizeof(edits[0])));
}

/* Keys in another order are no edit: the digest is over sorted keys. */
static void
another_order_of_keys_is_no_edit(void **state)
{
	json_t *json = saved(posts, "switch ldom1"), *sorted;
	char *text = json_dumps(json, JSON_SORT_KEYS | JSON_INDENT(2));
	struct err err = { 0 };
	struct reader reader;
	bool same = false;

	(void)state;
	sorted = json_loads(text, 0, NULL);
	reader_open(&reader, posts);
	assert_non_null(plan_read(&reader.arena, reader.site, sorted, &same,
	    &err));
	assert_true(same);
	reader_close(&reader);
	json_decref(sorted);
	json_decref(json);
	free(text);
}

/* The code when it is refused; and where, what. */
static void
refused(const char *site, const char *job, const char *path, const char *text,
    enum err_code code, const char *fragment)
{
	json_t *json = saved(site, job);
	struct err err = { 0 };
	struct reader reader;

	edit(json, path, text);
	reader_open(&reader, site);
	if (plan_read(&reader.arena, reader.site, json, NULL, &err) != NULL)
		fail_msg("%s = %s: was believed", path, text != NULL ? text :
		    "(taken out)");
	if (err.code != code || strstr(err.text, fragment) == NULL)
		fail_msg("%s = %s: %s: %s", path, text != NULL ? text :
		    "(taken out)", err_table[err.code].name, err.text);
	reader_close(&reader);
	json_decref(json);
}

static const struct {
	const char	*path, *text, *fragment;
} mistakes[] = {
	{ "format", NULL, "a plan of format 1" },
	{ "format", "2", "a plan of format 1" },
	{ "format", "\"1\"", "a plan of format 1" },
	{ "plan", NULL, "a plan of format 1" },
	{ "plan", "\"create ldom1\"", "plan: expected the job of" },
	{ "plan", "\"switch system1\"", "plan: expected the job of" },
	{ "plan", "\"\"", "plan: expected the job of" },
	{ "procedure", NULL, "procedure: expected the name" },
	{ "procedure", "\"fly\"", "procedure: expected the name" },
	{ "procedure", "\"create\"", "plan: expected the job of" },
	{ "guest", "\"ldom9\"", "guest: expected a guest of the site" },
	{ "guest", "\"system1\"", "plan: expected the job of" },
	{ "guest", NULL, "guest: expected a guest" },
	{ "guest", "7", "guest: expected a guest" },
	{ "from", "\"node9\"", "from: expected a node" },
	{ "to", "\"ldom1\"", "to: expected a node" },
	{ "left_out", "[]", "left_out: expected names of nodes" },
	{ "left_out", "[\"node1\",\"node1\"]", "left_out: expected names" },
	{ "left_out", "[\"ldom1\"]", "left_out: expected names of nodes" },
	{ "left_out", "\"node1\"", "left_out: expected names of nodes" },
	{ "phases", "7", "phases: expected a list" },
	{ "phases", "[]", "steps[0].phase: expected one of" },
	{ "phases[0].phase", "null", "phases[0].phase: expected a name" },
	{ "phases[0].why", NULL, "phases[0].phase: expected a name" },
	{ "phases[0].phase", "\"other\"", "steps[0].phase: expected one" },
	{ "checks", NULL, "checks: expected a list" },
	{ "checks[0]", "\"room\"", "checks[0].check: expected" },
	{ "checks[2].code", "\"no-such-code\"", "checks[2].check: expected" },
	{ "checks[1].expect", NULL, "checks[1].check: expected" },
	{ "checks[1].question.name", "\"group-switch\"", "checks[1].check" },
	{ "checks[1].answer", "[]", "checks[1].check: expected" },
	{ "checks[1].answer.states[0]", "\"here\"", "checks[1].check" },
	{ "checks[1].answer.state", "\"online\"", "checks[1].check" },
	{ "steps", "{}", "steps: expected a list" },
	{ "steps", "[]", "steps: expected at least one" },
	{ "steps[0]", "null", "steps[0].phase" },
	{ "steps[0].step", NULL, "steps[0].step: expected a name" },
	{ "steps[0].step", "\"\"", "steps[0].step: expected a name" },
	{ "steps[1].step", "\"save\"", "steps[1].step: expected another" },
	{ "steps[0].why", NULL, "steps[0].step: expected a name, and why" },
	{ "steps[1].phase", "\"nowhere\"", "steps[1].phase: expected" },
	{ "steps[0].op.name", "\"guest-fly\"", "steps[0].op: expected" },
	{ "steps[0].op.name", "\"guest-state\"", "steps[0].op: expected" },
	{ "steps[0].op.name", "\"pause\"", "steps[0].op: expected" },
	{ "steps[0].op", NULL, "steps[0].op: expected a change, a" },
	{ "steps[0].op", "\"guest-save\"", "steps[0].op: expected" },
	{ "steps[0].op.guest", "\"ldom9\"", "steps[0].op: expected" },
	{ "steps[0].op.guest", NULL, "steps[0].op: expected" },
	{ "steps[0].op.on", "\"node3\"", "steps[0].op: expected" },
	{ "steps[0].op.on", "\"guest:nobody\"", "steps[0].op: expected" },
	{ "steps[0].op.geust", "\"ldom1\"", "steps[0].op: expected" },
	{ "steps[0].op.device", "\"d14\"", "steps[0].op: expected" },
	{ "steps[0].op.forced", "\"yes\"", "steps[0].op: expected" },
	{ "steps[0].op.size", "\"1G\"", "steps[0].op: expected" },
	{ "steps[2].op.to", "\"\"", "steps[2].op: expected" },
	{ "steps[0].limit_ms", "0", "steps[0].limit_ms: expected" },
	{ "steps[0].limit_ms", "-1", "steps[0].limit_ms: expected" },
	{ "steps[0].limit_ms", "126144000001", "steps[0].limit_ms" },
	{ "steps[0].limit_ms", "1.5", "steps[0].limit_ms: expected" },
	{ "steps[0].limit_ms", NULL, "steps[0].limit_ms: expected" },
	{ "steps[0].expected_ms", "-1", "steps[0].expected_ms: expected" },
	{ "steps[1].expected_ms", "9223372036854775807",
	    "steps[1].expected_ms: expected" },
	{ "steps[1].downtime_ms", "\"long\"", "steps[1].downtime_ms" },
	{ "steps[0].guarded", "1", "steps[0].guarded: expected true or" },
	{ "steps[0].always", NULL, "steps[0].always: expected true or" },
	{ "colour", "\"blue\"", "colour: expected no key of that name" },
	{ "phases[0].wy", "\"\"", "phases[0].wy: expected no key" },
	{ "checks[0].warn", "true", "checks[0].warn: expected no key" },
	{ "checks[0].warns", "\"yes\"", "checks[0].warns: expected true" },
	{ "checks[0].warns", "false", "checks[0].warns: expected true" },
	{ "steps[0].unles", "{}", "steps[0].unles: expected no key" },
	{ "steps[0].input", "\"x\"", "steps[0].input: expected no key" },
	{ "steps[0].decide[0].pol", "\"\"", "steps[0].pol: expected no key" },
	{ "steps[0].decide[0].pool", "5", "steps[0].decide: expected a pool" },
	{ "steps[0].decide[0].pool", "\"zpool_ldom9\"",
	    "steps[0].decide: expected a pool of the site" },
	{ "steps[0].decide", "[]", "steps[0].decide: expected what settles" },
	{ "steps[0].decide", NULL, "steps[0].decide: expected a list" },
	{ "steps[0].decide[0].question", NULL, "steps[0].decide: expected" },
	{ "steps[0].decide[0].answer", NULL, "steps[0].decide: expected" },
	{ "steps[0].decide[0].answer.states", "\"present\"",
	    "steps[0].decide: expected" },
	{ "steps[2].decide[0].answer.on", "7", "steps[2].decide: expected" },
	{ "steps[2].decide[0].answer.on", "\"node3\"",
	    "steps[2].decide: expected" },
	{ "steps[3].decide[0].question.on", "\"guest:ldom1\"",
	    "steps[3].decide: expected a question" },
	{ "steps[1].leave", "7", "steps[1].leave: expected a list" },
	{ "steps[2].needs", "\"none\"", "steps[2].needs: expected a list" },
	{ "steps[0].unless", "{}", "steps[0].unless: expected" },
	{ "steps[0].unless", "[]", "steps[0].unless: expected a list of two" },
	{ "point_of_no_return", NULL, "point_of_no_return: expected" },
	{ "point_of_no_return", "\"never\"", "point_of_no_return: expected" },
	{ "point_of_no_return", "true", "point_of_no_return: expected" },
};

static void
a_planted_mistake_is_reported_with_its_place(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(mistakes) / sizeof(mistakes[0]); i++)
		refused(posts, "switch ldom1", mistakes[i].path,
		    mistakes[i].text, ERR_FILE_INVALID,
		    mistakes[i].fragment);
	refused(posts, "create ldom1", "steps[1].phase", "\"services\"",
	    ERR_FILE_INVALID, "steps[2].phase: expected one of \"phases\", "
	    "in order");
	refused(posts, "create ldom1", "steps[1].needs[0].pool",
	    "\"zpool_ldom1\"", ERR_FILE_INVALID,
	    "steps[1].pool: expected no key of that name");
	print_message("%u planted mistakes were reported\n", (unsigned)(2 +
	    sizeof(mistakes) / sizeof(mistakes[0])));
}

/* The list, made that long by copies of its first; each with a name. */
static void
lengthen(json_t *json, const char *path, const char *name, size_t count)
{
	char key[PATH], text[PATH];
	json_t *in = json, *list;
	size_t index;

	list = value_at(json, path, &in, key, &index);
	while (json_array_size(list) < count) {
		json_t *copy = json_deep_copy(json_array_get(list, 0));

		snprintf(text, sizeof(text), "x%u",
		    (unsigned)json_array_size(list));
		if (name != NULL)
			json_object_set_new(copy, name, json_string(text));
		json_array_append_new(list, copy);
	}
}

static void
a_plan_that_is_too_long_is_refused_and_a_full_one_is_read(void **state)
{
	static const struct {
		const char	*path, *name;
		size_t		 most;
	} lists[] = {
		{ "phases", "phase", PLAN_PHASES },
		{ "checks", NULL, PLAN_CHECKS },
		{ "steps", "step", PLAN_STEPS },
		{ "steps[0].decide", NULL, PLAN_DECIDES },
		{ "steps[0].leave", NULL, PLAN_DECIDES },
	};

	(void)state;
	for (size_t i = 0; i < 2 * sizeof(lists) / sizeof(lists[0]); i++) {
		json_t *json = saved(posts, "services node1");
		size_t more = i % 2;
		struct err err = { 0 };
		struct reader reader;
		bool read;

		edit(json, "steps[0].leave", "[]");
		json_array_append(json_object_get(json_array_get(
		    json_object_get(json, "steps"), 0), "leave"),
		    json_array_get(json_object_get(json_array_get(
		    json_object_get(json, "steps"), 0), "decide"), 0));
		lengthen(json, lists[i / 2].path, lists[i / 2].name,
		    lists[i / 2].most + more);
		reader_open(&reader, posts);
		read = plan_read(&reader.arena, reader.site, json, NULL,
		    &err) != NULL;
		if (read == (more != 0))
			fail_msg("%s, %u of them: %s", lists[i / 2].path,
			    (unsigned)(lists[i / 2].most + more), err.text);
		if (!read)
			assert_int_equal(err.code, ERR_TOO_MANY);
		reader_close(&reader);
		json_decref(json);
	}
}

/* A site that has none of the plan's guests, nodes and devices. */
static void
a_plan_of_another_site_is_refused(void **state)
{
	unsigned refusals = 0;

	(void)state;
	for (size_t i = 0; i < JOBS; i++) {
		const char *other = jobs[i].site == posts ? three : posts;
		json_t *json = saved_without(jobs[i].site, jobs[i].job,
		    jobs[i].gone);
		struct err err = { 0 };
		struct reader reader;

		reader_open(&reader, other);
		if (plan_read(&reader.arena, reader.site, json, NULL, &err) !=
		    NULL)
			fail_msg("%s: believed by %s", jobs[i].job, other);
		assert_int_equal(err.code, ERR_FILE_INVALID);
		refusals++;
		reader_close(&reader);
		json_decref(json);
	}
	assert_int_equal(refusals, JOBS);
}

/* What a value is replaced by: of each type, and of each kind of name. */
static const char *const others[] = { NULL, "null", "\"\"", "\"nonsense\"",
    "0", "-1", "9223372036854775807", "1.5", "true", "[]", "{}", "\"node1\"",
    "\"guest:ldom1\"", "\"source:system1\"", "\"9223372036854775807\"",
    "\"16777215T\"", "[\"up\"]" };

/* Under the sanitizers some of them: neither their number nor what a plan has
 * of one sort is a multiple of it. */
enum { OTHERS = sizeof(others) / sizeof(others[0]),
    COARSE = SPARSE == 1 ? 1 : 23, MANY = 500 / COARSE };

struct trial {
	const json_t	*plan;
	unsigned	 seen, every;
	unsigned	 tried, refused, carried_out;
};

/* Refused with its place, or carried out: never anything else. */
static void
trial_play(struct trial *trial, const char *path, const char *text)
{
	json_t *json = json_deep_copy(trial->plan);
	struct played played = { 0 };
	struct err err = { 0 };
	struct reader reader;
	struct sandbox sandbox;
	struct plan *plan;

	edit(json, path, text);
	reader_open(&reader, posts);
	site_play(&reader, &sandbox, json_string_value(json_object_get(
	    trial->plan, "plan")), 0);
	plan = plan_read(&reader.arena, reader.site, json, NULL, &err);
	trial->tried++;
	if (plan == NULL && (err.code != ERR_FILE_INVALID || *err.text ==
	    '\0'))
		fail_msg("%s = %s: %s: %s", path, text, err_table[err.code]
		    .name, err.text);
	if (plan != NULL) {
		played_take(&reader, &sandbox, plan, TRIAL_CALLS, &played);
		trial->carried_out++;
		played_drop(&played);
	}
	trial->refused += plan == NULL;
	sandbox_drop(&sandbox);
	reader_close(&reader);
	json_decref(json);
}

static void
trial_walk(struct trial *trial, json_t *at, const char *path)
{
	char more[PATH];
	const char *key;
	json_t *value;
	size_t i;

	for (i = 0; *path != '\0' && i < OTHERS; i++)
		if (trial->seen++ % trial->every == 0)
			trial_play(trial, path, others[i]);
	if (json_is_object(at))
		json_object_foreach(at, key, value) {
			snprintf(more, sizeof(more), "%s%s%s", path,
			    *path != '\0' ? "." : "", key);
			trial_walk(trial, value, more);
		}
	if (json_is_array(at))
		json_array_foreach(at, i, value) {
			snprintf(more, sizeof(more), "%s[%u]", path,
			    (unsigned)i);
			trial_walk(trial, value, more);
		}
}

/* Every value of a plan replaced by every other sort of value. */
static void
whatever_is_edited_a_plan_is_refused_or_carried_out(void **state)
{
	static const struct {
		const char	*job;
		unsigned	 every;
	} plans[] = { { "switch ldom1", 5 }, { "services", 13 },
	    { "create ldom1", 151 } };
	struct trial trial = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(plans) / sizeof(plans[0]); i++) {
		json_t *json = saved(posts, plans[i].job);

		trial.plan = json;
		trial.every = plans[i].every * COARSE;
		trial_walk(&trial, json, "");
		json_decref(json);
	}
	assert_true(trial.refused > MANY && trial.carried_out > MANY);
	print_message("%u values replaced: %u refused, %u carried out\n",
	    trial.tried, trial.refused, trial.carried_out);
}

/* Whoever can compute hashes can write any answer. */
static void
a_value_is_no_answer_to_a_question_that_has_none(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	unsigned asked = 0;

	(void)state;
	for (unsigned k = 1; k < OP_KINDS; k++) {
		const struct op op = { .kind = k };
		json_t *json = json_pack("{s:s,s:s}", "state", state_name(
		    STATE_ABSENT), "value", "x");
		struct answer answer;

		if (op_table[k].question &&
		    op_answer_kind(&op) == KIND_NONE) {
			assert_false(answer_read(site->names, &op, json,
			    &answer));
			asked++;
		}
		json_decref(json);
	}
	assert_true(asked > 0);
	arena_drop(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(
	    a_saved_plan_is_read_back_and_written_as_the_same_bytes),
	    cmocka_unit_test(
	    a_run_of_a_read_plan_does_what_that_of_the_made_one_does),
	    cmocka_unit_test(a_plan_that_was_edited_is_reported_as_edited),
	    cmocka_unit_test(another_order_of_keys_is_no_edit),
	    cmocka_unit_test(a_planted_mistake_is_reported_with_its_place),
	    cmocka_unit_test(
	    a_plan_that_is_too_long_is_refused_and_a_full_one_is_read),
	    cmocka_unit_test(a_plan_of_another_site_is_refused),
	    cmocka_unit_test(
		a_value_is_no_answer_to_a_question_that_has_none),
	    cmocka_unit_test(
	    whatever_is_edited_a_plan_is_refused_or_carried_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
