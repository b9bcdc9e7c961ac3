#include "backends/watch/noticing.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const char *
named(const struct noticing *noticing, enum kind kind, uint32_t number)
{
	return names_text(noticing->site->names, kind, number);
}

const char *
node_named(const struct noticing *noticing, uint32_t node)
{
	assert(node <= noticing->survey->nodes);
	return node == 0 ? "no node" : noticing->survey->node[node];
}

const char *
guest_named(const struct noticing *noticing)
{
	return named(noticing, KIND_GUEST, noticing->guest);
}

const struct site_guest *
guest_row(const struct noticing *noticing)
{
	assert(noticing->guest != 0 &&
	    noticing->guest <= noticing->site->guest_count);
	return &noticing->site->guests[noticing->guest];
}

static const char *
written(struct arena *arena, const char *format, va_list list)
{
	char text[400];

	vsnprintf(text, sizeof(text), format, list);
	return arena_text(arena, text, strlen(text));
}

enum watch_verdict
found(struct noticing *noticing, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	noticing->text = written(noticing->arena, format, list);
	va_end(list);
	return WATCH_FOUND;
}

enum watch_verdict
unknown(struct noticing *noticing, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	noticing->text = written(noticing->arena, format, list);
	va_end(list);
	return WATCH_UNKNOWN;
}

const struct surveyed *
answer_at(const struct survey *survey, uint32_t node, enum survey_line line)
{
	const struct surveyed *one = survey_find(survey, node, line, NULL);

	return one != NULL && surveyed_answered(one) ? one : NULL;
}

static const struct fact_row *
fact_of_two(const struct surveyed *one, const char *kind,
    const char *const pair[4])
{
	const struct fact_row *fact = one == NULL ? NULL : fact_find_two(
	    &one->output.reading, kind, pair);

	return fact != NULL && fact->why == NULL ? fact : NULL;
}

const struct fact_row *
fact_of(const struct surveyed *one, const char *kind, const char *key,
    const char *text)
{
	return fact_of_two(one, kind, (const char *const[]){ key, text, NULL,
	    NULL });
}

const struct fact_row *
cluster_fact(const struct noticing *noticing, const char *kind,
    const char *name, uint32_t node, const struct surveyed **from)
{
	for (uint32_t n = 1; n <= noticing->survey->nodes; n++) {
		const struct fact_row *fact;

		*from = answer_at(noticing->survey, n, SURVEY_CLUSTER);
		fact = fact_of_two(*from, kind, (const char *const[]){ "name",
		    name, node != 0 ? "node" : NULL, node_named(noticing,
		    node) });
		if (fact != NULL)
			return fact;
	}
	return NULL;
}

void
show(struct noticing *noticing, const struct surveyed *one,
    const char *printed)
{
	struct evidence *evidence = arena_take(noticing->arena, 1,
	    sizeof(*evidence));

	*evidence = (struct evidence){ node_named(noticing,
	    one->output.place), one->output.line, printed, NULL };
	*noticing->end = evidence;
	noticing->end = &evidence->next;
}

void
show_fact(struct noticing *noticing, const struct surveyed *one,
    const struct fact_row *fact)
{
	assert(fact->why == NULL);
	show(noticing, one, arena_text(noticing->arena, fact->text,
	    fact->size));
}

void
show_silence(struct noticing *noticing, const struct surveyed *one)
{
	const char *why = one->output.lost ? one->why : one->output.ended.err;
	int n = (int)strcspn(why, "\n");

	assert(!surveyed_answered(one));
	show(noticing, one, arena_format(noticing->arena, "(%s%s%.*s)",
	    one->output.lost ? "no answer" : "failed", n != 0 ? ": " : "", n,
	    why));
}
