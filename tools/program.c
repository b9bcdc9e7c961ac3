#include "tools/program.h"

#include <stdio.h>
#include <string.h>

#include "tools/file.h"
#include "tools/memory.h"
#include "tools/output.h"
#include "tools/say.h"
#include "tools/verbs.h"
#include "tools/version.h"

static int
usage(const char *format, const char *word)
{
	say_to(stderr, "domferry: usage: ");
	say_to(stderr, format, word);
	say_to(stderr, "\n        'domferry help' lists the verbs, "
	    "'domferry help VERB' explains one.\n");
	return EXIT_USAGE;
}

static const struct verb *
verb_find(const char *name)
{
	for (const struct verb *verb = verbs; verb->name != NULL; verb++)
		if (strcmp(verb->name, name) == 0)
			return verb;
	return NULL;
}

/* The words after the first operand are not ours. */
static bool
split_read(const struct verb *verb, struct options *options, char **words,
    struct err *err)
{
	char **first = words, *kept;
	bool good;

	while (*first != NULL && **first == '-')
		first++;
	kept = *first;
	*first = NULL;
	good = options_read(options, verb->bit, verb->job, words, err);
	if (kept == NULL)
		return good;
	*first = kept;
	for (; good && *first != NULL; first++) {
		if (options->operand_count == OPTION_OPERANDS)
			return err_set(err, ERR_USAGE, "more than %d operands",
			    OPTION_OPERANDS);
		options->operand[options->operand_count++] = *first;
	}
	return good;
}

/* Are the words those of a job? */
static bool
is_job(const struct verb *verb, char *const *words)
{
	while (*words != NULL && strcmp(*words, "--") != 0 &&
	    strcmp(*words, "--live") != 0)
		words++;
	return verb->job || (verb->most == OPERANDS_OR_JOB &&
	    *words != NULL && strcmp(*words, "--live") == 0);
}

static bool
words_read(const struct verb *verb, struct options *options, char **words,
    struct err *err)
{
	bool job = is_job(verb, words);
	int most = verb->most > 0 ? verb->most : verb->most ==
	    OPERANDS_OR_JOB ? 1 : 0;

	if (verb->most == OPERANDS_FREE)
		return split_read(verb, options, words, err);
	if (!options_read(options, verb->bit, job, words, err))
		return false;
	return verb->most == 0 || job || options->operand_count <= most ||
	    err_set(err, ERR_USAGE, "\"%s\" is one word too many",
	    options->operand[most]);
}

static int
verb_play(const struct verb *verb, char **words)
{
	struct options options;
	struct err err = { 0 };

	if (!words_read(verb, &options, words, &err)) {
		err_print(&err);
		say_to(stderr, "        domferry %s %s\n", verb->name,
		    verb->operands);
		return EXIT_USAGE;
	}
	if (options.help) {
		options.operand[0] = verb->name;
		options.operand_count = 1;
		return cmd_help(&options);
	}
	return verb->play(&options);
}

static bool
is_one_of(const char *word, const char *one, const char *other,
    const char *third)
{
	return strcmp(word, one) == 0 || strcmp(word, other) == 0 ||
	    strcmp(word, third) == 0;
}

static int
play(int argc, char **argv)
{
	const struct verb *verb;
	struct options none = { 0 };

	if (argc < 2)
		return usage("%sno verb was given", "");
	if (is_one_of(argv[1], "-V", "--version", "version")) {
		say("%s (build %s)\n", version_program, version_build);
		return EXIT_OK;
	}
	if (is_one_of(argv[1], "-?", "--help", "-h"))
		return cmd_help(&none);
	verb = verb_find(argv[1]);
	if (verb == NULL)
		return usage("there is no verb \"%s\"", argv[1]);
	return verb_play(verb, argv + 2);
}

int
program_play(int argc, char **argv)
{
	output_begin();
	memory_guard();
	return output_end(play(argc, argv));
}
