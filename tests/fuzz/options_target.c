/*
 * Command lines: a verb's bit by its number in the first line, then a word in
 * each line.  What remains for the verb is read as the words of a job, which
 * has a plan or a reason why not.
 */
#include <stdlib.h>
#include <string.h>

#include "core/plan/plan.h"
#include "tests/fuzz/fuzz.h"
#include "tools/options.h"

enum { WORDS = 64, VERBS = 11 };

static void
job_try(struct arena *arena, const struct options *options, const char *input)
{
	struct site *site = fuzz_site(arena);
	struct job_words words = { options->operand, options->operand_count,
	    0 };
	struct err err = { 0 };
	struct job job, again;

	if (!job_read(arena, site, words, &job, &err)) {
		fuzz_refusal(&err, input);
		return;
	}
	/* A resume reads the text that the journal has. */
	fuzz_demand(job_read_line(arena, site, job.text, &again, &err),
	    "the text of a job can be read", job.text);
	fuzz_demand(strcmp(job.text, again.text) == 0 &&
	    job.procedure == again.procedure && job.guest == again.guest &&
	    job.nodes == again.nodes && job.to == again.to &&
	    job.phases == again.phases && job.memory == again.memory,
	    "the text of a job means that job", job.text);
	if (plan_make(arena, site, &job, NULL, &err) == NULL)
		fuzz_refusal(&err, input);
}

static int
input_play(const uint8_t *bytes, size_t size)
{
	struct arena arena = { 0 };
	const char *input = fuzz_text(&arena, bytes, size);
	char *rest = fuzz_text(&arena, bytes, size), *words[WORDS + 1];
	const char *verb = fuzz_line(&rest);
	unsigned bit = verb != NULL ? 1u << abs(atoi(verb)) % VERBS : 1;
	bool job = (bit & (VERB_PLAN | VERB_REHEARSE | VERB_EXPLORE)) != 0;
	struct err err = { 0 };
	struct options options;
	size_t n = 0;

	while (n < WORDS && (words[n] = fuzz_line(&rest)) != NULL)
		n++;
	words[n] = NULL;
	if (!options_read(&options, bit, job, words, &err))
		fuzz_refusal(&err, input);
	else if (job)
		job_try(&arena, &options, input);
	arena_drop(&arena);
	return 0;
}

FUZZ_TARGET("options", input_play);
