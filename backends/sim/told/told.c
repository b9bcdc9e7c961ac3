/*
 * A world from a start text.
 *
 * Lines are told in the order in which one needs another, whatever their order
 * in the text; keys in the order of their table.  Nothing is begun before all
 * is there.
 */
#include "backends/sim/told/told.h"

#include <assert.h>
#include <string.h>

#include "backends/sim/kernel/settle.h"
#include "backends/sim/kernel/work.h"
#include "backends/sim/observers/invariants.h"
#include "backends/sim/observers/online.h"
#include "backends/sim/told/telling.h"
#include "backends/sim/world/growth.h"

/* Before guests run configurations are saved, which then have none of them. */
static const struct told_pass passes[] = {
	{ "site", TOLD_FIRST, tell_site, NULL },
	{ "node", TOLD_FIRST, tell_node, NULL },
	{ "service", TOLD_FIRST, tell_service, NULL },
	{ "device", TOLD_FIRST, tell_device, NULL },
	{ "pool", TOLD_FIRST, tell_pool, tell_pool_end },
	{ "device", TOLD_LATE, tell_device_again, NULL },
	{ "file", TOLD_FIRST, tell_file, tell_file_end },
	{ "pool", TOLD_LATE, tell_pool, tell_pool_files },
	{ "archive", TOLD_FIRST, tell_archive, NULL },
	{ "volume", TOLD_FIRST, tell_volume, NULL },
	{ "type", TOLD_FIRST, tell_type, NULL },
	{ "source", TOLD_FIRST, tell_source, NULL },
	{ "node", TOLD_LATE, tell_node_again, tell_configs_end },
	{ "guest", TOLD_FIRST, tell_guest, NULL },
	{ "group", TOLD_FIRST, tell_group, NULL },
	{ "resource", TOLD_FIRST, tell_resource, tell_resource_end },
	{ "guest", TOLD_LATE, tell_guest_again, NULL },
	{ "node", TOLD_LAST, tell_node_again, tell_node_works },
};

enum { PASSES = sizeof(passes) / sizeof(passes[0]) };

/* Whatever is told next has rows to be in. */
static void
rows_ensure(struct sim *sim)
{
	growth_names(sim);
	growth_ensure(sim);
}

static bool
is_unknown(const char *value)
{
	return strcmp(value, "?") == 0;
}

static void
note(struct telling *telling, const struct told_row *row)
{
	const struct told_line *line = telling->at;

	if (telling->notes != NULL)
		buffer_print(telling->notes, "start:%u: %s of %s %s is not "
		    "known: taken as %s\n", (unsigned)line->number,
		    row->key.key, line->kind, line->name,
		    row->otherwise == NULL ? "nothing was set" :
		    *row->otherwise == '\0' ? "none" : row->otherwise);
}

static bool
word_set(struct telling *telling, const struct told_row *row,
    const struct told_word *word, bool *is_set)
{
	const char *value = word->value;

	/* What is a variable has its name in its value. */
	if (row->key.form == TOLD_LIST && strcmp(row->key.key, word->key) != 0)
		value = arena_format(&telling->arena, "%s=%s", word->key,
		    value);
	rows_ensure(telling->sim);
	if (value != NULL && is_unknown(value)) {
		note(telling, row);
		return true;
	}
	*is_set = true;
	return row->set(telling, value);
}

/* All words of the line that have this key. */
static bool
key_set(struct telling *telling, const struct told_row *row)
{
	const struct told_line *line = telling->at;
	bool is_set = false;

	for (uint32_t i = 0; i < line->count; i++)
		if (told_row_of(line, &line->word[i]) == row &&
		    !word_set(telling, row, &line->word[i], &is_set))
			return false;
	rows_ensure(telling->sim);
	return is_set || row->otherwise == NULL ||
	    row->set(telling, row->otherwise);
}

