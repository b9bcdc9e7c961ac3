#include "tools/session/writer.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "core/formats/json/op_json.h"
#include "tools/session/remaining.h"
#include "tools/version.h"

enum { RECORD_BYTES = 640, STEP_RECORDS = 24, ASK_EVERY_MS = 10000 };

/* A line of the journal; synced carries all before it to disk. */
static bool
put(struct writer *writer, const char *type, json_t *fields, bool synced,
    int64_t at_ms)
{
	int64_t n = writer->chain.n;
	size_t size;
	char *line;

	if (writer->over || n == writer->crash_before) {
		json_decref(fields);
		writer->dropped = writer->over = true;
		return false;
	}
	writer->open = strcmp(type, "intent") == 0;
	line = chain_line(&writer->chain, type, at_ms, fields, &size);
	if (writer->folder != NULL &&
	    (!folder_append(writer->folder, line, size, &writer->err) ||
	    (synced && !folder_journal_sync(writer->folder, &writer->err))))
		writer->over = true;
	free(line);
	writer->over = writer->over || n == writer->crash_after;
	return !writer->over;
}

static void
digest_of(struct writer *writer, const struct op *op,
    char room[PLAN_DIGEST_ROOM])
{
	json_t *words = writer->wording.words(writer->wording.with, op);

	json_digest(words, room);
	json_decref(words);
}

/* What came of it is on disk before the run is told; when domferry has ended,
 * nobody is told. */
static void
outcome_put(struct writer *writer, const struct result *res)
{
	struct under_way *now = &writer->under_way;

	if (writer->ended != NULL && *writer->ended)
		writer->over = true;
	else if (!op_is_change(now->op.kind))
		put(writer, "answer", journal_answer(
		    writer->plan->site->names, &now->op, res), false,
		    res->at_ms);
	else
		put(writer, "outcome", journal_outcome(now->intent, &now->op,
		    res, res->at_ms - now->begun_ms), false, res->at_ms);
}

/* No change is begun whose intent is not on disk. */
static bool
intent_put(struct writer *writer, const struct op *op)
{
	int64_t at_ms = writer->run->at_ms;
	char digest[PLAN_DIGEST_ROOM];

	writer->under_way = (struct under_way){ *op, writer->chain.n, at_ms };
	if (!op_is_change(op->kind))
		return true;
	digest_of(writer, op, digest);
	return put(writer, "intent", journal_intent(writer->plan, writer->run,
	    op, digest), true, at_ms);
}

/* After the end nothing is asked, and what is told is not believed. */
static uint64_t
writer_begin(struct backend *backend, const struct op *op, struct result *res)
{
	struct writer *writer = (struct writer *)backend;
	uint64_t handle;

	if (writer->over || !intent_put(writer, op)) {
		res->outcome = UNKNOWN;
		err_set(&res->err, ERR_STOPPED, "nothing was asked");
		return HANDLE_OVER;
	}
	handle = filter_begin(backend, op, res);
	if (handle == HANDLE_OVER)
		outcome_put(writer, res);
	return handle;
}

static bool
writer_wait(struct backend *backend, uint64_t handle, int64_t until_ms,
    struct result *res)
{
	if (!filter_wait(backend, handle, until_ms, res))
		return false;
	outcome_put((struct writer *)backend, res);
	return true;
}

static void
writer_leave(struct backend *backend, uint64_t handle)
{
	struct result res;

	filter_leave(backend, handle);
	backend_timeout(backend, &res);
	outcome_put((struct writer *)backend, &res);
}

static void
check_put(struct writer *writer, const struct event *event)
{
	const struct check *check = &event->plan->checks[event->step];
	json_t *fields = json_object(), *evidence = json_object();

	answer_json(event->plan->site->names, &check->fact.ask,
	    &event->result->answer, evidence);
	json_object_set_new(fields, "check", json_string(check->name));
	json_object_set_new(fields, "on", place_json(
	    event->plan->site->names, op_asked_at(&check->fact.ask)));
	json_object_set_new(fields, "result",
	    json_string(event->met ? "pass" : "fail"));
	json_object_set_new(fields, "evidence", evidence);
	put(writer, "check", fields, false, event->at_ms);
}

static void
end_put(struct writer *writer, const struct event *event)
{
	json_t *fields = json_object();

	json_object_set_new(fields, "ending", json_string(ending_name(
	    (enum ending)event->ending)));
	json_object_set_new(fields, "code", json_string(
	    event->err->code != ERR_NONE ? err_table[event->err->code].name :
	    ""));
	json_object_set_new(fields, "duration_ms",
	    json_integer(event->took_ms));
	json_object_set_new(fields, "downtime_ms", json_object());
	put(writer, "end", fields, true, event->at_ms);
}

