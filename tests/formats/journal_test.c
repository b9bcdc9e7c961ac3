/*
 * Journals: from every prefix of every journal the run is folded that wrote
 * it; every other damage is refused.
 *
 * Of the prefixes each journal takes every third in turn, so that neighbours
 * are in journals that are alike; and a fault strikes an operation in some of
 * the ways that there are.  With THOROUGH=yes it is all of them (make strace).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "backends/sim/sim.h"
#include "core/formats/journal/journal.h"
#include "core/formats/site/site_file.h"
#include "core/procedures/procedure.h"
#include "core/run/drive.h"
#include "tests/sparse.h"
#include "tools/report/lines.h"
#include "tools/scenario/happened.h"
#include "tools/scenario/sandbox.h"
#include "tools/scenario/scenario.h"
#include "tools/session/reading.h"
#include "tools/session/writer.h"
#include "tools/verbs.h"

enum { ROOM = 65536, CALLS = 8000, SHOTS = 4000, TEXT = 1 << 21, PATH = 96,
    BREAKS = 3, THIRD = 3, SEVENTH = 7 };

/* Short, so that each of its bytes can be damaged. */
static const char tiny[] =
    "{ \"site\": \"tiny\",\n"
    "  \"nodes\": [ { \"name\": \"node1\", \"vcpus\": 64,"
    " \"memory\": \"64G\" },\n"
    "    { \"name\": \"node2\", \"vcpus\": 64, \"memory\": \"64G\" } ],\n"
    "  \"devices\": [ { \"name\": \"d14\", \"size\": \"60G\","
    " \"slice\": 6 } ],\n"
    "  \"services\": { \"vds\": [ { \"name\": \"primary-vds0\" } ],\n"
    "    \"vsw\": [ { \"name\": \"primary-vsw0\","
    " \"net_dev\": \"nxge0\" } ],\n"
    "    \"vcc\": [ { \"name\": \"primary-vcc0\","
    " \"ports\": \"5000-5063\" } ] },\n"
    "  \"files\": [ { \"file\": \"/pfile\", \"use\": \"password\" } ],\n"
    "  \"guests\": [ { \"name\": \"ldom1\", \"vcpus\": 4,"
    " \"memory\": \"4G\",\n"
    "    \"pool\": { \"name\": \"zpool_ldom1\", \"device\": \"d14\" },\n"
    "    \"disks\": [ { \"size\": \"20G\" } ],\n"
    "    \"nets\": [ { \"vsw\": \"primary-vsw0\" } ] } ] }\n";

/* The run as it was when so many records were written.  Only one branch at a
 * time is under way: their memory is the same. */
struct shot {
	size_t		 records;
	struct run	 run;
};

static struct shot shots[SHOTS];

/* A run that keeps a journal, is interrupted and is resumed. */
struct branch {
	struct arena	 arena;
	char		 above[PATH], path[PATH];
	const char	*site_text, *job, *fault;
	struct site	*site;
	struct sandbox	*sandbox;
	struct plan	*plan;
	struct run	*run;
	struct lines	 lines;
	struct folder	 folder;
	struct writer	 writer;
	struct holder	 holder;
	char		 digest[SITE_DIGEST_ROOM];
	size_t		 shot_count;	/* of shots */
	unsigned	 breaks;
	int64_t		 crash_before, crash_after;
	int64_t		 crash_again;	/* of those that a resume writes */
	int64_t		 later_ms;	/* it is resumed this much later */
};

static const char *
posts_text(struct arena *arena)
{
	char *text = arena_take(arena, ROOM, 1);
	FILE *file = fopen("scenarios/sites/posts.json", "r");

	assert_non_null(file);
	assert_int_not_equal(fread(text, 1, ROOM - 1, file), 0);
	fclose(file);
	return text;
}

static void
site_play(struct branch *branch, struct job *job)
{
	const struct language language = { &branch->arena,
	    branch->site->names, &scenario_vocabulary, NULL };
	struct err err = { 0 };
	struct wrong wrong;
	struct fault fault;

	branch->sandbox = arena_take(&branch->arena, 1,
	    sizeof(*branch->sandbox));
	assert_true(job_read_line(
	    &branch->arena, branch->site, branch->job, job, &err));
	sandbox_make(branch->sandbox, &branch->arena, branch->site,
	    job->procedure->begin, 1);
	if (job->procedure->guest_begin != NOW_ABSENT)
		sim_put(branch->sandbox->simulated.sim, job->guest,
		    job->procedure->guest_begin, 1);
	assert_true(happened_play(branch->sandbox, job, &err));
	if (branch->plan == NULL)
		branch->plan = session_plan(&branch->sandbox->session, job,
		    &err);
	if (branch->plan == NULL)
		fail_msg("%s: %s", branch->job, err.text);
	sandbox_zero(branch->sandbox);
	if (branch->fault == NULL)
		return;
	if (!phrase_fault(&language, branch->fault, &fault, &wrong) ||
	    !sandbox_arm(branch->sandbox, &fault, &err))
		fail_msg("%s: %s", branch->fault, err.text);
}

static void
shoot(struct branch *branch, size_t records)
{
	assert_true(branch->shot_count < SHOTS);
	shots[branch->shot_count].records = records;
	shots[branch->shot_count++].run = *branch->run;
}

static void
writer_begin(struct branch *branch)
{
	writer_make(&branch->writer, branch->sandbox->session.top, NULL,
	    branch->plan, branch->run);
	branch->writer.folder = &branch->folder;
	branch->writer.wording = lines_wording(&branch->lines);
	branch->writer.ended = &branch->sandbox->session.faults.ended;
}

static void
opening_write(struct branch *branch)
{
	const struct opening opening = { .holder = &branch->holder,
	    .mode = "rehearse", .site_text = branch->site_text,
	    .site_size = strlen(branch->site_text),
	    .site_digest = branch->digest, .seed = 1, .faults = &branch->fault,
	    .fault_count = branch->fault != NULL };
	struct wording wording = lines_wording(&branch->lines);
	json_t *json = plan_json(branch->plan, &wording, branch->digest);

	assert_true(writer_open(&branch->writer, &opening, json));
	json_decref(json);
}

/* Its records are known by their numbers. */
static const char without_locks[] = "switch ldom1";

