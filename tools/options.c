#include "tools/options.h"

#include <assert.h>
#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/formats/json/token.h"
#include "tools/say.h"

/* MAYBE_NUMBER: 1, or what stands behind "=". */
enum takes { TAKES_NOTHING, TAKES_TEXT, TAKES_MANY, TAKES_NUMBER,
    MAYBE_NUMBER };

struct option {
	char		 letter;
	const char	*name;
	const char	*argument;
	unsigned	 verbs;
	enum takes	 takes;
	size_t		 at;
	const char	*meaning;
};

#define AT(field)	offsetof(struct options, field)

/* Verbs that type at a site, if it is no rehearsal. */
enum { CARRIES_ON = VERB_APPLY | VERB_RESUME | VERB_ROLLBACK };

static const struct option table[] = {
	{ 's', "site", "SITE", VERB_CHECK | VERB_PLAN | VERB_REHEARSE |
	    VERB_APPLY | VERB_EXPLORE | VERB_SHELL | VERB_LAB | VERB_JUDGE |
	    VERB_STATUS, TAKES_TEXT, AT(site), "site file; else $DOMFERRY_SITE, else "
	    "./site.json" },
	{ 'j', "json", NULL, VERB_CHECK | VERB_PLAN | VERB_REHEARSE |
	    VERB_APPLY | VERB_RUN | VERB_EXPLAIN | VERB_RESUME | VERB_ROLLBACK |
	    VERB_REPORT | VERB_EXPLORE | VERB_JUDGE | VERB_STATUS,
	    TAKES_NOTHING, AT(json), "JSON, one object a line" },
	{ 'p', "parseable", NULL, VERB_STATUS, TAKES_NOTHING, AT(parseable),
	    "VERSION 1.0, then KIND|key=value|..." },
	{ 'H', "no-header", NULL, VERB_STATUS, TAKES_NOTHING, AT(no_header),
	    "no heading, tabs between the fields" },
	{ 'o', "fields", "F,...", VERB_STATUS, TAKES_TEXT, AT(fields),
	    "of a list: kind, name, on, state, stands, detail" },
	{ 0, "watch", "SECONDS", VERB_STATUS, TAKES_NUMBER, AT(watch),
	    "look again and again; Ctrl-C ends it" },
	{ 0, "commands", NULL, VERB_PLAN, TAKES_NOTHING, AT(commands),
	    "only what is typed: PLACE<TAB>COMMAND, or # ..." },
	{ 0, "markdown", NULL, VERB_PLAN, TAKES_NOTHING, AT(markdown),
	    "a document for review, with its digest" },
	{ 'w', "write", "FILE", VERB_PLAN | VERB_NEW | VERB_EXPLORE,
	    TAKES_TEXT, AT(write), "save to FILE; - is standard output" },
	{ 'r', "run", "DIR", VERB_REHEARSE | VERB_APPLY, TAKES_TEXT, AT(run),
	    "create DIR, and keep a journal there" },
	{ 'n', "dry-run", NULL, CARRIES_ON | VERB_CANCEL, TAKES_NOTHING,
	    AT(dry_run), "show what would be done; only questions are typed" },
	{ 'y', "yes", NULL, CARRIES_ON | VERB_CANCEL, TAKES_NOTHING, AT(yes),
	    "do not ask; covers nothing of what follows" },
	{ 0, "destroy", "DEVICE", CARRIES_ON, TAKES_MANY, AT(destroy),
	    "the old content of DEVICE may be lost; repeatable" },
	{ 0, "destroy-data", "SERIAL", CARRIES_ON, TAKES_MANY,
	    AT(destroy_data), "the pool on that LUN may be destroyed" },
	{ 0, "power-off", "NODE", CARRIES_ON, TAKES_MANY, AT(power_off),
	    "NODE may be switched off" },
	{ 0, "accept", NULL, CARRIES_ON, TAKES_NOTHING, AT(accept),
	    "the point of no return may be passed" },
	{ 0, "take-over", NULL, CARRIES_ON, TAKES_NOTHING, AT(take_over),
	    "the lock of a dead run may be broken" },
	{ 0, "until", "PHASE", CARRIES_ON, TAKES_TEXT, AT(until),
	    "stop when PHASE is done" },
	{ 0, "pause-before", "STEP", CARRIES_ON, TAKES_TEXT,
	    AT(pause_before), "ask before STEP, or stop there" },
	{ 0, "window", "TIME", CARRIES_ON, TAKES_TEXT, AT(window),
	    "04:30, or 2h30m from now: no outage beyond it" },
	{ 0, "ssh-config", "FILE", CARRIES_ON | VERB_CANCEL | VERB_STATUS,
	    TAKES_TEXT, AT(ssh_config), "the configuration of ssh, instead of the user's" },
	{ 0, "change", "NUMBER", VERB_APPLY, TAKES_TEXT, AT(change),
	    "the number of the change, for the journal" },
	{ 0, "approved", "DIGEST", VERB_APPLY, TAKES_TEXT, AT(approved),
	    "carry out just the plan with that digest" },
	{ 0, "approved-by", "NAME", VERB_APPLY, TAKES_TEXT, AT(approved_by),
	    "who has approved it, where the site asks for that" },
	{ 0, "override", "GUARD", CARRIES_ON, TAKES_MANY, AT(override),
	    "go on although GUARD says no: window, overrun" },
	{ 'e', "exit-code", NULL, VERB_PLAN, TAKES_NOTHING, AT(exit_code),
	    "status 5 if there is anything to do" },
	{ 'e', "exit-code", NULL, VERB_STATUS, TAKES_NOTHING, AT(exit_code),
	    "status 5 if anything stands badly or is not known" },
	{ 0, "begin", "JOB", VERB_REHEARSE | VERB_EXPLORE | VERB_SHELL |
	    VERB_LAB | VERB_JUDGE, TAKES_MANY, AT(begin),
	    "first play JOB; repeatable" },
	{ 'N', "node", "NODE", VERB_STATUS, TAKES_TEXT, AT(node),
	    "only what is on NODE" },
	{ 'N', "node", "PLACE", VERB_SHELL | VERB_JUDGE, TAKES_TEXT, AT(node),
	    "type there: a node (the first one), sp:NODE, guest:NAME, "
	    "source:NAME" },
	{ 0, "state", "DIR", VERB_SHELL | VERB_LAB, TAKES_TEXT, AT(state),
	    "the folder that holds the site between commands" },
	{ 0, "real-time", "[=N]", VERB_SHELL | VERB_LAB, MAYBE_NUMBER,
	    AT(speed), "time passes by the clock, or N times as fast" },
	{ 0, "path-only", NULL, VERB_SHELL | VERB_JUDGE, TAKES_NOTHING,
	    AT(path_only), "a script finds the site's programs, and files of "
	    "this machine" },
	{ 0, "shell", "PATH", VERB_LAB, TAKES_TEXT, AT(shell),
	    "the shell that reads what is typed; default /bin/sh" },
	{ 0, "stop", NULL, VERB_LAB, TAKES_NOTHING, AT(stop),
	    "end the lab that serves the site in DIR" },
	{ 'F', "fault", "FAULT", VERB_REHEARSE | VERB_EXPLORE, TAKES_MANY,
	    AT(fault), "let FAULT strike; repeatable" },
	{ 0, "faults", "K", VERB_EXPLORE, TAKES_NUMBER, AT(faults),
	    "all schedules of at most K faults, 0 to 3; default 1" },
	{ 0, "faults", "K", VERB_JUDGE, TAKES_NUMBER, AT(faults),
	    "0: undisturbed only; default 1: each single fault" },
	{ 0, "into", "DIR", VERB_JUDGE, TAKES_TEXT, AT(into),
	    "a scenario of each finding into DIR, which is made" },
	{ 0, "seeds", "N", VERB_EXPLORE, TAKES_NUMBER, AT(seeds),
	    "N random schedules instead" },
	{ 0, "first", NULL, VERB_EXPLORE, TAKES_NOTHING, AT(first),
	    "end with the first promise that is broken" },
	{ 0, "random-site", "N", VERB_EXPLORE | VERB_NEW, TAKES_NUMBER,
	    AT(random_site), "a site drawn by the seed N, instead of SITE" },
	{ 0, "shard", "I/N", VERB_EXPLORE, TAKES_TEXT, AT(shard),
	    "only part I of N, to share the work" },
	{ 'S', "seed", "N", VERB_REHEARSE | VERB_RUN | VERB_EXPLORE,
	    TAKES_NUMBER, AT(seed),
	    "seed of the random numbers, default 1" },
	{ 'v', "verbose", NULL, VERB_REHEARSE | VERB_RUN | VERB_RESUME |
	    VERB_ROLLBACK | VERB_REPORT | VERB_APPLY, TAKES_NOTHING,
	    AT(verbose), "every step with its reason; also questions" },
	{ 0, "follow", NULL, VERB_REPORT, TAKES_NOTHING, AT(follow),
	    "go on until the run ends, which another process carries out" },
	{ 0, "through", "WAY", VERB_REHEARSE | VERB_RUN, TAKES_TEXT,
	    AT(through), "op, directly; shell, by simulated commands; "
	    "process, as processes" },
	{ 0, "tap", NULL, VERB_RUN, TAKES_NOTHING, AT(format),
	    "Test Anything Protocol" },
	{ 0, "junit", "FILE", VERB_RUN, TAKES_TEXT, AT(junit),
	    "also JUnit XML to FILE; - is standard output" },
	{ 0, "stop-at", "TIME", VERB_RUN, TAKES_TEXT, AT(stop_at),
	    "end the scenario at that time" },
	{ 0, "codes", NULL, VERB_EXPLAIN, TAKES_NOTHING, AT(codes),
	    "names of all codes only" },
	{ '?', "help", NULL, ~0u, TAKES_NOTHING, AT(help), "this help" },
};

