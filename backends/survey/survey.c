#include "backends/survey/survey.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "backends/commands/shell.h"

static bool
is_same(const struct surveyed *one, uint32_t node, enum survey_line line,
    const char *about)
{
	return one->line == line && one->output.place == node &&
	    strcmp(one->about, about) == 0;
}

static void
list_add(struct survey *survey, struct surveyed *one)
{
	if (survey->count == survey->capacity) {
		struct surveyed **list;

		survey->capacity = survey->capacity * 2 + 32;
		list = arena_take(&survey->arena, survey->capacity,
		    sizeof(struct surveyed *));
		for (uint32_t i = 0; i < survey->count; i++)
			list[i] = survey->list[i];
		survey->list = list;
	}
	survey->list[survey->count++] = one;
}

/* The line with what it is asked about. */
static const char *
line_write(struct arena *arena, const char *line, const char *about)
{
	const char *at = strchr(line, '%');

	return at == NULL ? line : arena_format(arena, "%.*s%s%s",
	    (int)(at - line), line, shell_word(arena, about), at + 1);
}

static void
line_add(struct survey *survey, uint32_t node, enum survey_line line,
    const char *about)
{
	struct surveyed *one;

	for (uint32_t i = 0; i < survey->count; i++)
		if (is_same(survey->list[i], node, line, about))
			return;
	one = arena_take(&survey->arena, 1, sizeof(*one));
	*one = (struct surveyed){ .line = line, .why = "",
	    .about = arena_text(&survey->arena, about, strlen(about)) };
	one->output.place = node;
	one->output.line = line_write(&survey->arena, survey_row(line)->line,
	    one->about);
	list_add(survey, one);
}

/* Of a line that is asked at one node: at that one, unless another one has been
 * asked, and may still answer or has answered. */
static void
one_add(struct survey *survey, uint32_t node, enum survey_line line,
    const char *about)
{
	for (uint32_t i = 0; i < survey->count; i++) {
		const struct surveyed *one = survey->list[i];

		if (one->line == line && strcmp(one->about, about) == 0 &&
		    (!one->output.over || surveyed_answered(one)))
			return;
	}
	line_add(survey, node, line, about);
}

void
survey_make(struct survey *survey, const char *const node[], uint32_t nodes,
    unsigned purposes)
{
	assert(nodes >= 1 && nodes <= SITE_NODES);
	*survey = (struct survey){ .nodes = nodes, .purposes = purposes };
	for (uint32_t n = 1; n <= nodes; n++)
		survey->node[n] = node[n];
	for (enum survey_line line = 0; (int)line < SURVEY_ALL; line++) {
		const struct survey_row *row = survey_row(line);

		for (uint32_t n = 1; n <= (row->one ? 1 : nodes) &&
		    (row->purposes & purposes) != 0 && row->kind == NULL; n++)
			line_add(survey, n, line, "");
	}
}

void
survey_processor(struct survey *survey, uint32_t node, enum survey_line line,
    const char *text)
{
	struct surveyed *one;

	assert(node != 0 && node <= survey->nodes);
	line_add(survey, node, line, "");
	one = survey->list[survey->count - 1];
	one->processor = true;
	one->output.line = arena_text(&survey->arena, text, strlen(text));
}

uint32_t
surveyed_place(const struct surveyed *one)
{
	return one->output.place | (one->processor ? PLACE_SP : 0);
}

const char *
surveyed_where(struct arena *arena, const struct survey *survey,
    const struct surveyed *one)
{
	const char *node = survey->node[one->output.place];

	return one->processor ? arena_format(arena, "sp:%s", node) : node;
}

void
survey_drop(struct survey *survey)
{
	arena_drop(&survey->arena);
	*survey = (struct survey){ .count = 0 };
}

/* What the fact names. */
static const char *
about_of(const struct survey_row *row, const struct fact_row *fact)
{
	const char *about = fact_word(fact, row->key);

	return about + (row->folder != NULL ? strlen(row->folder) : 0);
}

/* Does the fact name something that the row asks about? */
static bool
is_about(const struct survey_row *row, const struct fact_row *fact)
{
	return fact->why == NULL && strcmp(fact->kind, row->kind) == 0 &&
	    fact_detail(fact, row->key) != NULL &&
	    (row->folder == NULL || strncmp(fact_word(fact, row->key),
	    row->folder, strlen(row->folder)) == 0) &&
	    (row->with == NULL || (row->is == NULL ? fact_detail(fact,
	    row->with) != NULL : fact_is(fact, row->with, row->is))) &&
	    (row->never == NULL || !fact_is(fact, row->key, row->never));
}

/* What all members say alike is asked about at each node, what one node says of
 * itself at that node, or everywhere. */
static void
grow_row(struct survey *survey, const struct surveyed *from,
    enum survey_line line)
{
	const struct survey_row *row = survey_row(line);
	const struct reading *reading = &from->output.reading;