static void
branch_open(struct branch *branch, const char *site_text, const char *line,
    const char *fault)
{
	struct mistakes mistakes = { 0 };
	struct job read;
	char *text;

	/* With locks, as a real run. */
	*branch = (struct branch){ .site_text = site_text, .fault = fault,
	    .crash_before = -1, .crash_after = -1,
	    .crash_again = -1,
	    .holder = { "somebody", "somewhere", "", "now", 1 } };
	branch->job = arena_format(&branch->arena, "%s%s", line,
	    line == without_locks ? "" : " --locks");
	if (site_text == NULL)
		branch->site_text = posts_text(&branch->arena);
	snprintf(branch->above, PATH, "%.60s/domferry-journal-XXXXXX",
	    getenv("TMPDIR") != NULL ? getenv("TMPDIR") : "/tmp");
	assert_non_null(mkdtemp(branch->above));
	snprintf(branch->path, PATH, "%.80s/run", branch->above);
	text = arena_text(&branch->arena, branch->site_text,
	    strlen(branch->site_text));
	branch->site = site_read(&branch->arena, "site", text, strlen(text),
	    &mistakes);
	if (branch->site == NULL)
		fail_msg("%s", mistakes.list[0].text);
	memcpy(branch->digest, "sha256:", 7);
	digest_hex(branch->site_text, strlen(branch->site_text),
	    branch->digest + 7);
	branch->run = arena_take(&branch->arena, 1, sizeof(*branch->run));
	lines_make(&branch->arena, &branch->lines, &(struct stream){
	    .site = branch->site, .mode = "rehearse",
	    .site_digest = branch->digest, .seed = 1 });
	site_play(branch, &read);
}

static void
branch_begin(struct branch *branch)
{
	struct err err = { 0 };

	if (!folder_make(&branch->folder, branch->path, folder_journal,
	    &branch->holder, &err))
		fail_msg("%s", err.text);
	writer_begin(branch);
	opening_write(branch);
	branch->writer.crash_before = branch->crash_before;
	branch->writer.crash_after = branch->crash_after;
	drive_begin(branch->plan, branch->run, 0, &branch->writer.sink);
	shoot(branch, 2);
}

static void
branch_close(struct branch *branch)
{
	static const char *const names[] = { "journal.jsonl", "lock",
	    "remaining.txt", "reserve", "events.jsonl", "report.txt" };
	char path[2 * PATH];

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		snprintf(path, sizeof(path), "%s/%s", branch->path, names[i]);
		unlink(path);
	}
	rmdir(branch->path);
	rmdir(branch->above);
	sandbox_drop(branch->sandbox);
	folder_close(&branch->folder);
	arena_drop(&branch->arena);
}

/*
 * On until it ends or breaks off.  A step counts when its answer or
 * outcome is written; what the run applied after that died with it.
 */
static void
branch_go(struct branch *branch)
{
	struct op op;
	int64_t limit_ms;

	for (int i = 0; i < CALLS && !branch->writer.over &&
	    run_next(branch->plan, branch->run, &op, &limit_ms); i++) {
		bool asks = op_table[op.kind].question ||
		    op.kind == OP_PAUSE;
		int64_t replay = branch->writer.chain.n + (asks ? 1 : 2);

		drive_step(branch->plan, branch->run, &branch->writer.backend,
		    &branch->writer.sink);
		if (branch->writer.chain.n >= replay)
			shoot(branch, (size_t)replay);
	}
}

static char *
journal_text(const struct branch *branch, size_t *size)
{
	char path[2 * PATH], *text = malloc(TEXT);
	FILE *file;

	assert_non_null(text);
	snprintf(path, sizeof(path), "%s/journal.jsonl", branch->path);
	file = fopen(path, "r");
	assert_non_null(file);
	*size = fread(text, 1, TEXT - 1, file);
	fclose(file);
	assert_true(*size < TEXT - 1);
	text[*size] = '\0';
	return text;
}

/* Another domferry takes the run up: all that it knows is the journal. */
static bool
branch_take_up(struct branch *branch, enum decision decision)
{
	struct run *was = branch->run;
	struct err err = { 0 };
	struct journal journal;
	struct job job;
	size_t size;
	char *text = journal_text(branch, &size);
	struct replay replay = { .journal = &journal,
	    .names = branch->site->names };
	int64_t at_ms;
	struct resumption resumption;
	bool taken;

	folder_close(&branch->folder);
	sandbox_drop(branch->sandbox);
	assert_true(folder_open(&branch->folder, branch->path,
	    folder_journal, &branch->holder, &err));
	site_play(branch, &job);
	branch->run = arena_take(&branch->arena, 1, sizeof(*branch->run));
	journal.path = branch->path;
	if (!journal_read(&branch->arena, &journal, text, size, &err))
		fail_msg("%s %s: %s", branch->job, branch->fault, err.text);
	replay.backend.below = branch->sandbox->session.top;
	if (!journal_replay(&replay, branch->run, branch->plan, NULL, &err))
		fail_msg("%s %s: %s", branch->job, branch->fault, err.text);
	branch->sandbox->session.faults.ended = false;
	at_ms = sim_now_ms(branch->sandbox->simulated.sim) + branch->later_ms;
	sandbox_advance(branch->sandbox, at_ms);
	*was = *branch->run;
	resumption = (struct resumption){ replay.lost, decision, at_ms };
	taken = journal_resume(branch->plan, was, &resumption, NULL, &err);
	if (taken) {
		int64_t after = (int64_t)journal.count + (journal.torn != 0) +
		    1;

		writer_begin(branch);
		if (branch->crash_again >= 0)
			branch->writer.crash_after = (int64_t)journal.count +
			    branch->crash_again;
		if (writer_resume(&branch->writer, &journal, &branch->holder,
		    decision == DECIDE_ROLLBACK ? "rollback" : "resume",
		    at_ms))
			journal_resume(branch->plan, branch->run,
			    &resumption, &branch->writer.sink, &err);
		else
			*branch->run = *was;
		assert_memory_equal(was, branch->run, sizeof(*was));
		/* What the decision itself says comes after its record. */
		if (branch->writer.chain.n >= after)
			shoot(branch, (size_t)after);
		branch->breaks++;
	}
	journal_drop(&journal);
	free(text);
	return taken;
}

static const struct run *
shot_at(const struct branch *branch, size_t records)
{
	const struct run *run = NULL;

	for (size_t i = 0; i < branch->shot_count; i++)
		if (shots[i].records <= records)
			run = &shots[i].run;
	return run;
}

struct sum {
	unsigned	 branches, prefixes, records, breaks;
	unsigned	 endings[REFUSED + 1];
};

/* Is the last record an intent, but for what was cut off behind it? */
static bool
ends_open(const struct journal *journal, size_t records)
{
	while (strcmp(journal_type(journal, records - 1), "cut") == 0)
		records--;
	return strcmp(journal_type(journal, records - 1), "intent") == 0;
}

static void
fold(const struct branch *branch, const struct journal *whole, size_t records,
    const struct plan *plan, struct run *run)
{
	struct journal journal = *whole;
	struct replay replay = { .journal = &journal,
	    .names = branch->site->names };
	struct err err = { 0 };

	journal.count = records;
	if (!journal_replay(&replay, run, plan, NULL, &err))
		fail_msg("%s, %s, %u records: %s", branch->job, branch->fault,
		    (unsigned)records, err.text);
	if (replay.lost != ends_open(whole, records))
		fail_msg("%s, %s, %u records: is an answer lost?", branch->job,
		    branch->fault, (unsigned)records);
	if (memcmp(run, shot_at(branch, records), sizeof(*run)) != 0)
		fail_msg("%s, %s, %u records: another run", branch->job,
		    branch->fault, (unsigned)records);
}