enum { OPTIONS = sizeof(table) / sizeof(table[0]) };

_Static_assert((int)OPTIONS <= (int)OPTION_ROWS,
    "struct options knows of each");

/* One of the two would have no effect. */
static const char *const excluded[][2] = {
	{ "json", "commands" }, { "json", "markdown" },
	{ "commands", "markdown" }, { "json", "tap" }, { "json", "codes" },
	{ "verbose", "tap" }, { "faults", "seeds" },
	{ "site", "random-site" }, { "stop", "site" }, { "stop", "begin" },
	{ "json", "follow" }, { "json", "parseable" }, { "json", "fields" },
	{ "json", "no-header" }, { "parseable", "fields" },
	{ "parseable", "no-header" }, { "stop", "real-time" }, { "stop", "shell" },
};

static bool
number_read(struct options *options, const struct option *option,
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
many_add(struct options *options, const struct option *option,
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
option_read(struct options *options, const struct option *option,
    const char *argument, struct err *err)
{
	char *at = (char *)options + option->at;

	switch (option->takes) {
	case TAKES_NOTHING:
		if (option->at == AT(format))
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

static const struct option *
option_find(const char *word, unsigned verb, size_t *n)
{
	for (size_t i = 0; i < OPTIONS; i++) {
		const struct option *option = &table[i];

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

	for (size_t i = 0; i < OPTIONS; i++)
		if (strcmp(table[i].name, name) == 0) {
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
	for (size_t i = 0; i < OPTIONS; i++)
		if (options->given[i] &&
		    (table[i].verbs & CARRIES_ON) == CARRIES_ON &&
		    (table[i].verbs & VERB_REPORT) == 0)
			return table[i].name;
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
is_again(const struct options *options, const struct option *option)
{
	return option->takes != TAKES_NOTHING && option->takes != TAKES_MANY &&
	    options->given[option - table];
}

static bool
argument_fits(const struct option *option, const char *argument,
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
		const struct option *option;
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
		options->given[option - table] = true;
	}
	return all_fit(options, err);
}

void
options_print(unsigned verb)
{
	for (size_t i = 0; i < OPTIONS; i++) {
		const struct option *option = &table[i];
		char name[40];

		if ((option->verbs & verb) == 0)
			continue;
		snprintf(name, sizeof(name), "%s%s%s",
		    option->name, option->argument != NULL ? " " : "",
		    option->argument != NULL ? option->argument : "");
		say("  %c%c%c --%-20s %s\n",
		    option->letter != 0 ? '-' : ' ',
		    option->letter != 0 ? option->letter : ' ',
		    option->letter != 0 ? ',' : ' ', name, option->meaning);
	}
}
