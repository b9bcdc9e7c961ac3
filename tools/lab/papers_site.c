#include <assert.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/formats/json/scan.h"
#include "tools/lab/papers.h"

static const struct {
	const char	*key;
	enum kind	 kind;
} lists[] = {
	{ "nodes", KIND_NODE }, { "guests", KIND_GUEST },
	{ "sources", KIND_SOURCE },
};

/* The site has been read already: its text is right. */
static json_t *
site_load(struct arena *arena, const struct site_text *site)
{
	struct mistakes mistakes = { 0 };
	char *clean = NULL;
	json_t *json;

	if (scan(arena, arena, &(struct source){ site->path, site->text,
	    site->size }, &clean, &mistakes) == NULL)
		return NULL;
	json = json_loads(clean, 0, NULL);
	assert(json_is_object(json));
	return json;
}

static void
reach_set(const struct papers *papers, json_t *row, enum kind kind)
{
	const char *name = json_string_value(json_object_get(row, "name"));
	const struct lab_place *place = name == NULL ? NULL :
	    places_get(papers->places, kind, name);

	if (place != NULL)
		json_object_set_new(row, "reach", json_pack(
		    "{s:s,s:s,s:s,s:s}", "by", "ssh", "host", place->alias,
		    "user", papers->user, "become", "none"));
}

/* Its address leads to a real one. */
static void
sp_set(struct arena *arena, const struct papers *papers, json_t *row,
    enum kind kind)
{
	const char *name = json_string_value(json_object_get(row, "name"));
	const struct lab_place *place = name == NULL ? NULL :
	    places_get(papers->places, KIND_NONE, arena_format(arena, "%s%s",
	    kind == KIND_SOURCE ? "source:" : "", name));
	json_t *pdom = json_object_get(json_object_get(row, "sp"), "pdom");

	if (place == NULL)
		return;
	json_incref(pdom);
	json_object_set_new(row, "sp", json_pack("{s:s,s:s,s:s}",
	    "host", place->alias, "user", papers->user, "by", "ilom"));
	if (pdom != NULL)
		json_object_set_new(json_object_get(row, "sp"), "pdom", pdom);
}

const char *
papers_site(struct arena *arena, const struct papers *papers)
{
	json_t *json = site_load(arena, papers->site);
	const char *copy = "";
	char *text;

	assert(json != NULL);
	json_object_set_new(json, "simulated", json_true());
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		const json_t *list = json_object_get(json, lists[i].key);

		for (size_t n = 0; n < json_array_size(list); n++) {
			reach_set(papers, json_array_get(list, n),
			    lists[i].kind);
			if (lists[i].kind != KIND_GUEST)
				sp_set(arena, papers, json_array_get(list,
				    n), lists[i].kind);
		}
	}
	text = json_dumps(json, JSON_INDENT(2) | JSON_REAL_PRECISION(15));
	assert(text != NULL);
	copy = arena_format(arena, "%s\n", text);
	free(text);
	json_decref(json);
	return copy;
}