static void
writer_hear(struct sink *sink, const struct event *event)
{
	struct writer *writer = (struct writer *)((char *)sink -
	    offsetof(struct writer, sink));

	if (writer->over)
		return;
	if (event->type == EVENT_CHECK)
		check_put(writer, event);
	else if (event->type == EVENT_TURN)
		put(writer, "turn", json_pack("{s:s,s:s}", "because",
		    err_table[event->err->code].name, "text",
		    event->err->text), true, event->at_ms);
	if (writer->folder != NULL && (event->type == EVENT_STEP ||
	    event->type == EVENT_END))
		remaining_write(writer->folder, writer->plan, writer->run);
	if (event->type == EVENT_END)
		end_put(writer, event);
	if (!writer->over || event->type == EVENT_END)
		sink_emit(writer->next, event);
}

void
writer_make(struct writer *writer, struct backend *below, struct sink *next,
    const struct plan *plan, const struct run *run)
{
	*writer = (struct writer){
		.backend = { "journal", filter_now_ms, writer_begin,
		    writer_wait, writer_leave, below },
		.sink = { writer_hear }, .next = next, .plan = plan,
		.run = run, .crash_before = -1, .crash_after = -1,
	};
	chain_start(&writer->chain);
}

static void
holder_add(json_t *fields, const struct holder *holder)
{
	json_object_set_new(fields, "who", json_string(holder->who));
	json_object_set_new(fields, "host", json_string(holder->host));
	json_object_set_new(fields, "pid", json_integer(holder->pid));
	json_object_set_new(fields, "boot", json_string(holder->boot));
	json_object_set_new(fields, "time", json_string(holder->time));
}

static json_t *
texts(const char *const *list, unsigned count)
{
	json_t *array = json_array();

	for (unsigned i = 0; i < count; i++)
		json_array_append_new(array, json_string(list[i]));
	return array;
}

bool
writer_open(struct writer *writer, const struct opening *opening,
    const json_t *plan)
{
	json_t *fields = json_object();

	json_object_set_new(fields, "format", json_integer(1));
	json_object_set_new(fields, "program", json_string(version_program));
	json_object_set_new(fields, "mode", json_string(opening->mode));
	json_object_set_new(fields, "site_digest",
	    json_string(opening->site_digest));
	json_object_set(fields, "plan_digest", json_object_get(plan,
	    "digest"));
	json_object_set_new(fields, "seed",
	    json_integer((json_int_t)opening->seed));
	json_object_set_new(fields, "faults", texts(opening->faults,
	    opening->fault_count));
	json_object_set_new(fields, "begin", texts(opening->begin,
	    opening->begin_count));
	holder_add(fields, opening->holder);
	json_object_set_new(fields, "site", json_stringn(opening->site_text,
	    opening->site_size));
	if (!put(writer, "open", fields, false, 0))
		return false;
	fields = json_object();
	json_object_set(fields, "plan", (json_t *)(uintptr_t)plan);
	return put(writer, "plan", fields, true, 0);
}

bool
writer_resume(struct writer *writer, const struct journal *journal,
    const struct holder *holder, const char *by, int64_t at_ms)
{
	json_t *fields = json_object();

	writer->chain = journal->chain;
	if (!folder_cut(writer->folder, (int64_t)journal->sound,
	    &writer->err)) {
		json_decref(fields);
		return false;
	}
	if (journal->torn != 0 && !put(writer, "cut", json_pack("{s:I}",
	    "bytes", (json_int_t)journal->torn), false, at_ms)) {
		json_decref(fields);
		return false;
	}
	holder_add(fields, holder);
	json_object_set_new(fields, "by", json_string(by));
	return put(writer, "resumed", fields, true, at_ms);
}

/* Every question of every try of each step, there and back, and whoever waits
 * asks until its limit. */
int64_t
writer_need(const struct plan *plan)
{
	int64_t records = 64 + plan->check_count * 2;

	for (uint32_t i = 0; i < plan->step_count; i++) {
		const struct step *step = &plan->steps[i];

		records += STEP_RECORDS + 6 * (step->preconditions.count +
		    step->decide.count + step->leave.count) +
		    3 * step->limit_ms / ASK_EVERY_MS;
	}
	return records * RECORD_BYTES;
}
