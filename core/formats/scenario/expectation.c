/*
 * Expectations: a form of words that somebody judges, or a condition.
 */
#include "core/formats/scenario/form.h"

#include <assert.h>
#include <string.h>

#include "core/base/arena.h"

/* The form whose first words come now; they are taken. */
static const char *
form_taken(struct words *words, unsigned *row)
{
	const struct vocabulary *vocabulary = words->language->vocabulary;
	const char *form;

	for (*row = 0; (form = vocabulary->expectation(*row)) != NULL; ++*row)
		if (words_take(words, arena_text(words_arena(words), form,
		    form_head(form))))
			return form + form_head(form);
	return NULL;
}

static bool
deadline(struct words *words, struct expectation *expectation)
{
	if (words_take(words, "at the end") || words->next == words->count)
		return true;
	if (words_take(words, "within"))
		expectation->deadline = DEADLINE_WITHIN;
	else if (words_take(words, "by"))
		expectation->deadline = DEADLINE_BY;
	else
		return words_wrong(words, "\"on\" and a node, \"within\" or "
		    "\"by\" and a duration, \"at the end\", or nothing more");
	return words_duration(words, &expectation->limit_ms);
}

/*
 * What is watched all the time may have a deadline too: never, within the
 * first hour.
 */
static bool
condition(struct words *words, struct expectation *expectation)
{
	expectation->is_condition = true;
	if (words_take(words, "never"))
		expectation->watch = WATCH_NEVER;
	else if (words_take(words, "always"))
		expectation->watch = WATCH_ALWAYS;
	return words_condition(words, &expectation->condition) &&
	    deadline(words, expectation);
}

static bool
expectation_read(struct words *words, struct expectation *expectation)
{
	struct form_said said = { .amount = -1 };
	const char *form = form_taken(words, &expectation->row);

	if (form == NULL)
		return condition(words, expectation);
	if (!form_read(words, form, &said))
		return false;
	expectation->guest = said.object;
	expectation->on = said.on;
	expectation->ending = said.ending;
	expectation->because = said.because;
	expectation->quoted = said.quoted;
	expectation->number = said.amount;
	return true;
}

bool
phrase_expectation(const struct language *language, const char *text,
    struct expectation *expectation, struct wrong *wrong)
{
	struct words words;

	assert(text != NULL);
	*expectation = (struct expectation){ .text = text };
	return words_split(&words, language, text, wrong) &&
	    expectation_read(&words, expectation) && words_end(&words);
}
