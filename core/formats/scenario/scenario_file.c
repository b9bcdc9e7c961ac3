#include "core/formats/scenario/scenario_file.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/formats/json/units.h"
#include "core/formats/scenario/people.h"
#include "core/formats/scenario/scenario_parts.h"
#include "core/formats/site/site_file.h"

enum { UNTIL_MS = 24 * 3600 * 1000, EXPECTS = 128 };

struct scenario_text {
	const struct value *name, *why, *site, *change, *start, *begin,
	    *entries, *expect, *through;
	int64_t		 until_ms;
	uint32_t	 seed;
};

static void
site_value(struct reader *reader, const struct value *value, void *target)
{
	(void)target;
	if (value->type != VALUE_OBJECT && (value->type != VALUE_TEXT ||
	    *value->text == '\0'))
		reader_wrong(reader, value, "the path of a site file, or a "
		    "site");
}

static const struct row text_each = { .type = ROW_TEXT };

static const struct row rows[] = {
	{ "scenario", ROW_TEXT, .required = true,
	    .place = 1 + offsetof(struct scenario_text, name) },
	{ "why", ROW_TEXT, .required = true,
	    .place = 1 + offsetof(struct scenario_text, why) },
	{ "site", ROW_ANY, .required = true, .read = site_value,
	    .place = 1 + offsetof(struct scenario_text, site) },
	{ "change", ROW_OBJECT,
	    .place = 1 + offsetof(struct scenario_text, change) },
	{ "start", ROW_LIST, .each = &text_each,
	    .place = 1 + offsetof(struct scenario_text, start) },
	{ "begin", ROW_LIST, .each = &text_each,
	    .place = 1 + offsetof(struct scenario_text, begin) },
	{ "do", ROW_LIST,
	    .place = 1 + offsetof(struct scenario_text, entries) },
	{ "expect", ROW_LIST, .maximum = EXPECTS, .each = &text_each,
	    .place = 1 + offsetof(struct scenario_text, expect) },
	{ "until", ROW_DURATION, .minimum = 1,
	    .place = 1 + offsetof(struct scenario_text, until_ms) },
	{ "seed", ROW_COUNT, .minimum = 0, .maximum = UINT32_MAX,
	    .place = 1 + offsetof(struct scenario_text, seed) },
	{ "through", ROW_ANY,
	    .place = 1 + offsetof(struct scenario_text, through) },
	{ .key = NULL },
};
static const struct shape shape = { "a scenario", rows };

const char *
scenario_path(struct arena *arena, const char *file, const char *path)
{
	const char *slash = strrchr(file, '/');

	assert(path != NULL);
	if (path[0] == '/' || slash == NULL)
		return path;
	return arena_format(arena, "%.*s/%s", (int)(slash - file), file, path);
}

/*
 * A job that the site refuses is a job all the same: that it is refused may be
 * what the scenario shows.
 */
bool
scenario_job(struct reader *reader, const struct value *value,
    struct job *job)
{
	struct err err;

	if (job_read_line(reader->arena, reader->site, value->text, job, &err))
		return true;
	if (err.code == ERR_UNSUPPORTED) {
		*job = (struct job){ .procedure = NULL, .text = value->text };
		return true;
	}
	mistakes_append(reader->arena, reader->mistakes, &(struct mistake){
	    value->spot, mistakes_quote(reader->arena, value->text), "a job",
	    arena_text(reader->arena, err.text, strlen(err.text)) });
	return false;
}

/* The tree of the site: of its own file, or written out here. */
static const struct value *
site_tree(struct reader *reader, const struct value *site,
    const struct loader *loader, struct scenario *scenario)
{
	const char *text;
	size_t n;

	if (site->type != VALUE_TEXT)
		return site;
	scenario->site_path = scenario_path(reader->arena, site->spot.file,
	    site->text);
	text = loader->load(loader->with, scenario->site_path, &n);
	if (text == NULL) {
		reader_wrong(reader, site, arena_format(reader->arena,
		    "a site file that can be read; there is none at %s",
		    scenario->site_path));
		return NULL;
	}
	return jsonc_read(reader->arena, scenario->site_path, text, n,
	    reader->mistakes);
}