/* The records before the first thing that went wrong are those of every
 * journal of the job. */
static size_t
first_trouble(const struct journal *journal)
{
	for (size_t i = 2; i < journal->count; i++) {
		const char *outcome = json_string_value(json_object_get(
		    journal->record[i], "outcome"));

		if (outcome != NULL && strcmp(outcome, "done") != 0)
			return i;
	}
	return 2;
}

/* Fold every prefix from so many records on (0: from the first trouble on);
 * then the branch is over. */
static void
branch_prove(struct branch *branch, size_t from, struct sum *sum)
{
	struct err err = { 0 };
	struct journal journal;
	size_t size;
	char *text = journal_text(branch, &size);
	struct run *run = arena_take(&branch->arena, 1, sizeof(*run));
	struct plan *plan;

	journal.path = branch->path;
	if (!journal_read(&branch->arena, &journal, text, size, &err))
		fail_msg("%s, %s: %s", branch->job, branch->fault, err.text);
	plan = plan_read(&branch->arena, branch->site, json_object_get(
	    journal.record[1], "plan"), NULL, &err);
	assert_non_null(plan);
	from = from != 0 ? from : first_trouble(&journal);
	from += sum->branches % every(SEVENTH);
	for (size_t n = from; n <= journal.count; n += SPARSE * every(SEVENTH),
	    sum->prefixes++)
		fold(branch, &journal, n, plan, run);
	sum->branches++;
	sum->records += (unsigned)journal.count;
	sum->breaks += branch->breaks;
	sum->endings[branch->run->ending]++;
	journal_drop(&journal);
	free(text);
	branch_close(branch);
}

static void
sum_print(const char *what, const struct sum *sum)
{
	print_message("%s: %u journals, %u records, %u prefixes folded; "
	    "%u times resumed; %u arrived, %u returned, %u stuck, "
	    "%u refused\n", what, sum->branches, sum->records, sum->prefixes,
	    sum->breaks, sum->endings[ARRIVED], sum->endings[RETURNED],
	    sum->endings[STUCK], sum->endings[REFUSED]);
}

static const char *const jobs[] = { "services", "switch ldom1",
    "create ldom1" };

enum { JOBS = sizeof(jobs) / sizeof(jobs[0]), CREATE = 2 };

static void
every_prefix_of_an_undisturbed_journal_gives_its_run(void **state)
{
	static const char *const more[] = { "services node1",
	    "create ldom1 --no-test", "migrate ldom1",
	    "maintain ldom1 --set vcpus=12", "retire ldom1", "p2v system1" };
	struct sum sum = { 0 };
	struct branch branch;

	(void)state;
	for (size_t i = 0; i < JOBS + sizeof(more) / sizeof(more[0]); i++) {
		branch_open(&branch, NULL, i < JOBS ? jobs[i] : more[i - JOBS],
		    NULL);
		branch_begin(&branch);
		branch_go(&branch);
		assert_int_equal(branch.run->ending, ARRIVED);
		branch_prove(&branch, 2, &sum);
	}
	sum_print("undisturbed", &sum);
}

/* Struck, perhaps stuck, and resumed until it ends well. */
static void
struck(const char *job, const char *fault, enum decision decision,
    struct sum *sum)
{
	struct branch branch;

	branch_open(&branch, NULL, job, fault);
	branch_begin(&branch);
	branch_go(&branch);
	while (branch.run->ending == STUCK && branch.breaks < BREAKS &&
	    branch_take_up(&branch, decision))
		branch_go(&branch);
	/* What has returned may be tried again, or brought back further. */
	if (branch.run->ending == RETURNED && branch.breaks == 0 &&
	    branch_take_up(&branch, decision))
		branch_go(&branch);
	branch_prove(&branch, 0, sum);
}

static void
every_prefix_of_a_struck_journal_gives_its_run(void **state)
{
	static const char *const faults[] = { "lose %s", "refuse %s",
	    "hang %s", "refuse %s, times always", "hang %s, times always",
	    "lose %s, nth 2", "lie %s" };
	enum { FAULTS = sizeof(faults) / sizeof(faults[0]) };
	struct sum sum = { 0 };
	unsigned many = 0;

	(void)state;
	for (size_t i = 0; i < JOBS; i++) {
		bool seen[OP_KINDS] = { false };
		struct branch branch;
		unsigned turn = 0, ways;

		branch_open(&branch, NULL, jobs[i], NULL);
		for (uint32_t s = 0; s < branch.plan->step_count; s++) {
			uint32_t kind = branch.plan->steps[s].op.kind;

			if (kind == OP_NONE || seen[kind])
				continue;
			seen[kind] = true;
			ways = i == CREATE ? FAULTS : every(THIRD);
			for (unsigned f = turn++ % ways; f < FAULTS;
			    f += ways) {
				char text[PATH];

				if (many++ % SPARSE != 0)
					continue;
				snprintf(text, sizeof(text), faults[f],
				    op_table[kind].name);
				struck(jobs[i], text, DECIDE_RESUME,
				    &sum);
			}
		}
		branch_close(&branch);
	}
	assert_true(sum.breaks * SPARSE > 10);
	sum_print("struck", &sum);
}

/* Nobody answers: stuck; then it is resumed, or rolled back. */
static void
every_prefix_of_a_stuck_journal_gives_its_run(void **state)
{
	static const struct {
		const char	*job, *fault;
	} stuck[] = {
		{ "services", "lose service-state, times 6" },
		{ "services", "lose service-state, nth 9, times 9" },
		{ "services", "lose config-state, times 4" },
		{ "switch ldom1", "lose guest-state, nth 4, times 5" },
		{ "switch ldom1", "lose group-state, nth 3, times 12" },
		{ "switch ldom1", "hang group-switch, times always" },
		{ "create ldom1", "lose pool-state, nth 2, times 5" },
		{ "create ldom1", "lose volume-state, nth 5, times 4" },
		{ "create ldom1", "hang guest-bind, times always" },
	};
	struct sum sum = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(stuck) / sizeof(stuck[0]); i++)
		for (unsigned d = 0; d < 2; d++)
			struck(stuck[i].job, stuck[i].fault, d == 0 ?
			    DECIDE_RESUME : DECIDE_ROLLBACK, &sum);
	assert_true(sum.breaks >= sizeof(stuck) / sizeof(stuck[0]));
	sum_print("stuck", &sum);
}

/* How many records its undisturbed journal has. */
static int64_t
records_of(const char *job)
{
	struct branch branch;
	int64_t n;

	branch_open(&branch, NULL, job, NULL);
	branch_begin(&branch);
	branch_go(&branch);
	n = branch.writer.chain.n;
	branch_close(&branch);
	return n;
}

/* The machine stops in the middle of a line. */
static void
tear(const struct branch *branch)
{
	static const char partial[] = "{\"n\":7,\"type\":\"ans";

	assert_int_equal(write(branch->folder.journal, partial,
	    sizeof(partial) - 1), sizeof(partial) - 1);
}

