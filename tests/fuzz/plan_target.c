/*
 * Plan files: what is read and written is read back, and written as the same
 * bytes.
 */
#include <stdlib.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/formats/journal/plan_json.h"
#include "core/run/drive.h"
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

/* Each operation of the beginning and its command can be had. */
static void
plan_look(const struct plan *plan)
{
	char *text = written(plan), *again = read_back(text);

	fuzz_demand(strcmp(text, again) == 0,
	    "what is read back is written as the same bytes", again);
	free(again);
	free(text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct arena arena = { 0 };
	struct err err = { 0 };
	json_t *json = json_loadb((const char *)bytes, size,
	    JSON_REJECT_DUPLICATES, NULL);
	struct plan *plan = NULL;
	bool same;

	if (json != NULL)
		plan = plan_read(&arena, fuzz_site(&arena), json, &same, &err);
	if (plan != NULL)
		plan_look(plan);
	else if (json != NULL)
		fuzz_refusal(&err, fuzz_text(&arena, bytes, size));
	json_decref(json);
	arena_drop(&arena);
	return 0;
}
