#include "tools/session/writer.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/formats/json/op_json.h"
#include "tools/session/remaining.h"
#include "tools/version.h"

enum { RECORD_BYTES = 640, STEP_RECORDS = 24 };

/* When a line has to be on disk: with the next that is synced, or at once; an
 * intent is synced too, and until the next line its outcome is unknown. */
enum put { PUT_LATER, PUT_SYNCED, PUT_INTENT };

static bool
line_put(struct writer *writer, const char *line, size_t size, bool synced)
{
	return writer->folder == NULL ||
	    (folder_append(writer->folder, line, size, &writer->err) &&
	    (!synced || folder_journal_sync(writer->folder, &writer->err)));
}

/* A line of the journal, from its chain_begin on; it is dropped here.  synced
 * carries all before it to disk. */
static bool
put(struct writer *writer, struct text *text, enum put how)
{
	int64_t n = writer->chain.n;
	const char *line;
	size_t size;

	if (writer->over || n == writer->crash_before) {
		text_drop(text);
		writer->dropped = writer->over = true;
		return false;
	}
	writer->open = how == PUT_INTENT;
	line = chain_end(&writer->chain, text, &size);
	writer->over = !line_put(writer, line, size, how != PUT_LATER) ||
	    n == writer->crash_after;
	text_drop(text);
	return !writer->over;
}

/* The result is on disk before the run learns it; when domferry has ended, no
 * run learns it. */
static void
outcome_put(struct writer *writer, const struct result *res)
{
	struct under_way *now = &writer->under_way;
	struct text text = { 0 };

	if (writer->ended != NULL && *writer->ended) {
		writer->over = true;
		return;
	}
	if (op_is_change(now->op.kind)) {
		chain_begin(&writer->chain, &text, "outcome", res->at_ms);
		journal_outcome(&text, now->intent, &now->op, res,
		    res->at_ms - now->begun_ms);
	} else {
		chain_begin(&writer->chain, &text, "answer", res->at_ms);
		journal_answer(&text, writer->plan->site->names, &now->op,
		    res);
	}
	put(writer, &text, PUT_LATER);
}

/* No change is begun whose intent is not on disk.  What remains says first
 * that it may be under way: who reads that finds domferry dead. */
static bool
intent_put(struct writer *writer, const struct op *op)
{
	int64_t at_ms = writer->run->at_ms;
	char digest[PLAN_DIGEST_SIZE];
	struct text text = { 0 };

	writer->under_way = (struct under_way){ *op, writer->chain.n, at_ms };
	if (!op_is_change(op->kind))
		return true;
	if (writer->folder != NULL)
		remaining_write(writer->folder, writer->plan, writer->run);
	words_digest(&writer->wording, op, digest);
	chain_begin(&writer->chain, &text, "intent", at_ms);
	journal_intent(&text, writer->plan, writer->run, op, digest);
	return put(writer, &text, PUT_INTENT);
}