static void
broken_off(const char *job, int64_t record, bool before,
    enum decision decision, struct sum *sum)
{
	struct branch branch;

	branch_open(&branch, NULL, job, NULL);
	*(before ? &branch.crash_before : &branch.crash_after) = record;
	branch.later_ms = record % 5 * 1000;
	branch_begin(&branch);
	branch_go(&branch);
	assert_true(branch.writer.over);
	if (record % 3 == 0)
		tear(&branch);
	if (branch_take_up(&branch, decision))
		branch_go(&branch);
	if (branch.run->ending != (decision == DECIDE_RESUME ? ARRIVED :
	    RETURNED))
		fail_msg("%s, %s record %d: %s: %s", job, before ? "before" :
		    "after", (int)record, ending_name(
		    (enum ending)branch.run->ending), branch.run->why.text);
	branch_prove(&branch, record > 2 ? (size_t)record : 2, sum);
}

/* Before or after the n-th record; resumed, or rolled back. */
static void
every_prefix_of_a_broken_journal_gives_its_run(void **state)
{
	static const int64_t step[JOBS] = { 2, 1, 29 };
	struct sum sum = { 0 };

	(void)state;
	for (size_t i = 0; i < JOBS; i++) {
		int64_t count = records_of(jobs[i]);

		for (int64_t n = 2; n < count;
		    n += step[i] * SPARSE * every(THIRD)) {
			bool before = n / step[i] % 2 == 0;

			broken_off(jobs[i], n, before, DECIDE_RESUME, &sum);
			broken_off(jobs[i], n, !before, DECIDE_ROLLBACK,
			    &sum);
		}
	}
	sum_print("broken off", &sum);
}

/* It dies again while it takes the run up: after the cut, after it has said
 * that it goes on. */
static void
every_prefix_of_a_twice_broken_journal_gives_its_run(void **state)
{
	struct sum sum = { 0 };
	struct branch branch;

	(void)state;
	for (int64_t n = 33; n < 70; n += SPARSE * every(THIRD))
		for (unsigned how = 0; how < 4; how++) {
			branch_open(&branch, NULL, "switch ldom1", NULL);
			branch.crash_after = n;
			branch_begin(&branch);
			branch_go(&branch);
			tear(&branch);
			branch.crash_again = how % 2;
			assert_true(branch_take_up(&branch, how / 2 == 0 ?
			    DECIDE_RESUME : DECIDE_ROLLBACK));
			assert_true(branch.writer.over);
			branch.crash_again = -1;
			if (branch_take_up(&branch, n % 2 == 0 ? DECIDE_RESUME :
			    DECIDE_ROLLBACK))
				branch_go(&branch);
			assert_true(branch.run->ending == ARRIVED ||
			    branch.run->ending == RETURNED);
			branch_prove(&branch, (size_t)n, &sum);
		}
	sum_print("broken off twice", &sum);
}

/* A journal of its own to be damaged: its bytes, and where its lines are. */
struct sample {
	struct arena	 arena;
	char		*text;
	size_t		 size;
	size_t		 lines;
	size_t		*begin;		/* lines + 1 of them */
};

static void
sample_lines(struct sample *sample)
{
	sample->lines = 0;
	sample->begin = arena_take(&sample->arena, CALLS,
	    sizeof(*sample->begin));
	for (size_t i = 0; i < sample->size; i++)
		if (sample->text[i] == '\n')
			sample->begin[++sample->lines] = i + 1;
}

static void
sample_take(struct sample *sample, const char *site, const char *job,
    int64_t crash_after)
{
	struct branch branch;
	char *text;

	*sample = (struct sample){ 0 };
	branch_open(&branch, site, job, NULL);
	branch.crash_after = crash_after;
	branch_begin(&branch);
	branch_go(&branch);
	text = journal_text(&branch, &sample->size);
	sample->text = arena_text(&sample->arena, text, sample->size);
	free(text);
	sample_lines(sample);
	branch_close(&branch);
}

static bool
sample_read(const char *text, size_t size, struct journal *journal,
    struct err *err)
{
	struct arena arena = { 0 };
	size_t count;
	bool read;

	journal->path = "J";
	read = journal_read(&arena, journal, text, size, err);
	count = journal->count;
	journal_drop(journal);
	journal->count = count;
	arena_drop(&arena);
	return read;
}

static void
jansson_writes_every_line_of_a_journal_the_same(void **state)
{
	static const char *const names[] = { "services", "create ldom1",
	    "switch ldom1", "p2v system1", "maintain ldom1" };

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct sample sample;

		sample_take(&sample, NULL, names[i], -1);
		for (size_t l = 0; l < sample.lines; l++) {
			const char *line = sample.text + sample.begin[l];
			size_t size = sample.begin[l + 1] - 1 -
			    sample.begin[l];
			json_t *read = json_loadb(line, size,
			    JSON_REJECT_DUPLICATES, NULL);
			char *again = json_dumps(read, JSON_COMPACT);

			assert_non_null(again);
			assert_int_equal(strlen(again), size);
			assert_memory_equal(again, line, size);
			free(again);
			json_decref(read);
		}
		arena_drop(&sample.arena);
	}
}

/* Cut there: the whole lines before, and what is torn behind them. */
static void
cut_at(const struct sample *sample, size_t size)
{
	struct journal journal;
	struct err err = { 0 };
	size_t lines = 0;
	bool read = sample_read(sample->text, size, &journal, &err);

	while (lines < sample->lines && sample->begin[lines + 1] <= size)
		lines++;
	if (read != (lines >= 2) || journal.count != lines ||
	    journal.sound != sample->begin[lines] ||
	    journal.torn != size - sample->begin[lines])
		fail_msg("cut at %u: %u records, %u bytes sound, %u torn: %s",
		    (unsigned)size, (unsigned)journal.count,
		    (unsigned)journal.sound, (unsigned)journal.torn,
		    err.text);
	if (!read && (err.code != ERR_JOURNAL_DAMAGED || strstr(err.text,
	    "expected the record") == NULL))
		fail_msg("cut at %u: %s", (unsigned)size, err.text);
}

static void
a_journal_cut_anywhere_gives_the_records_before(void **state)
{
	static const struct {
		const char	*site, *job;
		size_t		 every;
	} cuts[] = { { tiny, "services node1", 1 },
	    { tiny, "switch ldom1", 13 }, { NULL, "switch ldom1", 61 },
	    { NULL, "services", 61 }, { NULL, "create ldom1", 499 } };
	unsigned cut = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(cuts) / sizeof(cuts[0]); i++) {
		struct sample sample;

		sample_take(&sample, cuts[i].site, cuts[i].job, -1);
		for (size_t n = 0; n <= sample.size;
		    n += cuts[i].every * SPARSE * every(THIRD), cut++)
			cut_at(&sample, n);
		/* Just before the newline, and just behind it. */
		for (size_t l = 1; l <= sample.lines; l += SPARSE +
		    cuts[i].every / 99, cut += 2)
			for (size_t n = 0; n < 2; n++)
				cut_at(&sample, sample.begin[l] - n);
		arena_drop(&sample.arena);
	}
	print_message("%u lengths were read\n", cut);
}

