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
#include "backends/sim/told/values.h"
#include "backends/sim/world/growth.h"
#include "backends/sim/world/simulation.h"
#include "core/base/buffer.h"

/* Before guests run configurations are saved, which then have none of them. */
static const struct {
	const struct told_kind *kind;
	enum told_phase	 phase;
} passes[] = {
	{ &told_site, TOLD_FIRST }, { &told_node, TOLD_FIRST },
	{ &told_service, TOLD_FIRST }, { &told_device, TOLD_FIRST },
	{ &told_pool, TOLD_FIRST }, { &told_device, TOLD_LATE },
	{ &told_file, TOLD_FIRST }, { &told_pool, TOLD_LATE },
	{ &told_archive, TOLD_FIRST }, { &told_volume, TOLD_FIRST },
	{ &told_type, TOLD_FIRST }, { &told_source, TOLD_FIRST },
	{ &told_node, TOLD_LATE }, { &told_guest, TOLD_FIRST },
	{ &told_group, TOLD_FIRST }, { &told_resource, TOLD_FIRST },
	{ &told_guest, TOLD_LATE }, { &told_node, TOLD_LAST },
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
	return row->set == NULL || row->set(telling, value);
}

/* All words of the line that have this key. */
static bool
key_set(struct telling *telling, const struct told_row *row)
{
	const struct told_line *line = telling->at;
	bool is_set = false;

	for (uint32_t i = 0; i < line->count; i++)
		if (told_row_of(line->kind, line->word[i].key) == row &&
		    !word_set(telling, row, &line->word[i], &is_set))
			return false;
	rows_ensure(telling->sim);
	return is_set || row->otherwise == NULL ||
	    row->set(telling, row->otherwise);
}

static bool
pass_tell(struct telling *telling, const struct told_kind *kind,
    enum told_phase phase)
{
	rows_ensure(telling->sim);
	if (!kind->phase[phase].begin(telling))
		return false;
	for (size_t i = 0; i < kind->count; i++)
		if (kind->rows[i].phase == phase &&
		    !key_set(telling, &kind->rows[i]))
			return false;
	return kind->phase[phase].end == NULL ||
	    kind->phase[phase].end(telling);
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
	const struct told_row *row = told_row_of(telling->at->kind,
	    word->key);

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
		telling->at = &telling->line[i];
		if (told_kind_of(telling->at->kind) == NULL)
			return told_wrong(telling, "\"%.80s\" begins no line "
			    "of a start text", telling->at->kind);
		for (uint32_t w = 0; w < telling->at->count; w++)
			if (!word_check(telling, w))
				return false;
	}
	return true;
}

static bool
nodes_check(struct telling *telling)
{
	const struct sim *sim = telling->sim;

	for (uint32_t n = 1; n <= sim->world->table[T_NODE].count; n++) {
		const char *name = sim_name(sim, KIND_NODE, n);

		if (!told_has_line(telling, &told_node, name))
			return err_set(telling->err, ERR_FILE_INVALID,
			    "start: there is no line about node %.80s", name);
	}
	return true;
}

static bool
all_tell(struct telling *telling)
{
	for (unsigned p = 0; p < PASSES; p++) {
		const struct told_kind *kind = passes[p].kind;

		if (passes[p].phase == TOLD_LAST) {
			told_unasked(telling);
			told_installed(telling);
			told_unseen(telling);
		}
		for (uint32_t i = 0; i < telling->lines; i++) {
			telling->at = &telling->line[i];
			if (strcmp(telling->at->kind, kind->line) == 0 &&
			    !pass_tell(telling, kind, passes[p].phase))
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
sim_told(struct sim *sim, const char *text, size_t size, struct buffer *notes,
    struct err *err)
{
	struct telling telling = { .sim = sim, .notes = notes, .err = err };
	struct sink *sink = sim->sink;
	bool good;

	assert(text != NULL && sim->world->now_ns == 0);
	sim->sink = NULL;
	sim->cause = CAUSE_OP;
	good = told_read(&telling, text, size) && lines_check(&telling) &&
	    nodes_check(&telling);
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