	for (uint32_t i = 0; i < reading->count; i++) {
		const struct fact_row *fact = &reading->fact[i];
		const char *about;

		if (!is_about(row, fact))
			continue;
		about = about_of(row, fact);
		if (row->one)
			one_add(survey, from->output.place, line, about);
		for (uint32_t n = 1; !row->one && n <= survey->nodes; n++)
			if (survey_row(from->line)->one || row->everywhere ||
			    n == from->output.place)
				line_add(survey, n, line, about);
	}
}

/* Nobody knows, or not that one: the next node is asked, the first after the
 * last, until one of them was. */
static void
grow_other(struct survey *survey, const struct surveyed *from)
{
	one_add(survey, from->output.place % survey->nodes + 1, from->line,
	    from->about);
}

/* Add what follows from the answers that have come. */
static void
survey_grow(struct survey *survey)
{
	for (uint32_t i = 0; i < survey->count; i++) {
		struct surveyed *from = survey->list[i];

		if (!from->output.over || from->grown)
			continue;
		from->grown = true;
		if (!surveyed_answered(from)) {
			if (survey_row(from->line)->one)
				grow_other(survey, from);
			continue;
		}
		for (enum survey_line line = 0; (int)line < SURVEY_ALL; line++)
			if (survey_row(line)->kind != NULL &&
			    (survey_row(line)->purposes & survey->purposes) !=
			    0)
				grow_row(survey, from, line);
	}
}

static struct surveyed *
next_of(struct survey *survey, bool storage)
{
	for (uint32_t i = 0; i < survey->count; i++) {
		struct surveyed *one = survey->list[i];

		if (!one->begun && survey_row(one->line)->storage == storage) {
			one->begun = true;
			return one;
		}
	}
	return NULL;
}

/* Of the round, what may hang last. */
static struct surveyed *
next_taken(struct survey *survey)
{
	struct surveyed *one = next_of(survey, false);

	return one != NULL ? one : next_of(survey, true);
}

static bool
all_over(const struct survey *survey)
{
	for (uint32_t i = 0; i < survey->count; i++)
		if (!survey->list[i]->output.over)
			return false;
	return true;
}

/* The next round begins when all of the last one is over: so the order at each
 * node does not depend on who is quick, and a transcript plays it again. */
struct surveyed *
survey_next(struct survey *survey)
{
	struct surveyed *one = next_taken(survey);

	if (one != NULL || !all_over(survey))
		return one;
	survey_grow(survey);
	return next_taken(survey);
}

/* A document is no list of facts. */
static void
definition_read(struct arena *arena, struct surveyed *one)
{
	struct constraints *read = arena_take(arena, 1, sizeof(*read));
	struct err err = { 0 };

	if (constraints_read(arena, one->output.ended.out,
	    one->output.ended.out_size, read, &err))
		one->definition = read;
	else
		one->why = arena_text(arena, err.text, strlen(err.text));
}

void
surveyed_heard(struct arena *arena, struct surveyed *one,
    const struct ended *ended)
{
	assert(one->begun && !one->output.over);
	output_heard(arena, &one->output, ended);
	if (one->line != SURVEY_DEFINITION)
		return;
	one->output.reading = (struct reading){ .count = 0 };
	if (surveyed_answered(one))
		definition_read(arena, one);
}

void
survey_heard(struct survey *survey, struct surveyed *one,
    const struct ended *ended)
{
	surveyed_heard(&survey->arena, one, ended);
}

void
survey_lost(struct survey *survey, struct surveyed *one, const char *why)
{
	assert(one->begun && !one->output.over);
	one->why = why != NULL ? arena_text(&survey->arena, why,
	    strlen(why)) : "";
	output_lost(&survey->arena, &one->output, why);
}

bool
surveyed_answered(const struct surveyed *one)
{
	const char *none = survey_row(one->line)->none;

	return one->output.over && !one->output.lost &&
	    (one->output.ended.status == 0 || (none != NULL &&
	    strstr(one->output.ended.err, none) != NULL &&
	    strstr(one->output.ended.err, "denied") == NULL));
}

const struct surveyed *
survey_find(const struct survey *survey, uint32_t node,
    enum survey_line line, const char *about)
{
	const struct surveyed *last = NULL;

	for (uint32_t i = 0; i < survey->count; i++) {
		const struct surveyed *one = survey->list[i];

		if (!is_same(one, node != 0 ? node : one->output.place, line,
		    about != NULL ? about : ""))
			continue;
		if (surveyed_answered(one))
			return one;
		last = one;
	}
	return last;
}

const struct reading *
survey_reading(const struct survey *survey, uint32_t node,
    enum survey_line line)
{
	const struct surveyed *one = survey_find(survey, node, line, NULL);

	return one != NULL && surveyed_answered(one) ? &one->output.reading :
	    NULL;
}

uint32_t
surveyed_strange(const struct surveyed *one)
{
	return one->line != SURVEY_DEFINITION ? one->output.reading.strange :
	    surveyed_answered(one) && one->definition == NULL;
}