static size_t
line_of(const struct sample *sample, size_t at)
{
	size_t line = 0;

	while (line < sample->lines && sample->begin[line + 1] <= at)
		line++;
	return line;
}

/* The last newline gone is a torn line; any other bit is damage, and the line
 * is named. */
static void
flip(struct sample *sample, size_t bit)
{
	size_t at = bit / 8;
	char place[PATH], was = sample->text[at];
	struct journal journal;
	struct err err = { 0 };
	bool read;

	sample->text[at] = (char)(was ^ (1 << bit % 8));
	read = sample_read(sample->text, sample->size, &journal, &err);
	sample->text[at] = was;
	if (at == sample->size - 1) {
		if (!read || journal.count != sample->lines - 1 ||
		    journal.torn == 0)
			fail_msg("the last newline: %s", err.text);
		return;
	}
	snprintf(place, sizeof(place), "J: line %u: expected ",
	    (unsigned)line_of(sample, at) + 1);
	if (read || err.code != ERR_JOURNAL_DAMAGED ||
	    strncmp(err.text, place, strlen(place)) != 0 ||
	    strstr(err.text, "found") == NULL)
		fail_msg("bit %u of byte %u: %s%s", (unsigned)bit % 8,
		    (unsigned)at, read ? "believed" : "", err.text);
}

static void
no_flipped_bit_is_believed(void **state)
{
	static const struct {
		const char	*site, *job;
		size_t		 every;
	} flips[] = { { tiny, "services node1", 11 },
	    { tiny, "switch ldom1", 97 }, { NULL, "services node1", 199 },
	    { NULL, "switch ldom1", 199 }, { NULL, "create ldom1", 1999 } };
	unsigned flipped = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(flips) / sizeof(flips[0]); i++) {
		struct sample sample;

		sample_take(&sample, flips[i].site, flips[i].job, -1);
		for (size_t bit = 0; bit < 8 * sample.size;
		    bit += flips[i].every * SPARSE * every(SEVENTH),
		    flipped++)
			flip(&sample, bit);
		arena_drop(&sample.arena);
	}
	print_message("%u bits were flipped\n", flipped);
}

/* A bit of the line, or of the newline behind it: what a reader then takes for
 * a line is refused. */
static void
line_flip(struct sample *sample, size_t l, size_t bit,
    const struct chain *chain)
{
	char *line = sample->text + sample->begin[l];
	size_t last = sample->begin[l + 1] - 1;
	size_t size = last - sample->begin[l];
	struct chain here = *chain;
	struct err err = { 0 };
	const char *newline;

	if (bit / 8 == last)
		size = sample->begin[l + 2] - 1 - sample->begin[l];
	sample->text[bit / 8] ^= (char)(1 << bit % 8);
	newline = memchr(line, '\n', size);
	if (newline != NULL)
		size = (size_t)(newline - line);
	if (chain_read(&here, line, size, &err) != NULL ||
	    err.code != ERR_JOURNAL_DAMAGED ||
	    here.n != chain->n || strcmp(here.hash, chain->hash) != 0)
		fail_msg("bit %u of byte %u was believed", (unsigned)bit % 8,
		    (unsigned)(bit / 8));
	sample->text[bit / 8] ^= (char)(1 << bit % 8);
}

/* As above, but the lines before are read once and for all: so there is time
 * for many more. */
static void
no_flipped_bit_of_any_line_is_believed(void **state)
{
	static const struct {
		const char	*site, *job;
		size_t		 every;
	} flips[] = { { tiny, "services node1", 1 },
	    { tiny, "switch ldom1", 1 }, { NULL, "services node1", 11 },
	    { NULL, "switch ldom1", 11 }, { NULL, "create ldom1", 97 } };
	unsigned flipped = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(flips) / sizeof(flips[0]); i++) {
		struct chain chain;
		struct sample sample;
		size_t bit = 0;

		sample_take(&sample, flips[i].site, flips[i].job, -1);
		chain_start(&chain);
		for (size_t l = 0; l < sample.lines; l++) {
			size_t end = sample.begin[l + 1];
			struct err err = { 0 };

			for (; bit < 8 * end && bit < 8 * (sample.size - 1);
			    bit += flips[i].every * SPARSE * every(SEVENTH),
			    flipped++)
				line_flip(&sample, l, bit, &chain);
			json_decref(chain_read(&chain, sample.text +
			    sample.begin[l], end - 1 - sample.begin[l],
			    &err));
			assert_int_equal(err.code, ERR_NONE);
		}
		arena_drop(&sample.arena);
	}
	print_message("%u bits were flipped, line by line\n", flipped);
}

/* How a line is changed: its bytes only, or with a hash that fits again, and
 * those of all lines behind it. */
enum how { BYTES, FORGED };

struct damage {
	int		 line;		/* from 0; -1: the last */
	const char	*was, *is;	/* was NULL: the whole body; is NULL:
					   the line is left out */
	enum how	 how;
	const char	*says;
};

/* A body with the hash that follows from the ones before. */
static void
forge(char hash[DIGEST_SIZE], const char *body, size_t size, FILE *out)
{
	char *text = malloc(size + DIGEST_SIZE);

	assert_non_null(text);
	memcpy(text, hash, DIGEST_SIZE - 1);
	text[DIGEST_SIZE - 1] = '\n';
	memcpy(text + DIGEST_SIZE, body, size);
	digest_hex(text, DIGEST_SIZE + size, hash);
	fwrite(body, 1, size, out);
	fprintf(out, ",\"hash\":\"%s\"}\n", hash);
	free(text);
}

/* The line with one text for another; its length comes back. */
static size_t
line_edit(const struct sample *sample, size_t l, const struct damage *damage,
    char *room)
{
	const char *line = sample->text + sample->begin[l];
	size_t size = sample->begin[l + 1] - sample->begin[l] - 1;
	char *at;

	if (damage->how == FORGED)
		size -= 75;	/* ,"hash":"…"} */
	memcpy(room, line, size);
	room[size] = '\0';
	if (damage->was == NULL)
		return (size_t)sprintf(room, "%s", damage->is);
	at = strstr(room, damage->was);
	if (at == NULL)
		fail_msg("line %u has no %s", (unsigned)l + 1, damage->was);
	size -= strlen(damage->was);
	memmove(at + strlen(damage->is), at + strlen(damage->was),
	    strlen(at + strlen(damage->was)) + 1);
	memcpy(at, damage->is, strlen(damage->is));
	return size + strlen(damage->is);
}