/* After the end nothing is begun, and no answer is believed. */
static uint64_t
writer_begin(struct backend *backend, const struct op *op, struct result *res)
{
	struct writer *writer = (struct writer *)backend;
	uint64_t handle;

	if (writer->over || !intent_put(writer, op)) {
		res->outcome = UNKNOWN;
		err_set(&res->err, ERR_STOPPED, "the run has stopped");
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
	const struct names *names = event->plan->site->names;
	const struct check *check = &event->plan->checks[event->step];
	bool silent = event->result->outcome != DONE;
	struct text text = { 0 };

	chain_begin(&writer->chain, &text, "check", event->at_ms);
	text_string(&text, "check", check->name);
	place_text(&text, "on", names, op_asked_at(&check->fact.ask));
	text_string(&text, "result", event->met ? "pass" : silent ?
	    "unknown" : check->warns ? "warn" : "fail");
	text_open(&text, "evidence", '{');
	if (!silent)
		answer_text(&text, names, &check->fact.ask,
		    &event->result->answer);
	text_close(&text, '}');
	put(writer, &text, PUT_LATER);
}

static void
turn_put(struct writer *writer, const struct event *event)
{
	struct text text = { 0 };

	chain_begin(&writer->chain, &text, "turn", event->at_ms);
	text_string(&text, "because", err_table[event->err->code].name);
	text_string(&text, "text", event->err->text);
	put(writer, &text, PUT_SYNCED);
}

/* What is owed by the site; a run that owes nothing has no such key. */
static void
owed_text(const struct writer *writer, struct text *text)
{
	const struct plan *plan = writer->plan;
	uint32_t step, node;

	if (run_leaves(plan, writer->run, 0, &node) == NULL &&
	    !run_owes(plan, writer->run, 0, &step))
		return;
	text_open(text, "owed", '[');
	for (unsigned n = 0; run_leaves(plan, writer->run, n, &node) != NULL;
	    n++)
		text_string(text, NULL, names_text(plan->site->names,
		    KIND_NODE, node));
	for (unsigned n = 0; run_owes(plan, writer->run, n, &step); n++)
		text_string(text, NULL, plan->steps[step].name);
	text_close(text, ']');
}

static void
end_put(struct writer *writer, const struct event *event)
{
	struct text text = { 0 };

	chain_begin(&writer->chain, &text, "end", event->at_ms);
	text_string(&text, "ending", ending_name((enum ending)event->ending));
	text_string(&text, "code", event->err->code != ERR_NONE ?
	    err_table[event->err->code].name : "");
	text_integer(&text, "duration_ms", event->took_ms);
	text_open(&text, "downtime_ms", '{');
	text_close(&text, '}');
	owed_text(writer, &text);
	put(writer, &text, PUT_SYNCED);
}

static void
writer_on_event(struct sink *sink, const struct event *event)
{
	struct writer *writer = (struct writer *)((char *)sink -
	    offsetof(struct writer, sink));

	if (writer->over)
		return;
	if (event->type == EVENT_CHECK)
		check_put(writer, event);
	else if (event->type == EVENT_TURN)
		turn_put(writer, event);
	if (writer->folder != NULL && (event->type == EVENT_STEP ||
	    event->type == EVENT_END))
		writer->page_old = !remaining_write(writer->folder,
		    writer->plan, writer->run);
	if (event->type == EVENT_END)
		end_put(writer, event);
	if (!writer->over || event->type == EVENT_END)
		sink_emit(writer->next, event);
}

void
writer_make(struct writer *writer, struct backend *below, struct sink *next,
    const struct plan *plan, const struct run *run)
{
	assert(below != NULL && plan != NULL && run != NULL);
	*writer = (struct writer){
		.backend = { "journal", filter_now_ms, writer_begin,
		    writer_wait, writer_leave, below, NULL, NULL },
		.sink = { writer_on_event }, .next = next, .plan = plan,
		.run = run, .crash_before = -1, .crash_after = -1,
	};
	chain_start(&writer->chain);
}

static void
holder_text(struct text *text, const struct holder *holder)
{
	text_string(text, "who", holder->who);
	text_string(text, "host", holder->host);
	text_integer(text, "pid", holder->pid);
	text_string(text, "boot", holder->boot);
	text_string(text, "time", holder->time);
}

static void
list_text(struct text *text, const char *key, const char *const *list,
    unsigned count)
{
	text_open(text, key, '[');
	for (unsigned i = 0; i < count; i++)
		text_string(text, NULL, list[i]);
	text_close(text, ']');
}

static void
opening_text(struct text *text, const struct opening *opening,
    const json_t *plan)
{
	text_integer(text, "format", 1);
	text_string(text, "program", version_program);
	text_string(text, "mode", opening->mode);
	text_string(text, "site_digest", opening->site_digest);
	text_json(text, "plan_digest", json_object_get(plan, "digest"));
	text_integer(text, "seed", (int64_t)opening->seed);
	list_text(text, "faults", opening->faults, opening->fault_count);
	list_text(text, "begin", opening->begin, opening->begin_count);
	if (opening->through != NULL)
		text_string(text, "through", opening->through);
	if (opening->change != NULL)
		text_string(text, "change", opening->change);
	if (opening->part != 0)
		text_integer(text, "part", opening->part);
	holder_text(text, opening->holder);
	/* Reading it has refused NUL and what is no UTF-8. */
	assert(strlen(opening->site_text) == opening->site_size);
	text_string(text, "site", opening->site_text);
	if (opening->start == NULL)
		return;
	text_string(text, "start_digest", opening->start_digest);
	text_string(text, "start", opening->start);
}

bool
writer_open(struct writer *writer, const struct opening *opening,
    const json_t *plan)
{
	struct text text = { 0 };

	assert(writer->chain.n == 0 && json_is_object(plan));
	chain_begin(&writer->chain, &text, "open", opening->at_ms);
	opening_text(&text, opening, plan);
	if (!put(writer, &text, PUT_LATER))
		return false;
	chain_begin(&writer->chain, &text, "plan", opening->at_ms);
	text_json(&text, "plan", plan);
	return put(writer, &text, PUT_SYNCED);
}

static bool
cut_put(struct writer *writer, size_t torn, int64_t at_ms)
{
	struct text text = { 0 };

	chain_begin(&writer->chain, &text, "cut", at_ms);
	text_integer(&text, "bytes", (int64_t)torn);
	return put(writer, &text, PUT_LATER);
}

bool
writer_resume(struct writer *writer, const struct journal *journal,
    const struct holder *holder, const char *by, int64_t at_ms)
{
	struct text text = { 0 };

	assert(writer->folder != NULL && !writer->over);
	assert(journal->count >= 2);
	writer->chain = journal->chain;
	if (!folder_cut(writer->folder, (int64_t)journal->sound,
	    &writer->err) ||
	    (journal->torn != 0 && !cut_put(writer, journal->torn, at_ms)))
		return false;
	chain_begin(&writer->chain, &text, "resumed", at_ms);
	holder_text(&text, holder);
	text_string(&text, "by", by);
	return put(writer, &text, PUT_SYNCED);
}

bool
writer_ask(struct writer *writer, const struct word_given *word,
    int64_t at_ms)
{
	struct text text = { 0 };

	assert(writer->chain.n >= 2);
	chain_begin(&writer->chain, &text, "ask", at_ms);
	if (*word->option != '\0')
		text_string(&text, "option", word->option);
	text_string(&text, "text", word->text);
	text_string(&text, "answer", word->answer);
	text_string(&text, "who", word->who);
	return put(writer, &text, PUT_SYNCED);
}

bool
writer_override(struct writer *writer, const char *guard, const char *why,
    const char *who, int64_t at_ms)
{
	struct text text = { 0 };

	assert(writer->chain.n >= 2);
	chain_begin(&writer->chain, &text, "override", at_ms);
	text_string(&text, "guard", guard);
	text_string(&text, "why", why);
	text_string(&text, "who", who);
	return put(writer, &text, PUT_SYNCED);
}

/* Every question of every try of each step, forward and back; a step that waits
 * asks until its limit, with a pause each time.  It is a reserve, and bounded:
 * on a disk that is full a run is not stranded, it stops. */
int64_t
writer_need(const struct plan *plan)
{
	int64_t records = 64 + plan->check_count * 2;

	for (uint32_t i = 0; i < plan->step_count; i++) {
		const struct step *step = &plan->steps[i];

		records += STEP_RECORDS + 6 * (step->preconditions.count +
		    step->decide.count + step->leave.count) +
		    3 * (int64_t)run_asks(step->limit_ms);
	}
	return records * RECORD_BYTES < LIMIT_RECORDS_BYTES ?
	    records * RECORD_BYTES : LIMIT_RECORDS_BYTES;
}
