#include "backends/readiness/judging.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "backends/readiness/subjects.h"

struct which
which(const char *key, const char *text)
{
	return (struct which){ { key, text, NULL, NULL } };
}

struct which
which_two(const char *key, const char *text, const char *other_key,
    const char *other)
{
	return (struct which){ { key, text, other_key, other } };
}

static const char *
written(struct arena *arena, const char *format, va_list list)
{
	va_list again;
	char *text;
	int n;

	va_copy(again, list);
	n = vsnprintf(NULL, 0, format, again);
	va_end(again);
	assert(n >= 0);
	text = arena_take(arena, (size_t)n + 1, 1);
	vsnprintf(text, (size_t)n + 1, format, list);
	return text;
}

void
lacks(struct judging *judging, const char *format, ...)
{
	va_list list;

	if (judging->missing != NULL)
		return;
	va_start(list, format);
	judging->missing = written(judging->arena, format, list);
	va_end(list);
}

static void
decided(struct judging *judging, enum readiness_is found, const char *text)
{
	assert(!judging->decided);
	judging->decided = true;
	judging->found = found;
	judging->text = text;
}

void
fails(struct judging *judging, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	assert(judging->row->severity == FOUND_WARN ||
	    judging->row->severity == FOUND_FAIL);
	decided(judging, judging->row->severity, written(judging->arena,
	    format, list));
	va_end(list);
}

void
warns(struct judging *judging, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	decided(judging, FOUND_WARN, written(judging->arena, format, list));
	va_end(list);
}

void
decide(struct judging *judging, bool so, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	decided(judging, judging->missing != NULL ? FOUND_UNKNOWN : so ?
	    FOUND_PASS : judging->row->severity, judging->missing != NULL ?
	    judging->missing : written(judging->arena, format, list));
	va_end(list);
}

void
needless(struct judging *judging)
{
	assert(!judging->decided);
	judging->decided = judging->needless = true;
}

static void
quote_line(struct judging *judging, const struct quote *line)
{
	struct quote *quote;

	for (quote = judging->quote; quote != NULL; quote = quote->next)
		if (quote->from == line->from && quote->error ==
		    line->error && quote->line == line->line)
			return;
	quote = arena_take(judging->arena, 1, sizeof(*quote));
	*quote = *line;
	*judging->end = quote;
	judging->end = &quote->next;
}

void
quote(struct judging *judging, const struct surveyed *from,
    const struct fact_row *fact)
{
	assert(from->output.over && fact->why == NULL && fact->line != 0);
	quote_line(judging, &(struct quote){ from, false, fact->line,
	    fact->text, fact->size, NULL });
}

/* The line of the output in which that byte stands. */
static struct quote
line_at(const struct surveyed *from, const char *at)
{
	const char *begin = from->output.ended.out;
	struct quote line = { from, false, 1, begin, 0, NULL };

	for (; begin < at; begin++)
		if (*begin == '\n') {
			line.line++;
			line.text = begin + 1;
		}
	line.size = strcspn(line.text, "\n");
	return line;
}

bool
quote_text(struct judging *judging, const struct surveyed *from,
    const char *text)
{
	const char *at = strstr(from->output.ended.out, text);
	struct quote line;

	assert(*text != '\0');
	if (at == NULL) {
		lacks(judging, "%s: %s: nothing about \"%s\"", node_of(judging,
		    from->output.place), from->output.line, text);
		return false;
	}
	line = line_at(from, at);
	quote_line(judging, &line);
	return true;
}

void
quote_detail(struct judging *judging, const struct surveyed *from,
    const struct fact_row *fact, const char *text)
{
	const char *at = strstr(fact->text, text);
	struct quote line;

	assert(at != NULL);
	line = line_at(from, at);
	quote_line(judging, &line);
}

/* Who is silent, or what it said instead. */
static void
lacks_answer(struct judging *judging, uint32_t node, enum survey_line line,
    const struct surveyed *one)
{
	const char *why = one == NULL ? "" : one->output.lost ? one->why :
	    one->output.ended.err;

	lacks(judging, "%s: %s: %s%s%.*s", node != 0 ? node_of(judging, node) :
	    "all nodes", one != NULL ? one->output.line :
	    survey_row(line)->line, one == NULL ? "not asked" :
	    one->output.lost ? "no answer" : "failed", *why != '\0' ? ": " :
	    "", (int)strcspn(why, "\n"), why);
}