static char *
damaged(const struct sample *sample, const struct damage *damage,
    size_t *size)
{
	size_t wanted = damage->line < 0 ? sample->lines - 1 :
	    (size_t)damage->line;
	char hash[DIGEST_SIZE], *text = NULL, *room = malloc(TEXT);
	FILE *out = open_memstream(&text, size);

	assert_non_null(room);
	assert_non_null(out);
	memset(hash, '0', sizeof(hash) - 1);
	for (size_t l = 0; l < sample->lines; l++) {
		const char *line = sample->text + sample->begin[l];
		size_t n = sample->begin[l + 1] - sample->begin[l];

		if (l == wanted && damage->is == NULL)
			continue;
		if (l == wanted)
			n = line_edit(sample, l, damage, room);
		if (damage->how == FORGED) {
			forge(hash, l == wanted ? room : line, l == wanted ?
			    n : n - 76, out);
			continue;
		}
		fwrite(l == wanted ? room : line, 1, n, out);
		if (l == wanted)
			fputc('\n', out);
	}
	fclose(out);
	free(room);
	return text;
}

static const struct damage damages[] = {
	{ 2, "\"answer\"", "\"answor\"", BYTES,
	    "J: line 3: expected hash " },
	{ 2, "\"at_ms\":0", "\"at_ms\":1", BYTES,
	    "J: line 3: expected hash " },
	{ 5, "\"n\":5", "\"n\":6", BYTES, "J: line 6: expected hash " },
	{ 5, "{\"n\"", " {\"n\"", BYTES, "J: line 6: expected hash " },
	{ 5, "\"hash\":\"", "\"hash\":\"0", BYTES,
	    "J: line 6: expected a line that ends in its hash; found one "
	    "that does not" },
	{ 5, "\"hash\"", "\"HASH\"", BYTES,
	    "J: line 6: expected a line that ends in its hash" },
	{ -1, "\"}", "\"} ", BYTES,
	    ": expected a line that ends in its hash" },
	{ 5, NULL, "", BYTES,
	    "J: line 6: expected a line that ends in its hash" },
	{ 5, NULL, "{}", BYTES,
	    "J: line 6: expected a line that ends in its hash" },
	{ 5, NULL, "no journal", BYTES,
	    "J: line 6: expected a line that ends in its hash" },
	{ 5, NULL, NULL, BYTES, "J: line 6: expected hash " },
	{ 0, NULL, NULL, BYTES, "J: line 1: expected hash " },
	{ 1, NULL, NULL, BYTES, "J: line 2: expected hash " },
	{ -1, "\"end\"", "\"and\"", BYTES, ": expected hash " },
	{ -1, NULL, "x", BYTES,
	    ": expected a line that ends in its hash" },
	{ 5, NULL, NULL, FORGED,
	    "J: line 6: expected \"n\":5; found \"n\":6" },
	{ 5, "\"n\":5", "\"n\":4", FORGED,
	    "J: line 6: expected \"n\":5; found \"n\":4" },
	{ 5, "\"n\":5", "\"n\":-5", FORGED,
	    "J: line 6: expected \"n\":5; found \"n\":-5" },
	{ 5, "\"n\":5,", "", FORGED,
	    "J: line 6: expected \"n\":5; found \"n\":0" },
	{ 0, "\"n\":0", "\"n\":\"0\"", FORGED,
	    "J: line 1: expected \"n\":0; found \"n\":0" },
	{ 5, "\"n\":5", "\"n\":5,\"n\":5", FORGED,
	    "J: line 6: expected a JSON object; found: duplicate" },
	{ 5, "{\"n\":5", "{\"n\":5}{\"n\":5", FORGED,
	    "J: line 6: expected a JSON object; found: " },
	{ 5, "\"n\":5", "5", FORGED,
	    "J: line 6: expected a JSON object; found: " },
	{ 5, "\"type\":\"", "\"type\":\"\\u0000", FORGED,
	    "J: line 6: expected a JSON object; found: " },
	{ 5, "\"type\":\"", "\"type\":\"\xff", FORGED,
	    "J: line 6: expected a JSON object; found: " },
	{ 5, "{\"n\"", "[\"n\"", FORGED,
	    "J: line 6: expected a JSON object; found: " },
	{ 5, "\"type\"", "\"tipe\"", FORGED,
	    "J: line 6: expected \"type\" and \"at_ms\"" },
	{ 2, "\"type\":\"answer\"", "\"type\":7", FORGED,
	    "J: line 3: expected \"type\" and \"at_ms\"" },
	{ 2, "\"at_ms\":0", "\"at_ms\":\"0\"", FORGED,
	    "J: line 3: expected \"type\" and \"at_ms\"" },
	{ 2, "\"at_ms\":0", "\"at_ms\":0.5", FORGED,
	    "J: line 3: expected \"type\" and \"at_ms\"" },
	{ 2, "\"at_ms\":0", "\"at_ms\":-1", FORGED,
	    "J: line 3: expected \"type\" and \"at_ms\"" },
	{ 2, "\"at_ms\":0", "\"at_ms\":9223372036854775807", FORGED,
	    "J: line 3: expected \"type\" and \"at_ms\"" },
	{ 0, "\"open\"", "\"plan\"", FORGED,
	    "J: line 1: expected the record \"open\"; found plan" },
	{ 1, "\"type\":\"plan\"", "\"type\":\"answer\"", FORGED,
	    "J: line 2: expected the record \"plan\"; found answer" },
};

static void
a_fabricated_damage_is_reported_with_its_line(void **state)
{
	struct sample sample;

	(void)state;
	sample_take(&sample, tiny, "services node1", -1);
	for (size_t i = 0; i < sizeof(damages) / sizeof(damages[0]); i++) {
		struct journal journal;
		struct err err = { 0 };
		size_t size;
		char *text = damaged(&sample, &damages[i], &size), how[PATH];

		if (sample_read(text, size, &journal, &err))
			fail_msg("damage %u was believed", (unsigned)i);
		/* The lines before are printed by a command that reads them. */
		snprintf(how, sizeof(how), ".  The lines before it are "
		    "sound: head -n %u J", (unsigned)journal.count);
		if (err.code != ERR_JOURNAL_DAMAGED || strstr(err.text,
		    damages[i].says) == NULL || (journal.count != sample.lines
		    && journal.count != sample.lines - 1 &&
		    strstr(err.text, how) == NULL))
			fail_msg("damage %u: wanted %s; %s", (unsigned)i,
			    damages[i].says, err.text);
		free(text);
	}
	arena_drop(&sample.arena);
	print_message("%u fabricated damages were reported\n",
	    (unsigned)(sizeof(damages) / sizeof(damages[0])));
}

/* Pieces of samples, put together; refused at that line. */
static void
refused_at(size_t line, const char *one, size_t one_size, const char *two,
    size_t two_size, const char *three, size_t three_size)
{
	size_t size = one_size + two_size + three_size;
	char *text = malloc(size + 1), place[PATH];
	struct journal journal;
	struct err err = { 0 };

	assert_non_null(text);
	memcpy(text, one, one_size);
	memcpy(text + one_size, two, two_size);
	memcpy(text + one_size + two_size, three, three_size);
	snprintf(place, sizeof(place), "J: line %u: expected hash ",
	    (unsigned)line);
	if (sample_read(text, size, &journal, &err) ||
	    err.code != ERR_JOURNAL_DAMAGED ||
	    strncmp(err.text, place, strlen(place)) != 0)
		fail_msg("line %u: %s", (unsigned)line, err.text);
	free(text);
}

