/*
 * Expectations: a form of words of the vocabulary, or a condition.
 */
#include "core/formats/scenario/form.h"

#include <assert.h>
#include <string.h>

#include "core/base/arena.h"

/* The form that begins with the next words; those are read. */
static const char *
form_accept(struct words *words, unsigned *row)
{
	const struct vocabulary *vocabulary = words->language->vocabulary;
	const char *form;

	for (*row = 0; (form = vocabulary->expectation(*row)) != NULL; ++*row)
		if (words_accept(words, arena_text(words_arena(words), form,
		    form_head(form))))
			return form + form_head(form);
	return NULL;
}

static bool
deadline(struct words *words, struct expectation *expectation)
{
	if (words_accept(words, "at the end") || words->next == words->count)
		return true;
	if (words_accept(words, "within"))
		expectation->deadline = DEADLINE_WITHIN;
	else if (words_accept(words, "by"))
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
	if (words_accept(words, "never"))
		expectation->watch = WATCH_NEVER;
	else if (words_accept(words, "always"))
		expectation->watch = WATCH_ALWAYS;
	return words_condition(words, &expectation->condition) &&
	    deadline(words, expectation);
}

static bool
expectation_read(struct words *words, struct expectation *expectation)
{
	struct form_values values = { .amount = -1 };
	const char *form = form_accept(words, &expectation->row);

	if (form == NULL)
		return condition(words, expectation);
	if (!form_read(words, form, &values))
		return false;
	expectation->guest = values.object;
	expectation->on = values.on;
	expectation->ending = values.ending;
	expectation->because = values.because;
	expectation->quoted = values.quoted;
	expectation->quoted_at = values.quoted_at;
	expectation->is_command = values.is_command;
	expectation->number = values.amount;
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
