/*
 * Plan files: what is read and written is read back, and written as the same
 * bytes; nothing is lost of one that nobody has edited.
 */
#include <stdlib.h>
#include <string.h>

#include "core/formats/journal/plan_json.h"
#include "tests/fuzz/fuzz.h"

static const char digest[] = "sha256:5173";

static char *
written(const struct plan *plan)
{
	const struct wording wording = { fuzz_words, NULL };
	json_t *json = plan_json(plan, &wording, digest);
	char *text = json_dumps(json, JSON_COMPACT);

	fuzz_demand(text != NULL, "a plan can be written", NULL);
	json_decref(json);
	return text;
}

/* On a site of its own, as in another process. */
static char *
read_back(const char *text)
{
	struct arena arena = { 0 };
	struct err err = { 0 };
	json_t *json = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
	struct plan *plan;
	bool same = false;
	char *again;

	fuzz_demand(json != NULL, "what is written is JSON", text);
	plan = plan_read(&arena, fuzz_site(&arena), json, &same, &err);
	fuzz_demand(plan != NULL, "what is written can be read", err.text);
	fuzz_demand(same, "what is written has its digest", NULL);
	again = written(plan);
	json_decref(json);
	arena_drop(&arena);
	return again;
}

/* Commands are words for people, and digests follow from the rest. */
static bool
is_told(const char *key)
{
	return strcmp(key, "command") != 0 && strstr(key, "digest") == NULL;
}

/* A value that was read, and what was written of it. */
static void
value_look(const json_t *value, const json_t *again, const char *where)
{
	const char *key;
	json_t *one;
	size_t i;

	if (json_is_object(value) && json_is_object(again)) {
		json_object_foreach((json_t *)value, key, one)
			if (is_told(key))
				value_look(one, json_object_get(again, key),
				    key);
	} else if (json_is_array(value)) {
		fuzz_demand(json_array_size(value) == json_array_size(again),
		    "no element is lost", where);
		json_array_foreach(value, i, one)
			value_look(one, json_array_get(again, i), where);
	} else {
		fuzz_demand(json_equal(value, again),
		    "a value is written as it was read", where);
	}
}

static void
unedited_look(const json_t *value, const struct plan *plan)
{
	char *text = written(plan);
	json_t *again = json_loads(text, 0, NULL);

	value_look(value, again, "the plan");
	json_decref(again);
	free(text);
}

static void
plan_look(const struct plan *plan)
{
	char *text = written(plan), *again = read_back(text);

	fuzz_demand(strcmp(text, again) == 0,
	    "what is read back is written as the same bytes", again);
	free(again);
	free(text);
}

/* jansson takes a '\0' between two values for a blank: what follows it was read
 * too. */
static const char *
whole_text(struct arena *arena, const uint8_t *bytes, size_t size)
{
	char *text = fuzz_text(arena, bytes, size);

	for (size_t i = 0; i < size; i++)
		if (text[i] == '\0')
			text[i] = '\1';
	return text;
}

static int
input_play(const uint8_t *bytes, size_t size)
{
	struct arena arena = { 0 };
	struct err err = { 0 };
	json_t *json = json_loadb((const char *)bytes, size,
	    JSON_REJECT_DUPLICATES, NULL);
	struct plan *plan = NULL;
	bool same = false;

	if (json != NULL)
		plan = plan_read(&arena, fuzz_site(&arena), json, &same, &err);
	if (plan != NULL && same)
		unedited_look(json, plan);
	if (plan != NULL)
		plan_look(plan);
	else if (json != NULL)
		fuzz_refusal(&err, whole_text(&arena, bytes, size));
	json_decref(json);
	arena_drop(&arena);
	return 0;
}

FUZZ_TARGET("plan", input_play);
