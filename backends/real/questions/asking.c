#include "backends/real/questions/asking.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "backends/commands/line.h"
#include "backends/real/answers/outputs.h"

void
asking_begin(struct asking *asking, struct arena *arena,
    const struct site *site, struct names *names)
{
	assert(arena != NULL && site != NULL && names != NULL);
	asking->arena = arena;
	asking->site = site;
	asking->names = names;
	asking->count = 0;
	asking->kept = NULL;
	asking->of_all = asking->by_person = false;
	asking->macs = NULL;
	asking->err = (struct err){ 0 };
}

bool
asking_fail(struct asking *asking, const char *format, ...)
{
	char text[sizeof(asking->err.text)];
	va_list rest;

	if (asking->err.code != ERR_NONE)
		return false;
	va_start(rest, format);
	vsnprintf(text, sizeof(text), format, rest);
	va_end(rest);
	return err_set(&asking->err, ERR_NO_ANSWER, "%s", text);
}

static const char *
place_text(const struct asking *asking, uint32_t place)
{
	char text[256];

	site_place(asking->names, place, text, sizeof(text));
	return arena_format(asking->arena, "%s", text);
}

static bool
is_output(const struct output *output, uint32_t place, const char *line)
{
	return output->place == place && strcmp(output->line, line) == 0;
}

static const struct output *
output_find(const struct asking *asking, uint32_t place, const char *line)
{
	const struct kept_output *kept = asking->kept;

	for (unsigned i = 0; i < asking->count; i++)
		if (is_output(&asking->output[i], place, line))
			return &asking->output[i];
	while (kept != NULL && !(kept->output.over &&
	    is_output(&kept->output, place, line)))
		kept = kept->next;
	return kept != NULL ? &kept->output : NULL;
}

const struct output *
asking_try(struct asking *asking, const struct op *ask, uint32_t place,
    enum ask_line wanted, bool *lost)
{
	const char *line = asked_line(asking->arena, asking->site, wanted,
	    ask);
	const struct output *output = output_find(asking, place, line);

	assert(place != 0 && line != NULL && *line != '\0');
	/* What -v shows is what is typed. */
	assert(asked_has(ask, wanted));
	if (output == NULL) {
		assert(asking->count < ASKING_COMMANDS);
		asking->output[asking->count++] = (struct output){
		    .place = place, .line = line, .asks = wanted };
		return NULL;
	}
	*lost = output->over && output->lost;
	return output->over && !output->lost ? output : NULL;
}

const struct output *
asking_output(struct asking *asking, uint32_t place, enum ask_line wanted,
    const struct op *ask)
{
	bool lost = false;
	const struct output *output = asking_try(asking, ask, place, wanted,
	    &lost);

	if (lost)
		asking_fail(asking, "%s does not answer%s",
		    place_text(asking, place), output_find(asking, place,
		    asked_line(asking->arena, asking->site, wanted,
		    ask))->ended.err);
	return output;
}

/* The first line of what it said, or how it ended. */
static const char *
complaint(const struct asking *asking, const struct output *output)
{
	size_t n = strcspn(output->ended.err, "\n");

	return n != 0 ? arena_text(asking->arena, output->ended.err, n) :
	    arena_format(asking->arena, "status %d", output->ended.status);
}

const struct reading *
asking_facts(struct asking *asking, uint32_t place, enum ask_line wanted,
    const struct op *ask)
{
	const struct output *output = asking_output(asking, place, wanted,
	    ask);

	if (output == NULL)
		return NULL;
	if (output->ended.status == 0)
		return &output->reading;
	asking_fail(asking, "%s: %.80s: %.100s", place_text(asking, place),
	    output->line, complaint(asking, output));
	return NULL;
}

struct output *
asking_wanted(struct asking *asking)
{
	for (unsigned i = 0; i < asking->count; i++)
		if (!asking->output[i].over)
			return &asking->output[i];
	return NULL;
}

/* What is read is known by the command's words, without the names at its end;
 * an output that nobody reads has no facts. */
static void
output_facts(struct arena *arena, struct output *output)
{
	struct typed_line line;
	struct printed printed;
	struct err err;
	unsigned count;

	output->reading = (struct reading){ .arena = arena };
	if (!line_read(&line, output->line, &err))
		return;
	count = line.count;
	while (count != 0 && !printed_read(&printed, line.word, count, &err))
		count--;
	if (count != 0)
		output_read(arena, &printed, output->ended.out,
		    output->ended.out_size, &output->reading);
}

static const char *
kept(struct arena *arena, const char *text, size_t size)
{
	return size != 0 ? arena_text(arena, text, size) : "";
}

void
output_heard(struct arena *arena, struct output *output,
    const struct ended *ended)
{
	assert(!output->over);
	output->over = true;
	output->ended = *ended;
	output->ended.out = kept(arena, ended->out, ended->out_size);
	output->ended.err = kept(arena, ended->err, ended->err_size);
	output_facts(arena, output);
}

void
output_lost(struct arena *arena, struct output *output, const char *why)
{
	assert(!output->over);
	output->over = true;
	output->lost = true;
	output->ended = (struct ended){ .out = "", .err = why == NULL ? "" :
	    arena_format(arena, ": %s", why) };
}

static bool
fact_fits(const struct fact_row *fact, const char *key, const char *text)
{
	return key == NULL || strcmp(fact_word(fact, key), text) == 0;
}

const struct fact_row *
fact_find(const struct reading *reading, const char *kind, const char *key,
    const char *text)
{
	return fact_find_two(reading, kind, (const char *const[]){ key, text,
	    NULL, NULL });
}

const struct fact_row *
fact_find_two(const struct reading *reading, const char *kind,
    const char *const pair[4])
{
	for (uint32_t i = 0; i < reading->count; i++) {
		const struct fact_row *fact = &reading->fact[i];

		if (strcmp(fact->kind, kind) == 0 &&
		    fact_fits(fact, pair[0], pair[1]) &&
		    fact_fits(fact, pair[2], pair[3]))
			return fact;
	}
	return NULL;
}

const char *
fact_said(const struct fact_row *fact, const char *key)
{
	return fact != NULL ? fact_word(fact, key) : "";
}

int64_t
fact_amount(const struct fact_row *fact, const char *key)
{
	const struct detail *detail = fact != NULL ? fact_detail(fact, key) :
	    NULL;

	return detail != NULL ? detail->number : 0;
}

bool
fact_is(const struct fact_row *fact, const char *key, const char *word)
{
	return fact != NULL && strcmp(fact_word(fact, key), word) == 0;
}
