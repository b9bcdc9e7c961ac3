#include "backends/survey/founding.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/base/visible.h"

enum { NOTE_BYTES = 600 };

static void
note_add(struct found_site *found, struct found_item *item, const char *format,
    va_list list)
{
	struct found_note **end = &item->note, *note;
	char text[NOTE_BYTES];

	vsnprintf(text, sizeof(text), format, list);
	note = arena_take(found->arena, 1, sizeof(*note));
	note->text = visible_text(found->arena, arena_text(found->arena, text,
	    strlen(text)));
	while (*end != NULL && strcmp((*end)->text, note->text) != 0)
		end = &(*end)->next;
	if (*end == NULL)
		*end = note;
}

void
found_note(struct found_site *found, struct found_item *item,
    const char *format, ...)
{
	va_list list;

	va_start(list, format);
	note_add(found, item, format, list);
	va_end(list);
}

void
found_lessen(struct found_site *found, struct found_item *item,
    enum found_as as, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	note_add(found, item, format, list);
	va_end(list);
	if (item->as < as)
		item->as = as;
}

void
found_lack(struct found_site *found, struct found_item *item, enum found_as as,
    const char *what, const char *why)
{
	found->missing++;
	found_lessen(found, item, as, "%s not known: %s", what, why);
}

const struct fact_row *
found_next(const struct reading *reading, uint32_t *at, const char *kind)
{
	assert(at != NULL);
	while (reading != NULL && *at < reading->count) {
		const struct fact_row *fact = &reading->fact[(*at)++];

		if (kind == NULL || (fact->why == NULL &&
		    strcmp(fact->kind, kind) == 0))
			return fact;
	}
	return NULL;
}

const struct fact_row *
found_fact_two(const struct reading *reading, const char *kind,
    const char *const pair[4])
{
	assert(kind != NULL && pair != NULL);
	return reading != NULL ? fact_find_two(reading, kind, pair) : NULL;
}

const struct fact_row *
found_fact(const struct reading *reading, const char *kind, const char *key,
    const char *text)
{
	return found_fact_two(reading, kind, (const char *const[]){ key, text,
	    NULL, NULL });
}

bool
found_is_text(const char *text)
{
	size_t n = strlen(text);

	return n != 0 && n < LIMIT_TEXT_BYTES && visible_span(text, n) == n;
}

const char *
found_text(const struct fact_row *fact, const char *key)
{
	const char *text = fact != NULL ? fact_word(fact, key) : "";

	return found_is_text(text) ? text : NULL;
}

void
found_pair(struct found_site *found, struct found_pair **list, const char *name,
    const char *value)
{
	struct found_pair *pair = arena_take(found->arena, 1, sizeof(*pair));

	assert(name != NULL);
	*pair = (struct found_pair){ .name = name, .value = value };
	while (*list != NULL)
		list = &(*list)->next;
	*list = pair;
}

const char *
found_from(struct found_site *found, uint32_t node, enum survey_line line)
{
	assert(node != 0 && node <= found->nodes);
	return arena_format(found->arena, "%s: %s", found->survey->node[node],
	    survey_row(line)->line);
}

/* Its own words, or that it was never asked. */
static const char *
why_of(struct found_site *found, const struct surveyed *one)
{
	const char *err = one->output.ended.err;

	if (one->output.lost || (surveyed_answered(one) && *one->why != '\0'))
		return *one->why != '\0' ? one->why : "no answer";
	if (surveyed_answered(one) && one->output.ended.status == 0)
		return "does not say it";
	return arena_format(found->arena, "status %d%s%.*s",
	    one->output.ended.status, err != NULL && *err != '\0' ? ", " : "",
	    err != NULL ? (int)strcspn(err, "\n") : 0, err != NULL ? err : "");
}

const char *
found_why(struct found_site *found, uint32_t node, enum survey_line line,
    const char *about)
{
	const struct surveyed *one = survey_find(found->survey, node, line,
	    about);

	assert(node <= found->nodes);
	if (one == NULL)
		return arena_format(found->arena, "%s was not asked",
		    survey_row(line)->line);
	return arena_format(found->arena, "%s: %s: %s",
	    found->survey->node[one->output.place], one->output.line,
	    why_of(found, one));
}

uint32_t
found_node(const struct found_site *found, const char *name)
{
	assert(name != NULL);
	for (uint32_t n = 1; n <= found->nodes; n++)
		if (found->node[n].item.name != NULL &&
		    found->node[n].item.as == FOUND_WHOLE &&
		    strcmp(found->node[n].item.name, name) == 0)
			return n;
	return 0;
}

void
found_make(struct found_site *found, struct arena *arena,
    const struct survey *survey)
{
	assert((survey->purposes & FOR_SITE) != 0);
	*found = (struct found_site){ .arena = arena, .survey = survey,
	    .nodes = survey->nodes, .site.name = "site", .rest.name = "rest" };
	found_nodes(found);
	found_cluster(found);
	found_devices(found);
	found_services(found);
	found_guests(found);
	found_pools(found);
	found_own_devices(found);
	found_files(found);
}
