#include "tools/ways/recorded_file.h"

#include <stdlib.h>
#include <string.h>

#include "tools/file.h"

enum { FILE_MOST = 1 << 28, PLACE_BYTES = 256 };

/* One file for all: its order is that of the run, and so is its clock. */
static bool
place_fits(struct recorded *recorded, uint32_t place, struct err *err)
{
	const struct site_reach *reach = site_reach_at(recorded->site, place);
	char text[PLACE_BYTES];

	site_place(recorded->site->names, place, text, sizeof(text));
	if (reach->by == NULL)
		return true;
	if (strcmp(reach->by, "transcript") != 0)
		return err_set(err, ERR_NO_REACH, "%.80s is reached by %s, "
		    "others by a transcript: a transcript answers for all "
		    "places of a site, or for none", text, reach->by);
	if (reach->file == NULL)
		return err_set(err, ERR_NO_REACH, "%.80s is reached by a "
		    "transcript, and \"file\" does not say by which", text);
	if (recorded->path == NULL)
		recorded->path = reach->file;
	return strcmp(reach->file, recorded->path) == 0 || err_set(err,
	    ERR_NO_REACH, "%.80s is reached by %.60s, others by %.60s: one "
	    "transcript answers for all places of a site", text, reach->file,
	    recorded->path);
}

bool
recorded_fits(struct recorded *recorded, struct err *err)
{
	const struct site *site = recorded->site;
	uint32_t place = 0;

	while ((place = site_place_next(site, place)) != 0)
		if (!place_fits(recorded, place, err))
			return false;
	return site->simulated || err_set(err, ERR_GUARDED, "%.100s "
	    "is a transcript and no machine, and the site file does not say "
	    "so (\"simulated\": true)", recorded->path);
}

bool
recorded_look(struct recorded *recorded, const char *beside, struct err *err)
{
	const char *path = recorded->path;
	const char *slash = beside != NULL ? strrchr(beside, '/') : NULL;

	if (*path == '/')
		return true;
	if (beside == NULL)
		return err_set(err, ERR_NO_REACH, "%.100s is a transcript in "
		    "the folder of a site file, and a run has only a copy of "
		    "that file: begin it with the whole path in \"file\"",
		    path);
	if (slash != NULL)
		recorded->path = arena_format(&recorded->arena, "%.*s%s",
		    (int)(slash + 1 - beside), beside, path);
	return true;
}

bool
recorded_is(const struct site *site)
{
	uint32_t place = site_place_next(site, 0);

	while (place != 0 && !site_reach_is(site, place, "transcript"))
		place = site_place_next(site, place);
	return place != 0;
}

/* Every key has its kind, and there is no other. */
static bool
line_unpack(struct recorded_line *line)
{
	json_t *answer;

	line->status = -1;
	line->on = line->out = line->err = "";
	return json_unpack_ex(line->whole, NULL, JSON_STRICT, "{s?I, s:I, s?I, "
	    "s?s, s?s, s?s, s?o, s?b, s?b, s?b, s?i, s?s%, s?s%, s?b, s?s, "
	    "s?b, s?b, s?o, s?o, s?o, s?o, s?b, s?b, s?o, s?s, s?s, s?s, s?s, "
	    "s?s, s?s, s?s, s?s, s?s, s?s, s?s, s?I}",
	    "n", &line->n, "at_ms", &line->at_ms, "took_ms", &line->took_ms,
	    "begins", &line->begins, "on", &line->on,
	    "command", &line->command, "question", &line->question,
	    "at_once", &line->at_once,
	    "change", &line->change, "by_hand", &line->by_hand,
	    "status", &line->status, "out", &line->out, &line->out_size,
	    "err", &line->err, &line->err_size, "lost", &line->lost,
	    "why", &line->why, "left", &line->left,
	    "secret", &line->secret, "state", &answer, "where", &answer,
	    "value", &answer, "number", &answer, "pasted", &line->pasted,
	    "locked", &line->locked, "words", &line->words, "ends",
	    &line->ends, "code", &line->code, "signal", &line->signal,
	    "lock", &line->lock, "says", &line->says, "holder", &line->holder,
	    "proof", &line->proof, "asked", &line->asked, "said", &line->said,
	    "hook", &line->hook, "failed", &line->failed, "records",
	    &line->records) == 0;
}

/* What a line of each kind is known by; what comes with it; and whether it has
 * a number. */