/* The thing of a list that has that name, or NULL. */
static const struct value *
named_as(const struct value *list, const struct value *like)
{
	const struct value *name = like->type == VALUE_OBJECT ?
	    value_get(like, "name") : NULL;

	for (list = list->first; list != NULL; list = list->next) {
		const struct value *its = list->type == VALUE_OBJECT ?
		    value_get(list, "name") : NULL;

		if (name != NULL && its != NULL &&
		    name->type == VALUE_TEXT && its->type == VALUE_TEXT &&
		    strcmp(name->text, its->text) == 0)
			return list;
	}
	return NULL;
}

/* What is not there cannot be taken away: the key may have been misspelt. */
static void
removals(struct reader *reader, const struct value *under,
    const struct value *over)
{
	for (const struct value *part = over->first; part != NULL;
	    part = part->next) {
		const struct value *has = over->type == VALUE_LIST ?
		    named_as(under, part) : value_get(under, part->key);

		if (has == NULL && part->type == VALUE_NULL &&
		    over->type == VALUE_OBJECT)
			mistakes_add(reader->arena, reader->mistakes,
			    &part->key_spot, mistakes_quote(reader->arena,
			    part->key), "a key that is there: null takes it "
			    "away");
		else if (has != NULL && has->type == part->type &&
		    (has->type == VALUE_OBJECT || has->type == VALUE_LIST))
			removals(reader, has, part);
	}
}

/*
 * A mistake that the change brings in is reported in the scenario, one that was
 * there before in the site's own file: every value knows where it was written.
 */
static void
site(struct reader *reader, const struct scenario_text *text,
    const struct loader *loader, struct scenario *scenario)
{
	const struct value *tree;

	if (text->site == NULL || (text->site->type != VALUE_TEXT &&
	    text->site->type != VALUE_OBJECT))
		return;
	tree = site_tree(reader, text->site, loader, scenario);
	if (tree != NULL && text->change != NULL &&
	    tree->type == VALUE_OBJECT && text->change->type == VALUE_OBJECT)
		removals(reader, tree, text->change);
	if (tree != NULL && text->change != NULL)
		tree = value_merge(reader->arena, tree, text->change);
	if (tree != NULL)
		scenario->site = site_read_value(reader->arena, tree,
		    reader->mistakes);
	reader->site = scenario->site;
	if (scenario->site != NULL)
		scenario->people = people_names(reader->arena, scenario->site);
}

struct language
scenario_language(const struct reader *reader, const struct scenario *scenario)
{
	assert(scenario->vocabulary != NULL);
	return (struct language){ reader->arena, reader->site == NULL ? NULL :
	    reader->site->names, scenario->vocabulary, scenario->scripted ?
	    NULL : scenario->people };
}

/* Whether the lines fit together only who makes a world of them knows. */
static void
start(struct reader *reader, const struct value *list,
    struct scenario *scenario)
{
	scenario->start = "";
	for (list = list->first; list != NULL; list = list->next)
		if (list->type != VALUE_TEXT)
			continue;
		else if (*list->text == '\0' || strchr(list->text, '\n') !=
		    NULL)
			reader_wrong(reader, list, "one line of a start text");
		else
			scenario->start = arena_format(reader->arena, "%s%s\n",
			    scenario->start, list->text);
}

static void
begin(struct reader *reader, const struct value *list,
    struct scenario *scenario)
{
	scenario->begin = arena_take(reader->arena, list->count + 1,
	    sizeof(*scenario->begin));
	for (list = list->first; list != NULL; list = list->next)
		if (list->type == VALUE_TEXT && scenario_job(reader, list,
		    &scenario->begin[scenario->begin_count]))
			scenario->begin_count++;
}

static void
expect(struct reader *reader, const struct value *list,
    struct scenario *scenario)
{
	const struct language language = scenario_language(reader, scenario);
	struct expectation *made;
	struct wrong wrong;

	scenario->expect = arena_take(reader->arena, list->count + 1,
	    sizeof(*scenario->expect));
	for (list = list->first; list != NULL; list = list->next) {
		if (list->type != VALUE_TEXT || *list->text == '\0')
			continue;
		made = &scenario->expect[scenario->expect_count];
		if (phrase_expectation(&language, list->text, made, &wrong) &&
		    (!made->is_command || people_may_type(reader->arena,
		    scenario, made, &wrong)))
			scenario->expect_count++;
		else
			scenario_wrong(reader, list, &wrong);
	}
}

