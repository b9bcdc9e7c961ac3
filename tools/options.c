#include "tools/options_rows.h"

#include <assert.h>
#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/formats/json/token.h"
#include "tools/say.h"

/* One of the two would have no effect. */
static const char *const excluded[][2] = {
	{ "json", "commands" }, { "json", "markdown" },
	{ "commands", "markdown" }, { "json", "tap" }, { "json", "codes" },
	{ "verbose", "tap" }, { "faults", "seeds" },
	{ "site", "random-site" }, { "stop", "site" }, { "stop", "begin" },
	{ "json", "follow" }, { "json", "parseable" }, { "json", "fields" },
	{ "json", "no-header" }, { "parseable", "fields" },
	{ "parseable", "no-header" }, { "stop", "real-time" },
	{ "stop", "shell" }, { "write", "into" }, { "diff", "write" },
	{ "diff", "site" }, { "diff", "ssh-config" }, { "from", "site" },
	{ "from", "random-site" }, { "why", "size" }, { "why", "parseable" },
	{ "why", "no-header" }, { "why", "fields" }, { "why", "exit-code" },
	{ "again", "from" }, { "again", "why" }, { "again", "site" },
	{ "again", "size" }, { "again", "parseable" }, { "again", "no-header" },
	{ "again", "fields" }, { "again", "exit-code" },
};

static bool
number_read(struct options *options, const struct option_row *option,
    const char *text, struct err *err)
{
	uint64_t *at = (uint64_t *)(void *)((char *)options + option->at);
	char *end;

	errno = 0;
	*at = strtoull(text, &end, 10);
	if (*text < '0' || *text > '9' || *end != '\0' || errno != 0)
		return err_set(err, ERR_USAGE,
		    "--%s needs a number, not \"%s\"", option->name, text);
	return true;
}

/* What is written into a journal has to be read from it again. */
static bool
is_utf_8(const char *text, const char *what, struct err *err)
{
	const char *at = text;

	while (*at != '\0') {
		size_t n = token_character(at);

		if (n == 0)
			return err_set(err, ERR_USAGE, "%s: byte %zu is no "
			    "character in UTF-8", what,
			    (size_t)(at - text) + 1);
		at += n;
	}
	return true;
}

static bool
many_add(struct options *options, const struct option_row *option,
    const char *text, struct err *err)
{
	struct option_list *list =
	    (struct option_list *)(void *)((char *)options + option->at);
	char what[40];

	if (list->count == OPTION_REPEATS)
		return err_set(err, ERR_USAGE, "--%s can be given at most %d "
		    "times",
		    option->name, OPTION_REPEATS);
	snprintf(what, sizeof(what), "--%s", option->name);
	if (!is_utf_8(text, what, err))
		return false;
	list->item[list->count++] = text;
	return true;
}

static bool
option_read(struct options *options, const struct option_row *option,
    const char *argument, struct err *err)
{
	char *at = (char *)options + option->at;

	switch (option->takes) {
	case TAKES_NOTHING:
		if (option->at == offsetof(struct options, format))
			options->format = "tap";
		else
			*(bool *)(void *)at = true;
		return true;
	case TAKES_TEXT:
		*(const char **)(void *)at = argument;
		return true;
	case TAKES_MANY:
		return many_add(options, option, argument, err);
	case TAKES_NUMBER:
		return number_read(options, option, argument, err);
	case MAYBE_NUMBER:
		return number_read(options, option, argument != NULL ?
		    argument : "1", err) && (options->speed != 0 ||
		    err_set(err, ERR_USAGE, "--%s needs a number from 1",
		    option->name));
	}
	return false;
}

static const struct option_row *
option_find(const char *word, unsigned verb, size_t *n)
{
	for (size_t i = 0; option_rows[i].name != NULL; i++) {
		const struct option_row *option = &option_rows[i];

		*n = strlen(option->name);
		if ((option->verbs & verb) == 0)
			continue;
		if (strncmp(word, "--", 2) == 0 &&
		    strncmp(word + 2, option->name, *n) == 0 &&
		    (word[2 + *n] == '\0' || word[2 + *n] == '='))
			return option;
		if (word[0] == '-' && word[1] == option->letter &&
		    option->letter != 0 && word[2] == '\0')
			return option;
		if (option->letter == '?' && strcmp(word, "-h") == 0)
			return option;
	}
	return NULL;
}