static const struct {
	const char	*key, *with[3];
	bool		 numbered;
} kinds[RECORDED_KINDS] = {
	[RECORDED_BEGINS] = { "begins", { NULL }, false },
	[RECORDED_ENDS] = { "ends", { "status", NULL }, false },
	[RECORDED_COMMAND] = { "command", { NULL }, true },
	[RECORDED_QUESTION] = { "question", { NULL }, true },
	[RECORDED_LOCK] = { "lock", { "says", "holder", "proof" }, true },
	[RECORDED_ASKED] = { "asked", { NULL }, true },
	[RECORDED_HOOK] = { "hook", { NULL }, true },
};

static bool
has(const struct recorded_line *line, const char *key)
{
	return key != NULL && json_object_get(line->whole, key) != NULL;
}

/* One thing is said. */
static bool
line_kind(struct recorded_line *line)
{
	int said = 0;

	for (enum recorded_kind kind = 0; kind < RECORDED_KINDS; kind++)
		if (has(line, kinds[kind].key)) {
			line->kind = kind;
			said++;
		}
	return said == 1;
}

/* Words of a verb are texts. */
static bool
words_fit(const json_t *words)
{
	for (size_t i = 0; i < json_array_size(words); i++)
		if (!json_is_string(json_array_get(words, i)))
			return false;
	return words == NULL || json_is_array(words);
}

/* One thing has come of what was typed or asked. */
static bool
line_fits(struct recorded_line *line)
{
	int came = (line->status >= 0) + (line->lost != 0) +
	    (line->left != 0) + (line->locked != 0) + has(line, "state");
	bool typed;

	if (!line_kind(line) || !words_fit(line->words))
		return false;
	typed = line->kind == RECORDED_COMMAND ||
	    line->kind == RECORDED_QUESTION;
	for (unsigned i = 0; i < 3; i++)
		if (kinds[line->kind].with[i] != NULL &&
		    !has(line, kinds[line->kind].with[i]))
			return false;
	return (!typed || came == 1) && (line->n > 0) ==
	    kinds[line->kind].numbered && line->took_ms >= 0 &&
	    (line->question == NULL || recorded_question(line) != NULL);
}

static bool
line_read(struct recorded *recorded, const char *text, size_t n)
{
	struct recorded_line *line = &recorded->line[recorded->count];

	line->whole = json_loadb(text, n, JSON_REJECT_DUPLICATES, NULL);
	if (line->whole == NULL)
		return false;
	line->number = ++recorded->count;
	if (!line_unpack(line) || !line_fits(line))
		return false;
	line->part = recorded->part += line->kind == RECORDED_BEGINS;
	return true;
}

static unsigned
lines_count(const char *text)
{
	unsigned count = 1;

	while ((text = strchr(text, '\n')) != NULL) {
		count++;
		text++;
	}
	return count;
}

/* They were written as they ended. */
static int
line_compare(const void *one, const void *other)
{
	const struct recorded_line *a = one, *b = other;

	if (a->part != b->part)
		return a->part < b->part ? -1 : 1;
	if ((a->kind == RECORDED_ENDS) != (b->kind == RECORDED_ENDS))
		return a->kind == RECORDED_ENDS ? 1 : -1;
	return a->n < b->n ? -1 : a->n > b->n;
}

/* The last line has an end, too: one that was cut off is none. */
bool
recorded_take(struct recorded *recorded, const char *at, struct err *err)
{
	unsigned number = 0;
	const char *end;

	recorded->line = arena_take(&recorded->arena, lines_count(at),
	    sizeof(*recorded->line));
	for (end = strchr(at, '\n'); end != NULL; end = strchr(at, '\n')) {
		number++;
		if (!line_read(recorded, at, (size_t)(end - at)))
			break;
		at = end + 1;
	}
	recorded->part = 0;
	qsort(recorded->line, recorded->count, sizeof(*recorded->line),
	    line_compare);
	return *at == '\0' || err_set(err, ERR_FILE_INVALID, "%.100s:%u: that "
	    "is no line of a transcript", recorded->path, end != NULL ?
	    number : number + 1);
}

bool
recorded_read(struct recorded *recorded, struct err *err)
{
	size_t size;
	const char *text = file_read(&recorded->arena, recorded->path,
	    FILE_MOST, &size, err);

	return text != NULL && recorded_take(recorded, text, err);
}

const char *
recorded_question(const struct recorded_line *line)
{
	return json_string_value(json_object_get(line->question, "name"));
}

void
recorded_drop(struct recorded *recorded)
{
	for (unsigned i = 0; i < recorded->count; i++)
		json_decref(recorded->line[i].whole);
	arena_drop(&recorded->arena);
}