static bool
is_scenario(struct reader *reader, const struct value *root)
{
	if (root->type != VALUE_OBJECT) {
		reader_wrong(reader, root, "an object that begins with "
		    "\"scenario\"");
		return false;
	}
	if (root->first == NULL || strcmp(root->first->key, "scenario") == 0)
		return true;
	mistakes_add(reader->arena, reader->mistakes, &root->first->key_spot,
	    mistakes_quote(reader->arena, root->first->key),
	    "\"scenario\" as the first key of a scenario file");
	return false;
}

/* An entry that comes after the end would never be played. */
static void
entries_in_time(struct reader *reader, const struct scenario_text *text)
{
	int64_t at_ms;

	for (const struct value *part = text->entries->first;
	    text->until_ms != 0 && part != NULL; part = part->next) {
		const struct value *at = part->type == VALUE_OBJECT ?
		    value_get(part, "at") : NULL;

		if (at != NULL && at->type == VALUE_TEXT &&
		    units_read_duration(at->text, &at_ms) &&
		    at_ms > text->until_ms)
			reader_wrong(reader, at, "a time before \"until\"");
	}
}

/* What strikes what commands print strikes nothing where none are typed. */
static void
entries_typed(struct reader *reader, const struct value *list,
    const struct scenario *scenario)
{
	uint32_t i = 0;

	for (const struct value *part = list->first; part != NULL &&
	    i < scenario->entry_count; part = part->next) {
		const struct scenario_entry *entry = &scenario->entries[i];
		const struct value *fault = part->type == VALUE_OBJECT ?
		    value_get(part, "fault") : NULL;

		/* What has a mistake is no entry. */
		if (entry->spot.line != part->spot.line ||
		    entry->spot.column != part->spot.column)
			continue;
		i++;
		if (fault != NULL && fault_needs_commands(&entry->fault))
			reader_wrong(reader, fault, "\"through\": \"shell\" in "
			    "this scenario: it strikes what commands print");
	}
}

static void
scenario_parts(struct reader *reader, const struct scenario_text *text,
    struct scenario *scenario)
{
	if (text->start != NULL)
		start(reader, text->start, scenario);
	if (reader->site != NULL && text->begin != NULL)
		begin(reader, text->begin, scenario);
	if (text->entries != NULL) {
		if (reader->site != NULL)
			people_listen(scenario, text->entries);
		scenario_entries(reader, text->entries, scenario);
		if (through_has(&scenario->through, THROUGH_OP))
			entries_typed(reader, text->entries, scenario);
		entries_in_time(reader, text);
	}
	if (reader->site != NULL && text->expect != NULL)
		expect(reader, text->expect, scenario);
}

/* The scenario is read even when the site is wrong, as far as its keys go. */
struct scenario *
scenario_read(struct arena *arena, const struct source *source,
    const struct loader *loader, struct mistakes *mistakes)
{
	const struct value *root = jsonc_read(arena, source->file,
	    source->text, source->size, mistakes);
	struct reader reader = { arena, mistakes, NULL, root };
	struct scenario *scenario = arena_take(arena, 1, sizeof(*scenario));
	struct scenario_text parts = { .until_ms = 0, .seed = 1 };
	size_t before = mistakes->count;

	scenario->vocabulary = loader->vocabulary;
	if (root == NULL)
		return NULL;
	if (is_scenario(&reader, root)) {
		reader_object(&reader, &shape, root, &parts);
		site(&reader, &parts, loader, scenario);
		through_read(&reader, parts.through, &scenario->through);
		scenario_parts(&reader, &parts, scenario);
	}
	mistakes_sort(mistakes);
	if (mistakes->count != before)
		return NULL;
	scenario->name = parts.name->text;
	scenario->why = parts.why->text;
	scenario->has_until = parts.until_ms != 0;
	scenario->until_ms = parts.until_ms != 0 ? parts.until_ms : UNTIL_MS;
	scenario->seed = parts.seed;
	return scenario;
}
