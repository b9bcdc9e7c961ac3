#include "backends/watch/watch.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "backends/survey/drift.h"
#include "backends/watch/deadline.h"
#include "backends/watch/guest_is.h"

struct task {
	struct watch_findings	*watch;
	const struct watch_of_site *of;
};

static struct watch_finding *
watched_add(struct watch_findings *watch)
{
	if (watch->count == watch->capacity) {
		uint32_t capacity = watch->capacity * 2 + 64;
		struct watch_finding *list = arena_take(&watch->arena, capacity,
		    sizeof(*list));

		if (watch->count != 0)
			memcpy(list, watch->list, watch->count *
			    sizeof(*list));
		watch->list = list;
		watch->capacity = capacity;
	}
	return &watch->list[watch->count++];
}

/* The guests that a node lists, with commas. */
static const char *
guests_at(const struct noticing *noticing)
{
	const struct surveyed *one = answer_at(noticing->survey,
	    noticing->node, SURVEY_DOMAINS);
	const char *text = "";

	for (uint32_t g = 1; g <= noticing->site->guest_count; g++) {
		struct noticing about = *noticing;
		const struct surveyed *from;
		const struct fact_row *group;

		about.guest = g;
		group = group_at(&about, noticing->node, &from);
		if (fact_of(one, "domain", "name", guest_named(&about)) !=
		    NULL || fact_is(group, "status", "online"))
			text = arena_format(noticing->arena, "%s%s%s", text,
			    *text != '\0' ? ", " : "", guest_named(&about));
	}
	return *text != '\0' ? text : "none";
}

/* What a word in braces stands for. */
static const char *
word_means(const struct noticing *noticing, const char *word, size_t n)
{
	struct guest_is is = { .on = 0 };
	const struct site_guest *row = noticing->guest != 0 ?
	    guest_row(noticing) : NULL;

	if (row != NULL)
		guest_is(noticing, &is);
	if (n == 4 && memcmp(word, "node", n) == 0)
		return node_named(noticing, noticing->node);
	if (n == 6 && memcmp(word, "guests", n) == 0)
		return guests_at(noticing);
	assert(row != NULL);
	if (n == 5 && memcmp(word, "guest", n) == 0)
		return guest_named(noticing);
	if (n == 5 && memcmp(word, "group", n) == 0)
		return named(noticing, KIND_GROUP, row->group);
	if (n == 4 && memcmp(word, "pool", n) == 0)
		return named(noticing, KIND_POOL, row->pool);
	if (n == 4 && memcmp(word, "twin", n) == 0)
		return node_named(noticing, is.twin);
	assert(n == 2 && memcmp(word, "at", n) == 0);
	return is.on != 0 ? node_named(noticing, is.on) : "its node";
}

static const char *
advice_write(const struct noticing *noticing)
{
	const char *text = "", *at = noticing->row->advice, *brace;

	while ((brace = strchr(at, '{')) != NULL) {
		size_t n = strcspn(brace + 1, "}");

		text = arena_format(noticing->arena, "%s%.*s%s", text,
		    (int)(brace - at), at, word_means(noticing, brace + 1, n));
		at = brace + n + 2;
	}
	return arena_format(noticing->arena, "%s%s", text, at);
}

static void
judge_one(const struct task *task, const struct watch_row *row, uint32_t node,
    uint32_t guest)
{
	struct noticing noticing = { .arena = &task->watch->arena,
	    .survey = task->of->survey, .site = task->of->site, .row = row,
	    .node = node, .guest = guest, .text = "" };
	enum watch_verdict verdict;
	struct watch_finding *watched;
	const char *on;

	noticing.end = &noticing.evidence;
	verdict = row->judge(&noticing);
	if (verdict == WATCH_WELL)
		return;
	on = guest != 0 ? guest_named(&noticing) : node != 0 ?
	    node_named(&noticing, node) : "cluster";
	watched = watched_add(task->watch);
	*watched = (struct watch_finding){ .row = row, .node = node,
	    .guest = guest, .on = on, .key = arena_format(noticing.arena,
	    "%s %s", row->id, on), .verdict = verdict, .text = noticing.text,
	    .advice = verdict == WATCH_FOUND ? advice_write(&noticing) : "",
	    .expected = verdict == WATCH_FOUND && row->expected != NULL ?
	    row->expected(&noticing) : "",
	    .evidence = noticing.evidence, .within_ms = row->who == WHO_AGENT &&
	    !guest_row(&noticing)->agent.present ? 0 : watch_within(task->of,
	    row->until, guest) };
}

/* The first line of the node's answer that has the name; a thing that is
 * missing has none. */
