/*
 * Saved decisions: what is read is decided, whatever it says; written, read and
 * decided again it has the same bytes.
 */
#include <stdlib.h>
#include <string.h>

#include "core/formats/policy/decision.h"
#include "tests/fuzz/fuzz.h"

/* What is decided, as a text, which the caller frees; NULL: it is refused. */
static char *
decided(const char *text, size_t n, struct err *err)
{
	struct arena arena = { 0 };
	json_t *whole = json_loadb(text, n, JSON_REJECT_DUPLICATES, NULL);
	struct saved_decision decision;
	char *again = NULL;

	if (whole != NULL && decision_read(&arena, whole, &decision, err)) {
		json_t *now;

		decision.placements = decision_again(&arena, &decision);
		now = decision_json(&decision);
		again = json_dumps(now, JSON_COMPACT);
		fuzz_demand(again != NULL, "a decision can be written", NULL);
		json_decref(now);
	}
	json_decref(whole);
	arena_drop(&arena);
	return again;
}

static int
play(const uint8_t *bytes, size_t n)
{
	struct arena arena = { 0 };
	struct err err = { 0 };
	char *text = fuzz_text(&arena, bytes, n);
	char *first = decided(text, n, &err), *second;
	int worth = first != NULL ? 0 : -1;

	if (first == NULL) {
		fuzz_tell_text(err.text);
	} else {
		second = decided(first, strlen(first), &err);
		fuzz_demand(second != NULL, "what is written is read",
		    err.text);
		fuzz_demand(strcmp(first, second) == 0,
		    "it is decided again to the same bytes", second);
		fuzz_tell_text(first);
		free(second);
	}
	free(first);
	arena_drop(&arena);
	return worth;
}

FUZZ_TARGET("decision", play);
