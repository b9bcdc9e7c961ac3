/*
 * Outputs of real programs: the words of a command in the first line, then what
 * it has printed.  What is read is the same whenever it is read; every line is
 * some fact's or says why not; and of what is cut off anywhere nothing is told
 * otherwise than of the whole.  FUZZ_OUTPUT names one command for all inputs:
 * each is what that has printed.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/real/answers/outputs.h"
#include "core/formats/json/text.h"
#include "tests/fuzz/fuzz.h"

enum { WORDS = 16 };

static const char *const safety[] = { "state", "status", "flags", "health",
    "suspended", "last_accessed_elsewhere", "current", "size", "type", "files",
    NULL };

/* The facts as a text. */
static void
reading_write(struct text *text, const struct reading *reading)
{
	text_open(text, NULL, '[');
	for (uint32_t i = 0; i < reading->count; i++) {
		const struct fact_row *fact = &reading->fact[i];

		text_string(text, NULL, fact->kind);
		text_integer(text, NULL, fact->line);
		text_string(text, NULL, fact->why != NULL ? fact->why : "");
		for (const struct detail *at = fact->first; at != NULL;
		    at = at->next) {
			text_string(text, NULL, at->key);
			text_string(text, NULL, at->text);
		}
	}
	text_close(text, ']');
}

/* Each key stands once where it is written: what is unknown is apart. */
static void
detail_check(const struct fact_row *fact, const struct detail *detail,
    const char *output)
{
	fuzz_demand(is_detail_key(detail->key, strlen(detail->key)),
	    "a key needs no escape", detail->key);
	for (const struct detail *at = fact->first; at != detail;
	    at = at->next)
		fuzz_demand(at->unknown != detail->unknown ||
		    strcmp(at->key, detail->key) != 0,
		    "a detail stands there once", output);
}

static void
reading_check(const struct reading *reading, const char *output, size_t size)
{
	uint32_t lines = 1, strange = 0;

	for (size_t i = 0; i < size; i++)
		lines += output[i] == '\n';
	for (uint32_t i = 0; i < reading->count; i++) {
		const struct fact_row *fact = &reading->fact[i];

		fuzz_demand(fact->line != 0 && fact->line <= lines,
		    "a fact has a line of the output", output);
		fuzz_demand(fact->kind != NULL && *fact->kind != '\0' &&
		    (fact->why != NULL) ==
		    (strcmp(fact->kind, "strange") == 0),
		    "a fact has a kind, and what is strange a reason", output);
		fuzz_demand(fact->why == NULL || fact->first == NULL,
		    "what is strange says nothing", output);
		strange += fact->why != NULL;
		for (const struct detail *at = fact->first; at != NULL;
		    at = at->next)
			detail_check(fact, at, output);
	}
	fuzz_demand(strange == reading->strange, "what is strange is counted",
	    output);
}

static const struct detail *
identity(const struct detail *detail)
{
	while (detail != NULL && !detail->identity)
		detail = detail->next;
	return detail;
}

static bool
is_same_thing(const struct fact_row *one, const struct fact_row *other)
{
	const struct detail *a = identity(one->first);
	const struct detail *b = identity(other->first);

	if (a == NULL || strcmp(one->kind, other->kind) != 0)
		return false;
	while (a != NULL && b != NULL && strcmp(a->text, b->text) == 0 &&
	    strcmp(a->key, b->key) == 0) {
		a = identity(a->next);
		b = identity(b->next);
	}
	return a == NULL && b == NULL;
}

/* What the whole says of that thing, if it says anything. */
static void
fact_check(const struct reading *whole, const struct fact_row *fact,
    const char *output)
{
	for (uint32_t i = 0; i < whole->count; i++) {
		const struct fact_row *was = &whole->fact[i];

		if (was->why != NULL || !is_same_thing(was, fact))
			continue;
		for (unsigned k = 0; safety[k] != NULL; k++)
			fuzz_demand(fact_detail(was, safety[k]) == NULL ||
			    fact_detail(fact, safety[k]) == NULL ||
			    strcmp(fact_word(was, safety[k]), fact_word(fact,
			    safety[k])) == 0,
			    "what is cut off tells nothing else", output);
	}
}

/* The output up to some byte, which follows from the output. */
static void
cut_check(struct arena *arena, const struct printed *printed,
    const char *output, const struct reading *whole)
{
	size_t size = strlen(output), at = 0;
	struct reading cut;

	for (size_t i = 0; i < size; i++)
		at = at * 31 + (unsigned char)output[i];
	if (size == 0 || whole->count > 1000)
		return;
	output_read(arena, printed, output, at % size, &cut);
	for (uint32_t i = 0; i < cut.count; i++)
		if (cut.fact[i].why == NULL)
			fact_check(whole, &cut.fact[i], output);
}

static void
output_try(struct arena *arena, const struct printed *printed,
    const char *output, size_t size)
{
	struct text one = { 0 }, other = { 0 };
	struct reading reading, again;

	output_read(arena, printed, output, size, &reading);
	output_read(arena, printed, output, size, &again);
	reading_check(&reading, output, size);
	reading_write(&one, &reading);
	reading_write(&other, &again);
	fuzz_demand(one.size == other.size &&
	    memcmp(one.bytes, other.bytes, one.size) == 0,
	    "an output says the same whenever it is read", output);
	cut_check(arena, printed, output, &reading);
	text_drop(&one);
	text_drop(&other);
}

/* The words of the command, and where its output begins. */
static unsigned
command_read(struct arena *arena, char *text, char **rest, const char *word[])
{
	const char *only = getenv("FUZZ_OUTPUT");
	unsigned count = 0;
	char *line;

	*rest = text;
	line = only != NULL ? arena_text(arena, only, strlen(only)) :
	    fuzz_line(rest);
	for (char *at = line != NULL ? strtok(line, " ") : NULL; at != NULL &&
	    count < WORDS; at = strtok(NULL, " "))
		word[count++] = at;
	return count;
}

static int
input_play(const uint8_t *bytes, size_t size)
{
	struct arena arena = { 0 };
	const char *input = fuzz_text(&arena, bytes, size);
	char *text = fuzz_text(&arena, bytes, size), *rest;
	const char *word[WORDS];
	struct printed printed;
	struct err err = { 0 };
	unsigned count = command_read(&arena, text, &rest, word);

	if (count == 0) {
		arena_drop(&arena);
		return 0;
	}
	if (!printed_read(&printed, word, count, &err)) {
		fuzz_refusal(&err, input);
	} else {
		/* A zero byte ends nothing. */
		size_t at = rest != NULL ? (size_t)(rest - text) : size;

		output_try(&arena, &printed, rest != NULL ? rest : "",
		    size - at);
	}
	arena_drop(&arena);
	return 0;
}

FUZZ_TARGET("answers", input_play);