static void
lines_twice_swapped_or_of_another_journal_are_refused(void **state)
{
	struct sample sample, other;
	const size_t *begin;
	const char *text;
	unsigned pieces = 0;

	(void)state;
	sample_take(&sample, tiny, "services node1", -1);
	sample_take(&other, NULL, "services node1", -1);
	begin = sample.begin;
	text = sample.text;
	for (size_t l = 0; l < sample.lines; l++, pieces++)
		refused_at(l + 2, text, begin[l + 1], text + begin[l],
		    sample.size - begin[l], "", 0);
	for (size_t l = 0; l + 2 < sample.lines; l++, pieces++) {
		char *swapped = malloc(begin[l + 2]);
		size_t first = begin[l + 1] - begin[l];
		size_t second = begin[l + 2] - begin[l + 1];

		assert_non_null(swapped);
		memcpy(swapped, text + begin[l + 1], second);
		memcpy(swapped + second, text + begin[l], first);
		refused_at(l + 1, text, begin[l], swapped, first + second,
		    text + begin[l + 2], sample.size - begin[l + 2]);
		free(swapped);
	}
	refused_at(sample.lines + 1, text, sample.size, text, sample.size, "",
	    0);
	refused_at(sample.lines + 1, text, sample.size, other.text,
	    other.size, "", 0);
	/* Begun with one and gone on with the other. */
	for (size_t l = 1; l < sample.lines; l++, pieces++)
		refused_at(l + 1, text, begin[l], other.text + other.begin[l],
		    other.size - other.begin[l], "", 0);
	arena_drop(&sample.arena);
	arena_drop(&other.arena);
	print_message("%u journals put together of pieces were refused\n",
	    pieces + 2);
}

/* What no damage to lines is: a journal that vouches for itself, and tells of
 * another run. */
static const struct {
	struct damage	 damage;
	int		 status;
} forgeries[] = {
	{ { 2, "\"up\"", "\"down\"", FORGED, "line 3: the run expects "
	    "another answer here; the journal has \"answer\" of "
	    "node-state" }, EXIT_STUCK },
	{ { 28, "\"number\":234", "\"number\":233", FORGED,
	    "line 29: the run expects another answer" }, EXIT_STUCK },
	{ { 38, "\"absent\"", "\"present\"", FORGED,
	    "line 39: the run expects another answer" }, EXIT_STUCK },
	{ { 38, "\"at_ms\":0", "\"at_ms\":1", FORGED,
	    "line 39: the run expects another answer" }, EXIT_STUCK },
	{ { 38, "\"absent\"", "\"nonsense\"", FORGED,
	    "line 39: the run expects disk-state here; the journal has "
	    "\"answer\" of disk-state" }, EXIT_STUCK },
	{ { 38, "\"on\":\"node1\"", "\"on\":\"node2\"", FORGED,
	    "line 39: the run expects disk-state here" }, EXIT_STUCK },
	{ { 38, "\"on\":\"node1\",", "", FORGED,
	    "line 39: the run expects disk-state here" }, EXIT_STUCK },
	{ { 38, "\"outcome\":\"done\"", "\"outcome\":\"unknown\","
	    "\"code\":\"no-answer\",\"text\":\"\"", FORGED,
	    "line 39: the run expects another answer" }, EXIT_STUCK },
	{ { 38, "\"outcome\":\"done\"", "\"outcome\":\"unknown\"", FORGED,
	    "line 39: the run expects disk-state here" }, EXIT_STUCK },
	{ { 38, "\"outcome\":\"done\"", "\"outcome\":\"done\","
	    "\"code\":\"no-answer\"", FORGED,
	    "line 39: the run expects disk-state here" }, EXIT_STUCK },
	{ { 39, "\"guest\":\"ldom1\"", "\"guest\":\"system1\"", FORGED,
	    "line 40: the run expects guest-save here; the journal has "
	    "\"intent\" of guest-save" }, EXIT_STUCK },
	{ { 39, "\"try\":1", "\"try\":2", FORGED,
	    "line 40: the run expects guest-save here" }, EXIT_STUCK },
	{ { 39, "\"guest-save\"", "\"guest-halt\"", FORGED,
	    "line 40: the run expects guest-save here" }, EXIT_STUCK },
	{ { 39, "\"intent\"", "\"answer\"", FORGED,
	    "line 40: the run expects guest-save here" }, EXIT_STUCK },
	{ { 40, "\"outcome\",", "\"answer\",", FORGED,
	    "line 41: the run expects an outcome here" }, EXIT_STUCK },
	{ { 40, "\"outcome\":\"done\"", "\"outcome\":\"perhaps\"", FORGED,
	    "line 41: the run expects an outcome here" }, EXIT_STUCK },
	{ { 40, "\"outcome\":\"done\"", "\"outcome\":\"failed\"", FORGED,
	    "line 41: the run expects an outcome here" }, EXIT_STUCK },
	{ { 40, "\"outcome\":\"done\"", "\"outcome\":\"failed\","
	    "\"code\":\"tea-time\",\"text\":\"\"", FORGED,
	    "line 41: the run expects an outcome here" }, EXIT_STUCK },
	{ { 40, "\"outcome\":\"done\"", "\"outcome\":\"failed\","
	    "\"code\":\"refused\",\"text\":\"no\"", FORGED,
	    "line 41: the run expects another answer" }, EXIT_STUCK },
	{ { 40, "\"at_ms\":1000", "\"at_ms\":999", FORGED,
	    "line 41: the run expects another answer" }, EXIT_STUCK },
	{ { 40, NULL, "{\"n\":40,\"type\":\"resumed\",\"at_ms\":1000,"
	    "\"by\":\"resume\"", FORGED,
	    "line 44: the run expects disk-state here" }, EXIT_STUCK },
	{ { 40, NULL, "{\"n\":40,\"type\":\"resumed\",\"at_ms\":1000,"
	    "\"by\":\"nobody\"", FORGED,
	    "line 41: the run expects no resume here" }, EXIT_STUCK },
	{ { 41, NULL, "{\"n\":41,\"type\":\"resumed\",\"at_ms\":1000,"
	    "\"by\":\"rollback\"", FORGED,
	    "line 43: the run expects " }, EXIT_STUCK },
	{ { 41, "\"answer\"", "\"whatever\"", FORGED,
	    "line 42: the run expects disk-state here; the journal has "
	    "\"whatever\"" }, EXIT_STUCK },
	{ { -1, "\"answer\"", "\"whatever\"", FORGED,
	    "here; the journal has \"whatever\"" }, EXIT_STUCK },
	{ { 1, "\"name\":\"guest-halt\"", "\"name\":\"guest-stop\"", FORGED,
	    "line 44: the run expects guest-stop here; the journal has "
	    "\"intent\" of guest-halt" }, EXIT_STUCK },
	{ { 1, "\"limit_ms\":", "\"limit_ms\":-", FORGED,
	    "this version cannot read the plan in it: "
	    "steps[0].limit_ms: expected milliseconds" }, EXIT_STUCK },
	{ { 1, "\"plan\":{", "\"plan\":7,\"plain\":{", FORGED,
	    "cannot read the plan in it" }, EXIT_STUCK },
	{ { 0, "\"format\":1", "\"format\":2", FORGED,
	    "line 1: this version reads format 1; domferry " }, EXIT_STUCK },
	{ { 0, "\"faults\":[]", "\"faults\":[\"refuse guest-save\"]", FORGED,
	    "line 41: the run expects another answer" }, EXIT_STUCK },
	{ { 0, "\"seed\":1", "\"seed\":2", FORGED,
	    ": the run expects another answer" }, EXIT_STUCK },
	{ { 0, "node-boot", "node-bood", FORGED,
	    "line 1: the site in it does not match the digest in it" },
	    EXIT_STUCK },
	{ { 0, "\"site_digest\":\"sha256:", "\"site_digest\":\"sha256:0",
	    FORGED, "the site in it does not match the digest" },
	    EXIT_STUCK },
	{ { 0, "\"mode\":\"rehearse\"", "\"mode\":\"explore\"", FORGED,
	    "cannot continue a run of mode \"explore\"" }, EXIT_REFUSED },
	{ { 5, "\"n\":5", "\"n\":6", FORGED, "journal-damaged" },
	    EXIT_STUCK },
};

