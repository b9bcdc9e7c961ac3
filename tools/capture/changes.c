#include "tools/capture/changes.h"

#include <string.h>

#include "tools/capture/question.h"
#include "tools/capture/things.h"

/* A node that one of the surveys has, and why nothing is known of it. */
struct silence {
	const char	*on;
	const char	*was, *is;	/* NULL: it answers */
};

struct comparison {
	struct arena	*arena;
	struct changes	*changes;
	struct change	*list;
	const struct question *question;	/* whose facts are compared */
	struct silence	 silence[2 * SITE_NODES];
	unsigned	 nodes;
};

static bool
is_same(const struct change *one, const struct change *other)
{
	return one->kind == other->kind &&
	    strcmp(one->command, other->command) == 0 &&
	    strcmp(one->fact, other->fact) == 0 &&
	    strcmp(one->name, other->name) == 0 &&
	    strcmp(one->key, other->key) == 0 &&
	    strcmp(one->was, other->was) == 0 &&
	    strcmp(one->is, other->is) == 0;
}

/* Is the name the last one of "node1, node2"? */
static bool
is_last(const char *names, const char *name)
{
	const char *last = strrchr(names, ' ');

	return strcmp(last != NULL ? last + 1 : names, name) == 0;
}

/* What several nodes say alike is said once; they come one after the other. */
static bool
is_joined(struct comparison *comparison, const struct change *change)
{
	uint32_t count = comparison->changes->count, i = 0;

	while (i < count && !is_same(&comparison->list[i], change))
		i++;
	if (i < count && !is_last(comparison->list[i].on, change->on))
		comparison->list[i].on = arena_format(comparison->arena,
		    "%s, %s", comparison->list[i].on, change->on);
	return i < count;
}

static void
change_add(struct comparison *comparison, enum change_kind kind,
    const struct thing *thing, struct change change)
{
	struct changes *changes = comparison->changes;

	change.kind = kind;
	change.on = comparison->question->on;
	change.command = comparison->question->command;
	change.fact = thing != NULL ? thing->fact->kind : "";
	change.name = thing != NULL ? thing->name : "";
	if (is_joined(comparison, &change))
		return;
	if (changes->count == changes->capacity) {
		struct change *list;

		changes->capacity = changes->capacity * 2 + 64;
		list = arena_take(comparison->arena, changes->capacity,
		    sizeof(*list));
		for (uint32_t i = 0; i < changes->count; i++)
			list[i] = comparison->list[i];
		changes->list = comparison->list = list;
	}
	comparison->list[changes->count++] = change;
}

/* Its detail in a fact; NULL: it has none.  One that is not understood may have
 * the key of another. */
static const struct detail *
detail_find(const struct fact_row *fact, const struct detail *wanted)
{
	const struct detail *detail = fact->first;

	while (detail != NULL && (detail->unknown != wanted->unknown ||
	    strcmp(detail->key, wanted->key) != 0))
		detail = detail->next;
	return detail;
}

/* The value of a detail of the one, and that of the other one, or "". */
static void
key_compare(struct comparison *comparison, const struct thing *thing,
    const struct detail *detail, const char *was, const char *is)
{
	if (!detail->identity && !thing_expected(thing->fact->kind,
	    detail->key) && strcmp(was, is) != 0)
		change_add(comparison, CHANGE_OTHER, thing, (struct change){
		    .key = detail->key, .was = was, .is = is });
}

static void
keys_compare(struct comparison *comparison, const struct thing *was,
    const struct thing *is)
{
	const struct detail *detail, *other;

	for (detail = was->fact->first; detail != NULL;
	    detail = detail->next) {
		other = detail_find(is->fact, detail);
		key_compare(comparison, is, detail, detail->text,
		    other != NULL ? other->text : "");
	}
	for (detail = is->fact->first; detail != NULL; detail = detail->next)
		if (detail_find(was->fact, detail) == NULL)
			key_compare(comparison, is, detail, "", detail->text);
}

static void
whole_add(struct comparison *comparison, enum change_kind kind,
    const struct thing *thing)
{
	const char *text = thing_details(comparison->arena, thing->fact, false);

	change_add(comparison, kind, thing, (struct change){ .key = "",
	    .was = kind == CHANGE_GONE ? text : "",
	    .is = kind == CHANGE_NEW ? text : "" });
}

