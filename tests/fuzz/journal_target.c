/*
 * Journals.  The first line is a job; each other line is "TYPE AT_MS MEMBERS",
 * of which the target makes a record with its number and hash, since nobody
 * makes up hashes.  Without a job the bytes are a journal as they are.
 *
 * What stands in a record is written as it was read.  A journal that is
 * replayed leads to a run that can be resumed.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/sim/sim.h"
#include "core/formats/journal/journal.h"
#include "core/formats/json/op_json.h"
#include "core/procedures/procedure.h"
#include "core/run/drive.h"
#include "tests/fuzz/fuzz.h"
#include "tools/scenario/sandbox.h"

enum { STEPS = 600, TYPE_BYTES = 16, DAY_MS = 24 * 3600 * 1000 };

static void
record_put(struct text *journal, struct chain *chain, const char *type,
    int64_t at_ms, const char *members)
{
	struct text line = { 0 };
	const char *bytes;
	size_t size;

	chain_begin(chain, &line, type, at_ms);
	if (*members != '\0') {
		text_put(&line, ",", 1);
		text_put(&line, members, strlen(members));
	}
	bytes = chain_end(chain, &line, &size);
	text_put(journal, bytes, size);
	text_drop(&line);
}

/* Whoever makes records makes them of one line, at a time that there is. */
static void
journal_make(struct text *journal, char **rest)
{
	struct chain chain;
	const char *line;

	chain_start(&chain);
	record_put(journal, &chain, "open", 0, "\"format\":1");
	record_put(journal, &chain, "plan", 0, "");
	while ((line = fuzz_line(rest)) != NULL) {
		char type[TYPE_BYTES];
		long long at_ms = 0;
		int n = 0;

		if (sscanf(line, "%15[a-z]%lld %n", type, &at_ms, &n) < 2 ||
		    at_ms < 0 || at_ms > INT64_MAX / 4)
			continue;
		record_put(journal, &chain, type, at_ms, line + n);
	}
}

static json_t *
op_again(const struct names *names, const struct op *op)
{
	struct text text = { 0 };

	text_open(&text, NULL, '{');
	op_text(&text, "op", names, op);
	text_close(&text, '}');
	return text_parse(&text);
}

/* Answers are read with the operation that asks. */
static void
answer_look(struct names *names, const json_t *record, const struct op *op)
{
	struct answer answer, again;
	struct text text = { 0 };
	json_t *json;

	if (!op_table[op->kind].question ||
	    !answer_read(names, op, record, &answer))
		return;
	text_open(&text, NULL, '{');
	answer_text(&text, names, op, &answer);
	text_close(&text, '}');
	json = text_parse(&text);
	fuzz_demand(json != NULL && answer_read(names, op, json, &again),
	    "an answer that is written can be read",
	    op_table[op->kind].name);
	fuzz_demand(memcmp(&answer, &again, sizeof(answer)) == 0,
	    "an answer that is read back is the same",
	    op_table[op->kind].name);
	json_decref(json);
}

static void
record_look(struct names *names, const json_t *record)
{
	struct op op, again;
	json_t *json;

	if (!op_read(names, json_object_get(record, "op"), &op))
		return;
	json = op_again(names, &op);
	fuzz_demand(op_read(names, json_object_get(json, "op"), &again) &&
	    op_equal(&op, &again), "an operation that is read back is the same",
	    op_table[op.kind].name);
	json_decref(json);
	answer_look(names, record, &op);
}

/* To its end, on a site that knows nothing of it; or some way. */
static void
run_go_on(struct sandbox *sandbox, const struct replay *replay,
    struct run *run, struct err *err)
{
	const struct plan *plan = replay->plan;

	/* No clock goes back; a hundred years are not waited for here. */
	if (replay->at_ms > DAY_MS)
		return;
	sandbox_advance(sandbox, replay->at_ms);
	if (!journal_resume(plan, run, &(struct resumption){ replay->lost,
	    replay->lost ? DECIDE_RESUME : DECIDE_ROLLBACK,
	    replay->at_ms }, NULL, err))
		return;
	for (int i = 0; i < STEPS && drive_step(plan, run,
	    sandbox->session.top, NULL); i++)
		continue;
}