static const struct evidence *
drift_evidence(const struct task *task, const struct drift_row *row)
{
	struct evidence *evidence = arena_take(&task->watch->arena, 1,
	    sizeof(*evidence));
	const struct survey *survey = task->of->survey;

	for (uint32_t i = 0; i < survey->count; i++) {
		const struct surveyed *one = survey->list[i];
		const char *at, *from;

		if (!surveyed_answered(one) || strcmp(survey->node[
		    one->output.place], row->on) != 0)
			continue;
		from = one->output.ended.out;
		at = strstr(from, row->name);
		if (at == NULL)
			continue;
		while (at > from && at[-1] != '\n')
			at--;
		*evidence = (struct evidence){ row->on, one->output.line,
		    arena_text(&task->watch->arena, at, strcspn(at, "\n")),
		    NULL };
		return evidence;
	}
	*evidence = (struct evidence){ *row->on != '\0' ? row->on : "cluster",
	    survey_row(SURVEY_DOMAINS)->line, "(no line of it)", NULL };
	return evidence;
}

static void
drift_put(const struct task *task, const struct watch_row *row,
    const struct drift_row *differs)
{
	struct arena *arena = &task->watch->arena;
	struct watch_finding *watched = watched_add(task->watch);

	*watched = (struct watch_finding){ .row = row, .on = differs->on,
	    .key = arena_format(arena, "%s %s %s %s %s", row->id,
	    differs->kind, differs->name, differs->on, differs->key),
	    .verdict = WATCH_FOUND, .expected = "", .advice = differs->mends ==
	    MENDS_SERVICES ? "domferry apply services" : row->advice,
	    .evidence = drift_evidence(task, differs), .text = arena_format(
	    arena, "%s %s%s%s: %s; %s has %s", differs->kind, differs->name,
	    *differs->key != '\0' ? ", " : "", differs->key, differs->is,
	    differs->by, *differs->wanted != '\0' ? differs->wanted : "it") };
}

/* What a node has not answered may differ there, or not any more. */
static void
unknown_put(const struct task *task, const struct watch_row *row,
    const struct drift_row *differs)
{
	struct arena *arena = &task->watch->arena;

	*watched_add(task->watch) = (struct watch_finding){ .row = row,
	    .on = differs->on, .key = arena_format(arena, "%s of %s", row->id,
	    differs->on), .verdict = WATCH_UNKNOWN, .expected = "",
	    .advice = "",
	    .text = arena_format(arena, "nobody has answered %s",
	    differs->key) };
}

static void
judge_drift(const struct task *task, const struct watch_row *row)
{
	struct drift drift;

	drift_make(&drift, &task->watch->arena, task->of->survey,
	    task->of->site);
	for (uint32_t i = 0; i < drift.count; i++)
		if (drift.row[i].mends != MENDS_UNKNOWN)
			drift_put(task, row, &drift.row[i]);
		else if (strcmp(drift.row[i].kind, "node") == 0)
			unknown_put(task, row, &drift.row[i]);
}

static void
judge_row(const struct task *task, const struct watch_row *row)
{
	const struct site *site = task->of->site;

	switch (row->of) {
	case OF_CLUSTER:
		judge_one(task, row, 0, 0);
		break;
	case OF_NODE:
		for (uint32_t n = 1; n <= site->node_count; n++)
			judge_one(task, row, n, 0);
		break;
	case OF_GUEST:
		for (uint32_t g = 1; g <= site->guest_count; g++)
			judge_one(task, row, 0, g);
		break;
	case OF_DRIFT:
		judge_drift(task, row);
		break;
	}
}

static bool
is_without(const struct watch_of_site *of, const struct watch_row *row)
{
	for (unsigned i = 0; i < of->without_count; i++)
		if (strcmp(of->without[i], row->id) == 0)
			return true;
	return false;
}

static int
order(const struct watch_finding *one)
{
	return one->verdict == WATCH_FOUND ? (int)one->row->severity :
	    (int)WATCH_SEVERITIES;
}

/* Stable: those that are as bad stay as the table has them. */
static void
list_sort(struct watch_findings *watch)
{
	for (uint32_t i = 1; i < watch->count; i++) {
		struct watch_finding one = watch->list[i];
		uint32_t k = i;

		for (; k > 0 && order(&one) < order(&watch->list[k - 1]); k--)
			watch->list[k] = watch->list[k - 1];
		watch->list[k] = one;
	}
}

void
watch_judge(struct watch_findings *watch, const struct watch_of_site *of)
{
	const struct task task = { watch, of };
	const struct watch_row *row;

	assert(of->survey->nodes == of->site->node_count);
	*watch = (struct watch_findings){ .count = 0 };
	for (unsigned n = 0; (row = watch_row(n)) != NULL; n++)
		if (!is_without(of, row))
			judge_row(&task, row);
	list_sort(watch);
}

void
watch_drop(struct watch_findings *watch)
{
	arena_drop(&watch->arena);
	*watch = (struct watch_findings){ .count = 0 };
}

uint32_t
watch_count(const struct watch_findings *watch, enum watch_verdict verdict)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < watch->count; i++)
		count += watch->list[i].verdict == verdict;
	return count;
}