bool
options_given(const struct options *options, const char *name)
{
	bool known = false, given = false;

	for (size_t i = 0; option_rows[i].name != NULL; i++)
		if (strcmp(option_rows[i].name, name) == 0) {
			known = true;
			given |= options->given[i];
		}
	assert(known);
	return given;
}

/* Those that apply shares with resume and rollback alone. */
const char *
options_of_real(const struct options *options)
{
	for (size_t i = 0; option_rows[i].name != NULL; i++)
		if (options->given[i] &&
		    (option_rows[i].verbs & CARRIES_ON) == CARRIES_ON &&
		    (option_rows[i].verbs & VERB_REPORT) == 0)
			return option_rows[i].name;
	return NULL;
}

static bool
all_fit(const struct options *options, struct err *err)
{
	for (size_t i = 0; i < sizeof(excluded) / sizeof(excluded[0]); i++)
		if (options_given(options, excluded[i][0]) &&
		    options_given(options, excluded[i][1]))
			return err_set(err, ERR_USAGE, "--%s and --%s exclude "
			    "each other", excluded[i][0], excluded[i][1]);
	return true;
}

static bool
operand_add(struct options *options, const char *word, struct err *err)
{
	if (options->operand_count == OPTION_OPERANDS)
		return err_set(err, ERR_USAGE, "more than %d operands",
		    OPTION_OPERANDS);
	options->operand[options->operand_count++] = word;
	return true;
}

static bool
is_again(const struct options *options, const struct option_row *option)
{
	return option->takes != TAKES_NOTHING && option->takes != TAKES_MANY &&
	    options->given[option - option_rows];
}

static bool
argument_fits(const struct option_row *option, const char *argument,
    const char *word, struct err *err)
{
	if (option->takes == MAYBE_NUMBER)
		return true;
	if (option->takes != TAKES_NOTHING && argument == NULL)
		return err_set(err, ERR_USAGE, "%s needs %s", word,
		    option->argument);
	if (option->takes == TAKES_NOTHING && argument != NULL)
		return err_set(err, ERR_USAGE, "--%s takes no value",
		    option->name);
	return true;
}

bool
options_read(struct options *options, unsigned verb, bool job, char **words,
    struct err *err)
{
	bool ended = false;

	*options = (struct options){ .seed = 1, .faults = 1 };
	for (; *words != NULL; words++) {
		const char *word = *words, *argument = NULL;
		const struct option_row *option;
		size_t n;

		if (!ended && strcmp(word, "--") == 0) {
			ended = true;
			continue;
		}
		option = ended || word[0] != '-' || word[1] == '\0' ? NULL :
		    option_find(word, verb, &n);
		if (option == NULL) {
			if (!ended && word[0] == '-' && word[1] != '\0' &&
			    !(job && word[1] == '-'))
				return err_set(err, ERR_USAGE,
				    "unknown option %s", word);
			/* The first may be the path of a plan; a command has
			 * whatever words its program takes. */
			if ((job && verb != VERB_SHELL &&
			    options->operand_count != 0 &&
			    !is_utf_8(word, "a word of the job", err)) ||
			    !operand_add(options, word, err))
				return false;
			continue;
		}
		if (word[1] == '-' && word[2 + n] == '=')
			argument = word + 3 + n;
		else if (option->takes != TAKES_NOTHING && option->takes !=
		    MAYBE_NUMBER && words[1] != NULL)
			argument = *++words;
		if (is_again(options, option))
			return err_set(err, ERR_USAGE, "--%s is given twice",
			    option->name);
		if (!argument_fits(option, argument, word, err) ||
		    !option_read(options, option, argument, err))
			return false;
		options->given[option - option_rows] = true;
	}
	return all_fit(options, err);
}

enum { MEANING_COLUMN = 29 };

void
options_print(unsigned verb)
{
	for (size_t i = 0; option_rows[i].name != NULL; i++) {
		const struct option_row *option = &option_rows[i];
		char name[40];

		if ((option->verbs & verb) == 0)
			continue;
		snprintf(name, sizeof(name), "%s%s%s",
		    option->name, option->argument != NULL ? " " : "",
		    option->argument != NULL ? option->argument : "");
		say("  %c%c%c --%-20s ",
		    option->letter != 0 ? '-' : ' ',
		    option->letter != 0 ? option->letter : ' ',
		    option->letter != 0 ? ',' : ' ', name);
		if (strlen(name) > MEANING_COLUMN - 9)
			say("\n%*s", MEANING_COLUMN, "");
		say("%s\n", option->meaning);
	}
}
