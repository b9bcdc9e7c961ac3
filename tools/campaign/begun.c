#include "tools/campaign/begun.h"

#include <assert.h>
#include <string.h>
#include <unistd.h>

#include "core/base/arena.h"
#include "core/base/limits.h"
#include "tools/session/opened.h"
#include "tools/session/reading.h"
#include "tools/session/unbegun.h"

bool
begun_is(const char *path)
{
	struct arena arena = { 0 };
	bool is = access(folder_path(&arena, path, record_name), F_OK) == 0;

	arena_drop(&arena);
	return is;
}

static bool
opening_read(struct arena *arena, struct begun *begun, struct err *err)
{
	const json_t *open = begun->journal.count == 0 ? NULL :
	    begun->journal.record[0];

	return opened(arena, open, begun->journal.path, &begun->opening, err);
}

/* The site file that lies beside it, and has to be the one. */
static bool
site_read_back(struct arena *arena, const char *path, struct begun *begun,
    struct err *err)
{
	const char *file = folder_path(arena, path, "site.json");
	size_t size;
	char *text = file_read(arena, file, LIMIT_FILE_BYTES, &size, err);

	if (text == NULL)
		return false;
	site_take(arena, file, text, &begun->site);
	if (begun->site.site == NULL || strcmp(begun->site.digest,
	    begun->opening.site_digest) != 0)
		return err_set(err, ERR_JOURNAL_MISMATCH, "%s: it is not the "
		    "site file with which the campaign was begun", file);
	begun->opening.site_text = begun->site.text;
	begun->opening.site_size = begun->site.size;
	return true;
}

/* From what state a simulated site began, if not from that of the file. */
static bool
start_read(struct arena *arena, const char *path, struct begun *begun,
    struct err *err)
{
	const char *file = folder_path(arena, path, "start.txt");
	size_t size;

	if (json_object_get(begun->journal.record[0], "start_digest") == NULL)
		return true;
	begun->opening.start = file_read(arena, file, LIMIT_FILE_BYTES, &size,
	    err);
	begun->opening.start_digest = opened_text(begun->journal.record[0],
	    "start_digest");
	return begun->opening.start != NULL;
}

static void
choice_read(struct begun *begun, const json_t *record)
{
	const struct names *names = begun->site.site->names;
	struct campaign_move *move = &begun->under_way;

	*move = (struct campaign_move){ .job = opened_text(record, "job"),
	    .why = opened_text(record, "why"),
	    .guest = names_find(names, KIND_GUEST, opened_text(record,
	    "guest")),
	    .from = names_find(names, KIND_NODE, opened_text(record, "from")),
	    .to = names_find(names, KIND_NODE, opened_text(record, "to")),
	    .expected_ms = json_integer_value(json_object_get(record,
	    "expected_ms")),
	    .expected_down_ms = json_integer_value(json_object_get(record,
	    "expected_downtime_ms")) };
	begun->run = opened_text(record, "run");
}

static enum ending
ending_of(const json_t *record)
{
	enum ending ending = ARRIVED;

	while (ending < REFUSED && strcmp(ending_name(ending),
	    opened_text(record, "ending")) != 0)
		ending++;
	return ending;
}

/* A job that was stuck, and has been resumed, has a second ending. */
static void
ending_read(struct begun *begun, const json_t *record)
{
	struct campaign_move *move;

	if (begun->under_way.job == NULL && begun->count != 0)
		begun->under_way = begun->moves[--begun->count];
	move = &begun->moves[begun->count++];
	*move = begun->under_way;
	move->ending = ending_of(record);
	move->took_ms = json_integer_value(json_object_get(record,
	    "duration_ms"));
	move->down_ms = json_integer_value(json_object_get(record,
	    "downtime_ms"));
	move->exit = (uint32_t)json_integer_value(json_object_get(record,
	    "exit"));
	if (*opened_text(record, "code") != '\0')
		err_set(&move->err, err_find(opened_text(record, "code")), "%s",
		    opened_text(record, "text"));
	begun->under_way = (struct campaign_move){ .job = NULL };
}

static bool
records_read(struct begun *begun, struct err *err)
{
	for (size_t i = 1; i < begun->journal.count; i++) {
		const json_t *record = begun->journal.record[i];
		const char *type = journal_type(&begun->journal, i);

		begun->ended = strcmp(type, "end") == 0;
		if (strcmp(type, "choice") == 0)
			choice_read(begun, record);
		else if (strcmp(type, "ending") == 0)
			ending_read(begun, record);
		else if (begun->ended)
			begun->ending = ending_of(record);
		if (begun->count == CAMPAIGN_MOVES)
			return err_set(err, ERR_TOO_MANY, "%s: more jobs than "
			    "a campaign has", begun->journal.path);
	}
	return true;
}

bool
begun_read(struct arena *arena, const char *path, struct begun *begun,
    struct err *err)
{
	const char *file = folder_path(arena, path, record_name);
	size_t size;
	char *text;

	*begun = (struct begun){ .journal.path = file };
	text = file_read(arena, file, LIMIT_JOURNAL_BYTES, &size, err);
	begun->moves = arena_take(arena, CAMPAIGN_MOVES,
	    sizeof(*begun->moves));
	return text != NULL && journal_lines(arena, &begun->journal, text,
	    size, err) && opening_read(arena, begun, err) &&
	    site_read_back(arena, path, begun, err) &&
	    start_read(arena, path, begun, err) &&
	    job_read_line(arena, begun->site.site, opened_text(
	    begun->journal.record[0], "job"), &begun->job, err) &&
	    records_read(begun, err);
}

bool
begun_open(struct begun *begun, const char *path, const struct holder *holder,
    struct record *record, struct err *err)
{
	if (!folder_open(&record->folder, path, record_name, holder, err))
		return false;
	record->chain = begun->journal.chain;
	record->folder.size = (int64_t)begun->journal.sound;
	return begun->journal.torn == 0 || folder_cut(&record->folder,
	    (int64_t)begun->journal.sound, err);
}

bool
begun_again(struct begun *begun, const char *path,
    const struct holder *holder, struct record *record, struct err *err)
{
	const char *hash = json_string_value(json_object_get(
	    begun->journal.record[0], "hash"));

	if (!begun_open(begun, path, holder, record, err))
		return false;
	assert(hash != NULL && strlen(hash) < sizeof(record->chain.hash));
	record->chain.n = 1;
	memcpy(record->chain.hash, hash, strlen(hash) + 1);
	record->past = &begun->journal;
	record->next = 1;
	return true;
}

bool
begun_job(const char *path)
{
	struct folder folder = { .path = path, .name = folder_journal,
	    .journal = -1, .lock.fd = -1 };
	struct arena arena = { 0 };
	struct readback reading;
	struct err err = { 0 };
	bool begun = reading_make(&arena, path, NULL, &reading, &err);

	if (!begun && (err.code == ERR_NOT_BEGUN || unbegun(path, &err)))
		folder_discard(&folder);
	journal_drop(&reading.journal);
	arena_drop(&arena);
	return begun;
}
