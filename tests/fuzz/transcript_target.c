/*
 * Transcripts of runs.  One that is read is written and read back the same, and
 * without its names: then it is a transcript as well, with the same lines, and
 * no word that was to be replaced stands in it.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "tests/fuzz/fuzz.h"
#include "tools/scrub/scrubbed.h"
#include "tools/scrub/transcripts.h"
#include "tools/scrub/usual.h"
#include "tools/scrub/value.h"
#include "tools/ways/recorded_file.h"

static bool
take(struct arena *arena, struct recorded *recorded, struct text *text)
{
	struct err err = { 0 };

	memset(recorded, 0, sizeof(*recorded));
	recorded->path = "transcript.jsonl";
	return recorded_take(recorded, arena_text(arena, text->bytes != NULL ?
	    text->bytes : "", text->size), &err);
}

static void
lines_write(const struct recorded *recorded, struct text *text)
{
	for (unsigned number = 1; number <= recorded->count; number++)
		for (unsigned i = 0; i < recorded->count; i++)
			if (recorded->line[i].number == number) {
				text_json(text, NULL,
				    recorded->line[i].whole);
				text_put(text, "\n", 1);
			}
}

static void
again_look(struct arena *arena, const struct recorded *recorded,
    const char *input)
{
	struct text text = { 0 };
	struct recorded again;

	lines_write(recorded, &text);
	fuzz_demand(take(arena, &again, &text) &&
	    again.count == recorded->count, "what is written can be read",
	    input);
	for (unsigned i = 0; i < again.count; i++)
		fuzz_demand(again.line[i].kind == recorded->line[i].kind &&
		    again.line[i].number == recorded->line[i].number &&
		    json_equal(again.line[i].whole, recorded->line[i].whole),
		    "a line that is read back is the same", input);
	recorded_drop(&again);
	text_drop(&text);
}

/* Is a word there that was to be replaced, by itself or within another? */
static bool
has_word(struct dictionary *dictionary, const char *text, size_t size)
{
	char *small = arena_text(dictionary->arena, text, size);

	if (dictionary_find(dictionary, text, size) != NULL)
		return true;
	for (size_t i = 0; i < size; i++)
		small[i] = (char)tolower((unsigned char)small[i]);
	for (size_t i = 0; i < size && !usual_is(small, size); i++)
		if (dictionary_begin(dictionary, small + i, size - i,
		    SCRUB_WITHIN) != NULL)
			return true;
	return false;
}

static void
text_look(struct dictionary *dictionary, const char *text)
{
	size_t size = strlen(text), n;

	for (size_t at = 0; at < size; at += n != 0 ? n : 1) {
		n = value_size(dictionary, text + at, size - at);
		if (n != 0)
			continue;
		n = word_size(text + at, size - at);
		/* An escape has a letter of its own. */
		if (n > 1 && at > 0 && text[at - 1] == '\\' &&
		    strchr("abfnrtv", text[at]) != NULL)
			n = 1;
		else if (n > 1)
			fuzz_demand(!has_word(dictionary, text + at, n),
			    "a name that was to go is gone", arena_text(
			    dictionary->arena, text + at, n));
	}
}

static void
json_look(struct dictionary *dictionary, const json_t *json)
{
	const json_t *element;
	const char *key;
	size_t i;

	if (json_is_string(json))
		text_look(dictionary, json_string_value(json));
	json_array_foreach(json, i, element)
		json_look(dictionary, element);
	json_object_foreach((json_t *)(uintptr_t)json, key, element)
		json_look(dictionary, element);
}

static void
scrubbed_look(struct arena *arena, const struct recorded *recorded,
    const char *input)
{
	struct text text = { 0 };
	struct dictionary dictionary;
	struct recorded plain;
	struct err err = { 0 };

	dictionary_make(&dictionary, arena);
	transcripts_learn(&dictionary, recorded);
	if (!dictionary_end(&dictionary, &err)) {
		fuzz_refusal(&err, input);
		dictionary_drop(&dictionary);
		return;
	}
	transcripts_put(&dictionary, recorded, &text);
	fuzz_tell(text.bytes, text.size);
	fuzz_demand(take(arena, &plain, &text) &&
	    plain.count == recorded->count, "it is a transcript without names",
	    input);
	for (unsigned i = 0; i < plain.count; i++) {
		fuzz_demand(plain.line[i].kind == recorded->line[i].kind,
		    "each line says what it did", input);
		json_look(&dictionary, plain.line[i].whole);
	}
	recorded_drop(&plain);
	text_drop(&text);
	dictionary_drop(&dictionary);
}

/* "transcript.jsonl:7: that is …": a line that there is. */
static void
place_look(const struct err *err, const char *input)
{
	const char *colon = strchr(err->text, ':');
	unsigned long line = colon != NULL ? strtoul(colon + 1, NULL, 10) : 0;
	unsigned long lines = 1;

	for (const char *at = input; *at != '\0'; at++)
		lines += *at == '\n';
	fuzz_demand(line > 0 && line <= lines, "the place is in the file",
	    err->text);
}

static int
input_play(const uint8_t *bytes, size_t size)
{
	struct arena arena = { 0 };
	const char *input = fuzz_text(&arena, bytes, size);
	struct recorded recorded = { .path = "transcript.jsonl" };
	struct err err = { 0 };

	if (!recorded_take(&recorded, input, &err)) {
		fuzz_refusal(&err, input);
		place_look(&err, input);
	} else {
		again_look(&arena, &recorded, input);
		scrubbed_look(&arena, &recorded, input);
	}
	recorded_drop(&recorded);
	arena_drop(&arena);
	return 0;
}

FUZZ_TARGET("transcript", input_play);