/* Where the job begins. */
static struct sandbox *
stand(struct arena *arena, struct site *site, const struct procedure *procedure,
    uint32_t guest)
{
	struct sandbox *sandbox = arena_take(arena, 1, sizeof(*sandbox));

	sandbox_make(sandbox, arena, site, procedure->begin, 1);
	if (procedure->guest_begin != NOW_ABSENT)
		sim_put(sandbox->simulated.sim, guest, procedure->guest_begin,
		    1);
	sandbox_zero(sandbox);
	return sandbox;
}

/* As a rehearsal is resumed: a site below carries out the same operations, and
 * answers the same, or it is said where not. */
static void
below_play(struct arena *arena, struct site *site, const struct plan *plan,
    const struct journal *journal, const char *input)
{
	struct sandbox *sandbox = stand(arena, site, plan->procedure,
	    plan->guest);
	struct run *run = arena_take(arena, 1, sizeof(*run));
	struct replay replay = { .journal = journal, .names = site->names };
	struct err err = { 0 };

	replay.backend.below = sandbox->session.top;
	if (journal_replay(&replay, run, plan, NULL, &err))
		run_go_on(sandbox, &replay, run, &err);
	else
		fuzz_refusal(&err, input);
	sandbox_drop(sandbox);
}

static void
alone_play(struct arena *arena, struct site *site, const struct plan *plan,
    const struct journal *journal, const char *input)
{
	struct run *run = arena_take(arena, 1, sizeof(*run));
	struct replay replay = { .journal = journal, .names = site->names };
	struct sandbox *sandbox;
	struct err err = { 0 };

	if (!journal_replay(&replay, run, plan, NULL, &err)) {
		fuzz_refusal(&err, input);
		return;
	}
	sandbox = stand(arena, site, plan->procedure, plan->guest);
	run_go_on(sandbox, &replay, run, &err);
	sandbox_drop(sandbox);
}

static void
records_play(struct arena *arena, struct site *site, const struct plan *plan,
    const struct journal *journal, const char *input)
{
	for (size_t i = 2; i < journal->count; i++)
		record_look(site->names, journal->record[i]);
	alone_play(arena, site, plan, journal, input);
	below_play(arena, site, plan, journal, input);
}

/* A plan knows where the site stands. */
static struct plan *
plan_of(struct arena *arena, struct site *site, const char *line)
{
	struct err err = { 0 };
	struct sandbox *sandbox;
	struct plan *plan;
	struct job job;

	if (line == NULL || !job_read_line(arena, site, line, &job, &err))
		return NULL;
	sandbox = stand(arena, site, job.procedure, job.guest);
	plan = session_plan(&sandbox->session, &job, &err);
	sandbox_drop(sandbox);
	return plan;
}

static int
input_play(const uint8_t *bytes, size_t size)
{
	struct arena arena = { 0 };
	struct site *site = fuzz_site(&arena);
	const char *input = fuzz_text(&arena, bytes, size);
	char *rest = fuzz_text(&arena, bytes, size);
	struct plan *plan = plan_of(&arena, site, fuzz_line(&rest));
	struct journal journal = { .path = "journal.jsonl" };
	struct text text = { 0 };
	struct err err = { 0 };

	if (plan != NULL)
		journal_make(&text, &rest);
	else
		text_put(&text, (const char *)bytes, size);
	if (!journal_read(&arena, &journal, text.bytes, text.size, &err))
		fuzz_refusal(&err, input);
	else if (plan != NULL)
		records_play(&arena, site, plan, &journal, input);
	fuzz_demand(journal.sound + journal.torn <= text.size,
	    "what is sound is in the file", NULL);
	journal_drop(&journal);
	text_drop(&text);
	arena_drop(&arena);
	return 0;
}

FUZZ_TARGET("journal", input_play);
