#include "tools/campaign/record.h"

#include <string.h>

#include "core/base/arena.h"
#include "tools/version.h"

const char record_name[] = "campaign.jsonl";

/* A campaign that is rehearsed is a function of what its site does: each line
 * comes again. */
static bool
expected(struct record *record, struct err *err)
{
	const char *hash = json_string_value(json_object_get(
	    record->past->record[record->next], "hash"));

	return (hash != NULL && strcmp(hash, record->chain.hash) == 0) ||
	    err_set(err, ERR_JOURNAL_MISMATCH, "%s: line %u: the campaign "
	    "chooses something else now", record->past->path,
	    (unsigned)(record->next + 1));
}

static bool
is_past(const struct record *record)
{
	return record->past != NULL && record->next < record->past->count;
}

static bool
put(struct record *record, struct text *text, struct err *err)
{
	size_t size;
	const char *line = chain_end(&record->chain, text, &size);
	bool put;

	if (is_past(record)) {
		text_drop(text);
		put = expected(record, err);
		record->next++;
		return put;
	}
	put = folder_append(&record->folder, line, size, err) &&
	    folder_journal_sync(&record->folder, err);

	text_drop(text);
	return put;
}

static void
begin(struct record *record, struct text *text, const char *type)
{
	*text = (struct text){ 0 };
	chain_begin(&record->chain, text, type, record->clock == NULL ? 0 :
	    backend_now_ms(record->clock));
}

static void
list_put(struct text *text, const char *key, const char *const *list,
    unsigned count)
{
	text_open(text, key, '[');
	for (unsigned i = 0; i < count; i++)
		text_string(text, NULL, list[i]);
	text_close(text, ']');
}

static void
opening_put(struct text *text, const struct opening *opening)
{
	const struct holder *holder = opening->holder;

	text_integer(text, "format", 1);
	text_string(text, "program", version_program);
	text_string(text, "mode", opening->mode);
	text_string(text, "site_digest", opening->site_digest);
	if (opening->start != NULL)
		text_string(text, "start_digest", opening->start_digest);
	text_integer(text, "seed", (int64_t)opening->seed);
	list_put(text, "faults", opening->faults, opening->fault_count);
	list_put(text, "begin", opening->begin, opening->begin_count);
	if (opening->through != NULL)
		text_string(text, "through", opening->through);
	if (opening->change != NULL)
		text_string(text, "change", opening->change);
	text_string(text, "who", holder->who);
	text_string(text, "host", holder->host);
	text_integer(text, "pid", holder->pid);
	text_string(text, "boot", holder->boot);
	text_string(text, "time", holder->time);
}

bool
record_make(struct record *record, const char *path, const char *job,
    const struct opening *opening, struct err *err)
{
	struct folder *folder = &record->folder;
	struct text text;

	if (!folder_make(folder, path, record_name, opening->holder, err))
		return false;
	chain_start(&record->chain);
	begin(record, &text, "campaign");
	text_string(&text, "job", job);
	opening_put(&text, opening);
	if (put(record, &text, err) && folder_put(folder, "site.json",
	    opening->site_text, opening->site_size, err) &&
	    (opening->start == NULL || folder_put(folder, "start.txt",
	    opening->start, strlen(opening->start), err)) &&
	    folder_sync(folder, err))
		return true;
	folder_discard(folder);
	return false;
}

bool
record_choice(struct record *record, const struct campaign_view *view,
    const struct campaign_move *move, const char *name, struct err *err)
{
	const struct names *names = view->site->names;
	char digest[7 + DIGEST_SIZE] = "sha256:";
	const char *seen;
	struct text text;

	if (record == NULL)
		return true;
	seen = campaign_view_text(record->arena, view);
	digest_hex(seen, strlen(seen), digest + 7);
	begin(record, &text, "choice");
	text_string(&text, "survey", digest);
	text_string(&text, "job", move->job);
	text_string(&text, "why", move->why);
	text_string(&text, "run", name);
	if (move->guest != 0)
		text_string(&text, "guest", names_text(names, KIND_GUEST,
		    move->guest));
	text_string(&text, "from", names_text(names, KIND_NODE, move->from));
	if (move->to != 0)
		text_string(&text, "to", names_text(names, KIND_NODE,
		    move->to));
	text_integer(&text, "expected_ms", move->expected_ms);
	text_integer(&text, "expected_downtime_ms", move->expected_down_ms);
	return put(record, &text, err);
}

/* A job that was stuck has come to another ending. */
static void
stuck_skip(struct record *record)
{
	while (is_past(record)) {
		const json_t *past = record->past->record[record->next];
		const char *ending = json_string_value(json_object_get(past,
		    "ending"));
		const char *hash = json_string_value(json_object_get(past,
		    "hash"));

		if (ending == NULL || hash == NULL || strcmp(ending,
		    ending_name(STUCK)) != 0)
			return;
		record->chain.n++;
		memcpy(record->chain.hash, hash, sizeof(record->chain.hash));
		record->next++;
	}
}

bool
record_ending(struct record *record, const struct site *site,
    const struct campaign_move *move, struct err *err)
{
	struct text text;

	if (record == NULL)
		return true;
	if (move->ending != STUCK)
		stuck_skip(record);
	begin(record, &text, "ending");
	if (move->guest != 0)
		text_string(&text, "guest", names_text(site->names, KIND_GUEST,
		    move->guest));
	text_string(&text, "ending", ending_name(move->ending));
	if (move->err.code != ERR_NONE) {
		text_string(&text, "code", err_table[move->err.code].name);
		text_string(&text, "text", move->err.text);
	}
	text_integer(&text, "exit", (int64_t)move->exit);
	text_integer(&text, "duration_ms", move->took_ms);
	text_integer(&text, "downtime_ms", move->down_ms);
	return put(record, &text, err);
}

bool
record_end(struct record *record, enum ending ending, int exit,
    const struct err *why, struct err *err)
{
	struct text text;

	if (record == NULL)
		return true;
	begin(record, &text, "end");
	text_string(&text, "ending", ending_name(ending));
	text_integer(&text, "exit", exit);
	if (why->code != ERR_NONE) {
		text_string(&text, "code", err_table[why->code].name);
		text_string(&text, "text", why->text);
	}
	return put(record, &text, err);
}

void
record_close(struct record *record)
{
	if (record != NULL && record->folder.path != NULL)
		folder_close(&record->folder);
}
