/*
 * A world from a start text.
 *
 * Lines are taken in the order in which one needs another, whatever their order
 * in the text; keys in the order of their table.  Nothing is begun before all
 * is there.
 */
#include "backends/sim/start/start.h"

#include <assert.h>
#include <string.h>

#include "backends/sim/kernel/settle.h"
#include "backends/sim/kernel/work.h"
#include "backends/sim/observers/invariants.h"
#include "backends/sim/observers/online.h"
#include "backends/sim/start/values.h"
#include "backends/sim/world/growth.h"
#include "backends/sim/world/simulation.h"
#include "core/base/buffer.h"

/* Before guests run configurations are saved, which then have none of them. */
static const struct {
	const struct start_kind *kind;
	enum start_phase	 phase;
} passes[] = {
	{ &start_site, START_FIRST }, { &start_node, START_FIRST },
	{ &start_service, START_FIRST }, { &start_device, START_FIRST },
	{ &start_pool, START_FIRST }, { &start_device, START_LATE },
	{ &start_file, START_FIRST }, { &start_pool, START_LATE },
	{ &start_archive, START_FIRST }, { &start_volume, START_FIRST },
	{ &start_type, START_FIRST }, { &start_source, START_FIRST },
	{ &start_node, START_LATE }, { &start_guest, START_FIRST },
	{ &start_group, START_FIRST }, { &start_resource, START_FIRST },
	{ &start_guest, START_LATE }, { &start_node, START_LAST },
};

enum { PASSES = sizeof(passes) / sizeof(passes[0]) };

/* Whatever comes next has rows to be in. */
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
note(struct starting *start, const struct start_row *row)
{
	const struct start_line *line = start->at;

	if (start->notes != NULL)
		buffer_print(start->notes, "start:%u: %s of %s %s is not "
		    "known: taken as %s\n", (unsigned)line->number,
		    row->key.key, line->kind, line->name,
		    row->otherwise == NULL ? "nothing was set" :
		    *row->otherwise == '\0' ? "none" : row->otherwise);
}

static bool
word_set(struct starting *start, const struct start_row *row,
    const struct start_word *word, bool *is_set)
{
	const char *value = word->value;

	/* What is a variable has its name in its value. */
	if (row->key.form == START_LIST && strcmp(row->key.key, word->key) != 0)
		value = arena_format(&start->arena, "%s=%s", word->key,
		    value);
	rows_ensure(start->sim);
	if (value != NULL && is_unknown(value)) {
		note(start, row);
		return true;
	}
	*is_set = true;
	return row->set == NULL || row->set(start, value);
}

/* All words of the line that have this key. */
static bool
key_set(struct starting *start, const struct start_row *row)
{
	const struct start_line *line = start->at;
	bool is_set = false;

	for (uint32_t i = 0; i < line->count; i++)
		if (start_row_of(line->kind, line->word[i].key) == row &&
		    !word_set(start, row, &line->word[i], &is_set))
			return false;
	rows_ensure(start->sim);
	return is_set || row->otherwise == NULL ||
	    row->set(start, row->otherwise);
}

static bool
pass_take(struct starting *start, const struct start_kind *kind,
    enum start_phase phase)
{
	rows_ensure(start->sim);
	if (!kind->phase[phase].begin(start))
		return false;
	for (size_t i = 0; i < kind->count; i++)
		if (kind->rows[i].phase == phase &&
		    !key_set(start, &kind->rows[i]))
			return false;
	return kind->phase[phase].end == NULL ||
	    kind->phase[phase].end(start);
}

static bool
is_repeated(const struct start_line *line, uint32_t word)
{
	for (uint32_t i = 0; i < word; i++)
		if (strcmp(line->word[i].key, line->word[word].key) == 0)
			return true;
	return false;
}

static bool
word_check(struct starting *start, uint32_t i)
{
	const struct start_word *word = &start->at->word[i];
	const struct start_row *row = start_row_of(start->at->kind,
	    word->key);

	if (row == NULL)
		return start_wrong(start, "a line \"%.20s\" has no key "
		    "\"%.80s\"", start->at->kind, word->key);
	if ((row->key.form == START_WORD) != (word->value == NULL))
		return start_wrong(start, "\"%.80s\": %s", word->key,
		    word->value == NULL ? "it needs a value, KEY=VALUE" :
		    "it has no value");
	return row->key.form == START_LIST || !is_repeated(start->at, i) ||
	    start_wrong(start, "\"%.80s\" stands there twice", word->key);
}

/* Every line is of some kind, and every word of it a key. */
static bool
lines_check(struct starting *start)
{
	for (uint32_t i = 0; i < start->lines; i++) {
		start->at = &start->line[i];
		if (start_kind_of(start->at->kind) == NULL)
			return start_wrong(start, "\"%.80s\" begins no line "
			    "of a start text", start->at->kind);
		for (uint32_t w = 0; w < start->at->count; w++)
			if (!word_check(start, w))
				return false;
	}
	return true;
}

static bool
nodes_check(struct starting *start)
{
	const struct sim *sim = start->sim;

	for (uint32_t n = 1; n <= sim->world->table[T_NODE].count; n++) {
		const char *name = sim_name(sim, KIND_NODE, n);

		if (!start_has_line(start, &start_node, name))
			return err_set(start->err, ERR_FILE_INVALID,
			    "start: there is no line about node %.80s", name);
	}
	return true;
}

static bool
all_take(struct starting *start)
{
	for (unsigned p = 0; p < PASSES; p++) {
		const struct start_kind *kind = passes[p].kind;

		if (passes[p].phase == START_LAST) {
			start_unasked(start);
			start_installed(start);
			start_unseen(start);
		}
		for (uint32_t i = 0; i < start->lines; i++) {
			start->at = &start->line[i];
			if (strcmp(start->at->kind, kind->line) == 0 &&
			    !pass_take(start, kind, passes[p].phase))
				return false;
		}
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
sim_start(struct sim *sim, const char *text, size_t size, struct buffer *notes,
    struct err *err)
{
	struct starting start = { .sim = sim, .notes = notes, .err = err };
	struct sink *sink = sim->sink;
	bool good;

	assert(text != NULL && sim->world->now_ns == 0);
	sim->sink = NULL;
	sim->cause = CAUSE_OP;
	good = start_read(&start, text, size) && lines_check(&start) &&
	    nodes_check(&start);
	if (good) {
		start_empty(sim);
		good = all_take(&start);
	}
	if (good)
		settle(sim);
	sim->sink = sink;
	arena_drop(&start.arena);
	return good;
}