static void
things_compare(struct comparison *comparison, const struct reading *was,
    const struct reading *is)
{
	struct things a = things_of(comparison->arena, was, is);
	struct things b = things_of(comparison->arena, is, was);
	uint32_t i = 0, k = 0;

	while (i < a.count || k < b.count) {
		int order = i == a.count ? 1 : k == b.count ? -1 :
		    thing_order(&a.list[i], &b.list[k]);

		if (order < 0)
			whole_add(comparison, CHANGE_GONE, &a.list[i++]);
		else if (order > 0)
			whole_add(comparison, CHANGE_NEW, &b.list[k++]);
		else
			keys_compare(comparison, &a.list[i++], &b.list[k++]);
	}
}

/* What is known of an answer that is none: the first line. */
static const char *
reason_of(struct arena *arena, const struct surveyed *one)
{
	const char *why = one->output.lost || *one->why != '\0' ? one->why :
	    one->output.ended.err;

	return arena_text(arena, why, strcspn(why, "\n"));
}

static void
questions_compare(struct comparison *comparison, const struct question *was,
    const struct question *is)
{
	struct arena *arena = comparison->arena;

	comparison->question = is;
	if (was->reading != NULL && is->reading != NULL) {
		comparison->changes->compared++;
		things_compare(comparison, was->reading, is->reading);
		return;
	}
	comparison->changes->unknown++;
	if (was->reading != NULL)
		change_add(comparison, CHANGE_UNANSWERED, NULL,
		    (struct change){ .key = "", .was = "",
		    .is = reason_of(arena, is->one) });
	else if (is->reading != NULL)
		change_add(comparison, CHANGE_ANSWERED, NULL,
		    (struct change){ .key = "", .is = "",
		    .was = reason_of(arena, was->one) });
}

/* Why nothing is known of the node; NULL: it has answered something. */
static const char *
silence_of(struct arena *arena, const struct survey *survey, const char *node)
{
	const char *why = "it was not asked";

	for (uint32_t i = survey->count; i >= 1; i--) {
		const struct surveyed *one = survey->list[i - 1];

		if (strcmp(survey->node[one->output.place], node) != 0)
			continue;
		if (!one->output.lost)
			return NULL;
		why = reason_of(arena, one);
	}
	return why;
}

static void
silence_note(struct comparison *comparison, const struct survey *was,
    const struct survey *is, const char *node)
{
	struct silence silence = { node, silence_of(comparison->arena, was,
	    node), silence_of(comparison->arena, is, node) };
	const struct question question = { .on = node, .command = "" };

	for (unsigned i = 0; i < comparison->nodes; i++)
		if (strcmp(comparison->silence[i].on, node) == 0)
			return;
	comparison->silence[comparison->nodes++] = silence;
	comparison->question = &question;
	if (silence.was == NULL && silence.is != NULL)
		change_add(comparison, CHANGE_UNANSWERED, NULL,
		    (struct change){ .key = "", .was = "", .is = silence.is });
	if (silence.was != NULL && silence.is == NULL)
		change_add(comparison, CHANGE_ANSWERED, NULL,
		    (struct change){ .key = "", .was = silence.was,
		    .is = "" });
	comparison->question = NULL;
}

static bool
is_silent(const struct comparison *comparison, const char *on)
{
	for (unsigned i = 0; i < comparison->nodes; i++)
		if (strcmp(comparison->silence[i].on, on) == 0)
			return comparison->silence[i].was != NULL ||
			    comparison->silence[i].is != NULL;
	return false;
}

/* What only one of them has asked is about a thing that only one of them has
 * told of: that is a change of its own. */
static void
all_compare(struct comparison *comparison, const struct questions *a,
    const struct questions *b)
{
	uint32_t i = 0, k = 0;

	while (i < a->count && k < b->count) {
		const struct question *was = &a->list[i], *is = &b->list[k];
		int order = question_order(was, is);

		i += order <= 0;
		k += order >= 0;
		if (order != 0)
			continue;
		if (is_silent(comparison, is->on))
			comparison->changes->unknown++;
		else
			questions_compare(comparison, was, is);
	}
}

void
changes_make(struct arena *arena, const struct survey *was,
    const struct survey *is, struct changes *changes)
{
	struct comparison comparison = { .arena = arena, .changes = changes };
	struct questions a, b;

	*changes = (struct changes){ .count = 0 };
	for (uint32_t n = 1; n <= was->nodes; n++)
		silence_note(&comparison, was, is, was->node[n]);
	for (uint32_t n = 1; n <= is->nodes; n++)
		silence_note(&comparison, was, is, is->node[n]);
	questions_make(arena, was, &a);
	questions_make(arena, is, &b);
	all_compare(&comparison, &a, &b);
}