/* What the first node says that has answered. */
static const struct surveyed *
found_at(const struct judging *judging, uint32_t node, enum survey_line line,
    const char *about)
{
	const struct surveyed *one = NULL;

	assert(node <= judging->survey->nodes);
	if (node != 0 || survey_row(line)->one)
		return survey_find(judging->survey, node, line, about);
	for (uint32_t n = 1; n <= judging->survey->nodes; n++) {
		one = survey_find(judging->survey, n, line, about);
		if (one != NULL && surveyed_answered(one))
			return one;
	}
	return one;
}

static const struct surveyed *
answered_about(struct judging *judging, uint32_t node, enum survey_line line,
    const char *about)
{
	const struct surveyed *one = found_at(judging, node, line, about);

	if (one != NULL && surveyed_answered(one))
		return one;
	lacks_answer(judging, node, line, one);
	return NULL;
}

const struct surveyed *
answered(struct judging *judging, uint32_t node, enum survey_line line)
{
	return answered_about(judging, node, line, "");
}

const struct fact_row *
heard_of(const struct surveyed *one, const char *kind, struct which which)
{
	const struct fact_row *fact = fact_find_two(&one->output.reading, kind,
	    which.pair);

	return fact != NULL && fact->why == NULL ? fact : NULL;
}

static const char *
pair_write(struct arena *arena, const char *const pair[2])
{
	return pair[0] == NULL ? "" : arena_format(arena, ", %s %s", pair[0],
	    pair[1]);
}

static const struct fact_row *
said_by(struct judging *judging, const struct surveyed *one, const char *kind,
    struct which which)
{
	const struct fact_row *fact = heard_of(one, kind, which);

	if (fact != NULL)
		quote(judging, one, fact);
	else
		lacks(judging, "%s: %s: no %s%s%s", node_of(judging,
		    one->output.place), one->output.line, kind,
		    pair_write(judging->arena, &which.pair[0]),
		    pair_write(judging->arena, &which.pair[2]));
	return fact;
}

const struct fact_row *
said(struct judging *judging, uint32_t node, enum survey_line line,
    const char *kind, struct which which)
{
	const struct surveyed *one = answered_about(judging, node, line, "");

	return one != NULL ? said_by(judging, one, kind, which) : NULL;
}

const struct fact_row *
said_about(struct judging *judging, uint32_t node, enum survey_line line,
    const char *about, const char *kind)
{
	const struct surveyed *one = answered_about(judging, node, line,
	    about);

	return one != NULL ? said_by(judging, one, kind, which(NULL, NULL)) :
	    NULL;
}

const struct fact_row *
each_said(struct judging *judging, const struct surveyed *one,
    const char *kind, uint32_t *n)
{
	assert(surveyed_answered(one));
	while (*n < one->output.reading.count) {
		const struct fact_row *fact =
		    &one->output.reading.fact[(*n)++];

		if (fact->why != NULL || strcmp(fact->kind, kind) != 0)
			continue;
		quote(judging, one, fact);
		return fact;
	}
	return NULL;
}

bool
said_absent(struct judging *judging, uint32_t node, enum survey_line line,
    const char *kind, struct which which)
{
	const struct surveyed *one = found_at(judging, node, line, "");

	return one != NULL && surveyed_answered(one) &&
	    surveyed_strange(one) == 0 && !one->output.reading.full &&
	    heard_of(one, kind, which) == NULL;
}

bool
said_no_file(struct judging *judging, uint32_t node, enum survey_line line,
    const char *path)
{
	const struct surveyed *one = survey_find(judging->survey, node, line,
	    path);
	const char *err;

	if (one == NULL || !one->output.over || one->output.lost)
		return false;
	err = one->output.ended.err;
	if ((strstr(err, "No such file or directory") == NULL &&
	    strstr(err, "cat: cannot open ") == NULL) ||
	    strstr(err, "denied") != NULL)
		return false;
	quote_line(judging, &(struct quote){ one, true, 1, err, strcspn(err,
	    "\n"), NULL });
	return true;
}