static bool
keys_set(struct telling *telling, const struct told_pass *pass)
{
	for (size_t i = 0; i < told_row_count; i++)
		if (told_rows[i].phase == pass->phase &&
		    told_rows[i].set != NULL &&
		    strcmp(told_rows[i].key.line, pass->line) == 0 &&
		    !key_set(telling, &told_rows[i]))
			return false;
	return true;
}

static bool
pass_tell(struct telling *telling, const struct told_pass *pass)
{
	for (uint32_t i = 0; i < telling->lines; i++) {
		telling->at = &telling->line[i];
		if (strcmp(telling->at->kind, pass->line) != 0)
			continue;
		rows_ensure(telling->sim);
		if ((pass->begin != NULL && !pass->begin(telling)) ||
		    !keys_set(telling, pass) ||
		    (pass->end != NULL && !pass->end(telling)))
			return false;
	}
	return true;
}

static bool
is_repeated(const struct told_line *line, uint32_t word)
{
	for (uint32_t i = 0; i < word; i++)
		if (strcmp(line->word[i].key, line->word[word].key) == 0)
			return true;
	return false;
}

static bool
word_check(struct telling *telling, uint32_t i)
{
	const struct told_word *word = &telling->at->word[i];
	const struct told_row *row = told_row_of(telling->at, word);

	if (row == NULL)
		return told_wrong(telling, "a line \"%.20s\" has no key "
		    "\"%.80s\"", telling->at->kind, word->key);
	if ((row->key.form == TOLD_WORD) != (word->value == NULL))
		return told_wrong(telling, "\"%.80s\": %s", word->key,
		    word->value == NULL ? "it needs a value, KEY=VALUE" :
		    "it has no value");
	return row->key.form == TOLD_LIST || !is_repeated(telling->at, i) ||
	    told_wrong(telling, "\"%.80s\" stands there twice", word->key);
}

/* Every line is of some kind, and every word of it a key. */
static bool
lines_check(struct telling *telling)
{
	for (uint32_t i = 0; i < telling->lines; i++) {
		unsigned pass = 0;

		telling->at = &telling->line[i];
		while (pass < PASSES &&
		    strcmp(passes[pass].line, telling->at->kind) != 0)
			pass++;
		if (pass == PASSES)
			return told_wrong(telling, "\"%.80s\" begins no line "
			    "of a start text", telling->at->kind);
		for (uint32_t w = 0; w < telling->at->count; w++)
			if (!word_check(telling, w))
				return false;
	}
	return true;
}

static bool
all_tell(struct telling *telling)
{
	for (unsigned i = 0; i < PASSES; i++) {
		if (passes[i].phase == TOLD_LAST)
			told_installed(telling);
		if (!pass_tell(telling, &passes[i]))
			return false;
	}
	return true;
}

/* A guest that nobody boots though its group is Online has been so for
 * long. */
static void
watches_end(struct sim *sim)
{
	for (uint32_t i = 1; i <= sim->world->table[T_WORK].high; i++)
		if (world_work(sim->world, i)->kind == WORK_WATCH) {
			queue_remove(sim->world, i);
			watch_event(sim, i);
		}
}

/* What is broken in the text is nobody's doing: it is not reported again, and
 * not counted. */
static void
settle(struct sim *sim)
{
	rows_ensure(sim);
	sim->touched_all = true;
	sim_settle(sim);
	watches_end(sim);
	sim_settle(sim);
	sim->verdicts->violations = sim->verdicts->violated = 0;
	sim->verdicts->first = NULL;
}

bool
sim_told(struct sim *sim, const char *text, size_t size, struct buffer *notes,
    struct err *err)
{
	struct telling telling = { .sim = sim, .notes = notes, .err = err };
	struct sink *sink = sim->sink;
	bool good;

	assert(text != NULL && sim->world->now_ns == 0);
	sim->sink = NULL;
	sim->cause = CAUSE_OP;
	good = told_read(&telling, text, size) && lines_check(&telling);
	if (good) {
		told_empty(sim);
		good = all_tell(&telling);
	}
	if (good)
		settle(sim);
	sim->sink = sink;
	arena_drop(&telling.arena);
	return good;
}
