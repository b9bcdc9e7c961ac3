/*
 * Calls of programs at a small site, a line each: the letter of a place, then
 * words, each behind a tab.  '+' and a number let minutes pass.  \1 and \2 in a
 * word stand for a newline and a tab.  Words are read again as they were
 * quoted; each call ends, or waits for something that happens.
 */
#include <stdlib.h>
#include <string.h>

#include "backends/commands/line.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/fuzz_stage.h"
#include "tools/host/quote.h"

enum { CALLS = 24, STEPS = 200, MINUTES = 300, MINUTE_MS = 60000,
    LAST_STATUS = 255 };

static const struct {
	char		letter;
	uint32_t	place;
} places[] = {
	{ '1', 1 }, { '2', 2 }, { 'a', PLACE_GUEST | 1 },
	{ 'b', PLACE_GUEST | 2 }, { 's', PLACE_SOURCE | 1 },
};

static uint32_t
place_of(char letter)
{
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++)
		if (places[i].letter == letter)
			return places[i].place;
	return 1;
}

/* The words of a line; their tabs become ends. */
static unsigned
words_take(char *line, const char *words[LINE_WORDS])
{
	unsigned count = 0;

	for (char *tab = strchr(line, '\t'); tab != NULL && count < LINE_WORDS;
	    tab = strchr(tab, '\t')) {
		*tab++ = '\0';
		words[count++] = tab;
	}
	for (unsigned i = 0; i < count; i++)
		for (char *at = (char *)words[i]; *at != '\0'; at++)
			*at = *at == '\1' ? '\n' : *at == '\2' ? '\t' : *at;
	return count;
}

/* A word is one word, whatever is in it; but "//" is "/" in all of them, and
 * those of which a name is known may be another one. */
static void
words_read_again(const char *line, const char *const words[], unsigned count)
{
	static struct typed_line again;
	struct err err = { 0 };

	if (!line_read(&again, line, &err)) {
		fuzz_refusal(&err, line);
		return;
	}
	fuzz_demand(again.count == count, "each word is one", line);
	fuzz_demand(again.input == NULL && again.output == NULL &&
	    again.folder == NULL && again.makes == NULL,
	    "words are nothing but words", line);
	for (unsigned i = 2; i < count; i++)
		fuzz_demand(strstr(words[i], "//") != NULL ||
		    strcmp(words[i], again.word[i]) == 0,
		    "a word comes as it is", words[i]);
}

static void
call_play(struct stage *stage, uint32_t place, const char *line)
{
	struct caller caller = { .place = place };
	int64_t next_ms;

	stage_call(stage, &caller, line, NULL);
	for (unsigned i = 0; caller.waits && i < STEPS &&
	    (next_ms = stage_next_ms(stage)) >= 0; i++)
		stage_step(stage, next_ms);
	stage_leave(stage, &caller);
	fuzz_demand(caller.status >= 0 && caller.status <= LAST_STATUS,
	    "a status is one", line);
	fuzz_tell_text(buffer_text(&caller.out));
	fuzz_tell_text(buffer_text(&caller.err));
	fuzz_tell(&caller.status, sizeof(caller.status));
	caller_drop(&caller);
}

static void
line_play(struct arena *arena, struct stage *stage, char *line)
{
	const char *words[LINE_WORDS], *text;
	uint32_t place = place_of(*line);
	unsigned count;

	if (*line == '+') {
		stage_step(stage, sandbox_now_ms(stage->sandbox) +
		    abs(atoi(line + 1)) % MINUTES * (int64_t)MINUTE_MS);
		return;
	}
	count = words_take(line, words);
	if (count == 0)
		return;
	text = quote_words(arena, NULL, words, count);
	words_read_again(text, words, count);
	call_play(stage, place, text);
}

static int
input_play(const uint8_t *bytes, size_t size)
{
	struct arena arena = { 0 };
	char *rest = fuzz_text(&arena, bytes, size), *line;
	static struct fuzz_stage fuzz;
	struct stage *stage = fuzz_stage(&fuzz, fuzz_stage_guest);

	for (unsigned i = 0; i < CALLS && (line = fuzz_line(&rest)) != NULL;
	    i++)
		line_play(&arena, stage, line);
	fuzz_stage_tell(stage);
	fuzz_stage_end(&fuzz);
	arena_drop(&arena);
	return 0;
}

FUZZ_TARGET("words", input_play);