/* Play a verb; what it says on standard error comes back. */
static char *
verb_play(int (*play)(const struct options *), const char *path, int *status)
{
	const struct options options = { .operand = { path },
	    .operand_count = 1, .seed = 1 };
	char *said = malloc(ROOM);
	FILE *file = tmpfile();
	int out, err;

	assert_non_null(said);
	assert_non_null(file);
	fflush(NULL);
	out = dup(STDOUT_FILENO);
	err = dup(STDERR_FILENO);
	dup2(fileno(file), STDERR_FILENO);
	dup2(fileno(file), STDOUT_FILENO);
	*status = play(&options);
	fflush(NULL);
	dup2(out, STDOUT_FILENO);
	dup2(err, STDERR_FILENO);
	close(out);
	close(err);
	rewind(file);
	said[fread(said, 1, ROOM - 1, file)] = '\0';
	fclose(file);
	return said;
}

/* A run directory that holds this journal and nothing else. */
static void
journal_put(const struct branch *branch, const char *text, size_t size)
{
	char path[2 * PATH];
	FILE *file;

	snprintf(path, sizeof(path), "%s/journal.jsonl", branch->path);
	file = fopen(path, "w");
	assert_non_null(file);
	assert_int_equal(fwrite(text, 1, size, file), size);
	assert_int_equal(fclose(file), 0);
}

static void
refuse_forgery(const struct branch *branch, const char *text, size_t size,
    const char *says, int wanted)
{
	int (*const verbs_played[])(const struct options *) = { cmd_resume,
	    cmd_rollback, cmd_resume };

	journal_put(branch, text, size);
	for (size_t v = 0; v < 3; v++) {
		int status;
		char *said = verb_play(verbs_played[v], branch->path, &status);
		size_t left_size;
		char *left = journal_text(branch, &left_size);

		if (status != wanted || strstr(said, says) == NULL)
			fail_msg("status %d, wanted %d and \"%s\":\n%s",
			    status, wanted, says, said);
		if (left_size != size || memcmp(left, text, size) != 0)
			fail_msg("%s: and yet something was written", says);
		free(left);
		free(said);
	}
}

static void
a_forged_journal_is_refused_and_nothing_is_written(void **state)
{
	struct sample sample;
	struct branch branch;
	int status;
	char *said;

	(void)state;
	sample_take(&sample, NULL, without_locks, 60);
	branch_open(&branch, NULL, without_locks, NULL);
	assert_int_equal(mkdir(branch.path, 0700), 0);
	for (size_t i = 0; i < sizeof(forgeries) / sizeof(forgeries[0]);
	    i++) {
		size_t size;
		char *text = damaged(&sample, &forgeries[i].damage, &size);

		refuse_forgery(&branch, text, size, forgeries[i].damage.says,
		    forgeries[i].status);
		/* A report may believe more of it: it changes nothing. */
		free(verb_play(cmd_report, branch.path, &status));
		free(text);
	}
	/* As it was, it is resumed. */
	journal_put(&branch, sample.text, sample.size);
	said = verb_play(cmd_resume, branch.path, &status);
	if (status != EXIT_OK)
		fail_msg("%s", said);
	free(said);
	branch.folder.journal = branch.folder.lock.fd = -1;
	branch_close(&branch);
	arena_drop(&sample.arena);
	print_message("%u forged journals were refused, each three times\n",
	    (unsigned)(sizeof(forgeries) / sizeof(forgeries[0])));
}

/* Nothing more is believed behind the end of a run. */
static void
a_record_after_the_end_is_refused(void **state)
{
	const struct damage behind = { -1, "\"end\"", "\"answer\"", FORGED,
	    "the run expects the end here; the journal has \"answer\"" };
	struct sample sample;
	struct branch branch;
	size_t size;
	char *text;

	(void)state;
	sample_take(&sample, NULL, "switch ldom1", -1);
	branch_open(&branch, NULL, "switch ldom1", NULL);
	assert_int_equal(mkdir(branch.path, 0700), 0);
	text = damaged(&sample, &behind, &size);
	refuse_forgery(&branch, text, size, behind.says, EXIT_STUCK);
	free(text);
	branch.folder.journal = branch.folder.lock.fd = -1;
	branch_close(&branch);
	arena_drop(&sample.arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(
	    every_prefix_of_an_undisturbed_journal_gives_its_run),
	    cmocka_unit_test(every_prefix_of_a_struck_journal_gives_its_run),
	    cmocka_unit_test(every_prefix_of_a_stuck_journal_gives_its_run),
	    cmocka_unit_test(every_prefix_of_a_broken_journal_gives_its_run),
	    cmocka_unit_test(
	    every_prefix_of_a_twice_broken_journal_gives_its_run),
	    cmocka_unit_test(jansson_writes_every_line_of_a_journal_the_same),
	    cmocka_unit_test(a_journal_cut_anywhere_gives_the_records_before),
	    cmocka_unit_test(no_flipped_bit_is_believed),
	    cmocka_unit_test(no_flipped_bit_of_any_line_is_believed),
	    cmocka_unit_test(a_fabricated_damage_is_reported_with_its_line),
	    cmocka_unit_test(
	    lines_twice_swapped_or_of_another_journal_are_refused),
	    cmocka_unit_test(
	    a_forged_journal_is_refused_and_nothing_is_written),
	    cmocka_unit_test(a_record_after_the_end_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
