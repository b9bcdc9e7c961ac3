/*
 * Phrases, one in each line after the letter of its reader.  What is refused is
 * refused at a place in it; what is read has a text that means the same; and
 * what can be played is played on a simulated site.
 */
#include <string.h>

#include "backends/sim/observers/invariants.h"
#include "core/formats/scenario/phrase.h"
#include "tests/fuzz/fuzz.h"
#include "tools/scenario/sandbox.h"
#include "tools/scenario/scenario.h"

enum { LINES = 32, HOUR_MS = 3600000 };

struct reading {
	struct arena	 arena;
	struct site	*site;
	struct language	 language;
	struct sandbox	*sandbox;
};

static bool
is_same_condition(const struct condition *one, const struct condition *other)
{
	return one->state == other->state && one->name == other->name &&
	    one->on == other->on;
}

static bool
is_same_fault(const struct fault *one, const struct fault *other)
{
	return one->class == other->class && one->strike == other->strike &&
	    one->world == other->world && one->op == other->op &&
	    one->kind == other->kind && one->object == other->object &&
	    one->other == other->other && one->on == other->on &&
	    one->amount == other->amount && one->before == other->before &&
	    one->record == other->record && one->at_ms == other->at_ms &&
	    one->times == other->times && one->nth == other->nth &&
	    one->every == other->every && one->may == other->may &&
	    one->has_when == other->has_when &&
	    is_same_condition(&one->when, &other->when);
}

/* Armed, and struck for an hour; what cannot be armed says why not. */
static void
fault_play(struct reading *reading, const struct fault *fault,
    const char *phrase)
{
	struct err err = { 0 };
	struct fault again;
	struct wrong wrong;

	fuzz_demand(phrase_fault(&reading->language, fault->text, &again,
	    &wrong), "the text of a fault can be read", fault->text);
	fuzz_demand(is_same_fault(fault, &again),
	    "the text of a fault means that fault", fault->text);
	if (!sandbox_arm(reading->sandbox, fault, &err))
		fuzz_refusal(&err, phrase);
	sandbox_advance(reading->sandbox, sandbox_now_ms(reading->sandbox) +
	    HOUR_MS);
}

static void
expectation_play(struct reading *reading, const struct expectation *expected)
{
	if (expected->is_condition)
		simulated_holds(&reading->sandbox->simulated,
		    &expected->condition);
}

static void
wait_play(struct reading *reading, const struct wait *wait)
{
	if (wait->has_condition)
		simulated_holds(&reading->sandbox->simulated,
		    &wait->condition);
	fuzz_demand(wait->limit_ms >= 0, "a wait does not go back", NULL);
}

static bool
phrase_play(struct reading *reading, char letter, const char *phrase,
    struct wrong *wrong)
{
	const struct language *language = &reading->language;
	struct expectation expected;
	struct fault fault = { .text = "refuse any", .times = 1, .nth = 1,
	    .every = 1, .at_ms = -1, .record = -1 };
	struct wait wait;
	uint32_t place;
	bool read;

	switch (letter) {
	case 'e':
		read = phrase_expectation(language, phrase, &expected, wrong);
		if (read)
			expectation_play(reading, &expected);
		return read;
	case 'w':
		read = phrase_wait(language, phrase, &wait, wrong);
		if (read)
			wait_play(reading, &wait);
		return read;
	case 'p':
		return phrase_place(language, phrase, &place, wrong);
	case 'm':
		read = phrase_mend(language, phrase, &fault, wrong);
		if (read)
			sandbox_mend(reading->sandbox, &fault);
		return read;
	case 'k':
		read = phrase_fault_key(language, phrase, &fault, wrong);
		break;
	case 'c':
		read = phrase_crash(language, phrase, &fault, wrong);
		break;
	default:
		read = phrase_fault(language, phrase, &fault, wrong);
	}
	if (read)
		fault_play(reading, &fault, phrase);
	return read;
}

static void
phrase_try(struct reading *reading, const char *line)
{
	const char *phrase = line + 1;
	struct wrong wrong = { SIZE_MAX, NULL, NULL };

	if (phrase_play(reading, *line, phrase, &wrong))
		return;
	fuzz_demand(wrong.at <= strlen(phrase),
	    "what is refused is refused at a place in it", phrase);
	fuzz_message(wrong.found, phrase);
	fuzz_message(wrong.expected, phrase);
}

static int
input_play(const uint8_t *bytes, size_t size)
{
	struct reading reading = { .site = NULL };
	char *rest = fuzz_text(&reading.arena, bytes, size);
	const char *line;

	reading.site = fuzz_site(&reading.arena);
	reading.language = (struct language){ &reading.arena,
	    reading.site->names, &scenario_vocabulary, NULL };
	reading.sandbox = arena_take(&reading.arena, 1,
	    sizeof(*reading.sandbox));
	sandbox_make(reading.sandbox, &reading.arena, reading.site, SITE_READY,
	    1);
	for (int i = 0; i < LINES && (line = fuzz_line(&rest)) != NULL; i++)
		if (*line != '\0')
			phrase_try(&reading, line);
	sim_check_all(reading.sandbox->simulated.sim);
	sandbox_drop(reading.sandbox);
	arena_drop(&reading.arena);
	return 0;
}

FUZZ_TARGET("phrases", input_play);
