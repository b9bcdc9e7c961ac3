/*
 * ldmp2v: its options in any order, as one of the lines that the table of
 * commands has.
 */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "backends/sim/shell/ending.h"
#include "backends/sim/shell/files.h"

/* A subcommand, its options, and those of them whose use is simulated. */
struct phase {
	const char	*name;
	const char	*letters, *simulated;
	const char	*handed;	/* on, as often as given */
	unsigned	 operands;
	/* What it types first, or why it is not simulated. */
	void		(*run)(struct call *, const struct phase *,
			    const struct given *, struct typed_line *);
};

static void
word_put(struct typed_line *line, const char *word)
{
	/* There are no more words than were typed, and "-v". */
	if (line->count < LINE_WORDS)
		line->word[line->count++] = word;
}

/* "/mnt/system1/" is "/mnt/system1". */
static const char *
folder_bare(const char *folder, char text[PATH_BYTES])
{
	size_t n = strlen(folder);

	while (n > 1 && folder[n - 1] == '/')
		n--;
	snprintf(text, PATH_BYTES, "%.*s", (int)n, folder);
	return text;
}

/* The options of a call that was read, one after the other. */
struct options {
	const struct typed_line *line;
	const char	*letters;
	unsigned	 at;
	const char	*rest;		/* of the word; NULL: before it */
	const char	*argument;	/* of the option, or NULL */
};

/* The next one; '\0': there is none. */
static char
option_next(struct options *options)
{
	const char *const *word = options->line->word;
	char letter;

	options->argument = NULL;
	if (options->rest == NULL || *options->rest == '\0') {
		options->at += options->rest != NULL;
		if (options->at == options->line->count ||
		    word[options->at][0] != '-')
			return '\0';
		options->rest = word[options->at] + 1;
	}
	letter = *options->rest++;
	if (letter == '-' || letter == '\0' ||
	    strchr(options->letters, letter)[1] != ':')
		return letter != '-' ? letter : '\0';
	options->argument = *options->rest != '\0' ? options->rest :
	    word[++options->at];
	options->rest = "";
	return letter;
}

/* Only a whole narration is known: that of -vvv, or of convert's -v. */
static unsigned
how_verbose(const struct call *call, const struct phase *phase)
{
	struct options options = { &call->line, phase->letters, 2, NULL,
	    NULL };
	unsigned n = 0;
	char letter;

	while ((letter = option_next(&options)) != '\0')
		n += letter == 'v';
	return n;
}

/* The option as a word, "-m"; the text is one of the letters of all. */
static const char *
letter_word(char letter)
{
	static const char words[][3] = { "-m", "-x", "-M", "-c", "-o" };
	size_t i = 0;

	while (words[i][1] != letter && i + 1 < sizeof(words) /
	    sizeof(words[0]))
		i++;
	assert(words[i][1] == letter);
	return words[i];
}

/* Each "-m MOUNT:SIZE" that was typed, and the like. */
static void
handed_put(const struct call *call, const struct phase *phase,
    struct typed_line *line)
{
	struct options options = { &call->line, phase->letters, 2, NULL,
	    NULL };
	char letter;

	while ((letter = option_next(&options)) != '\0') {
		if (strchr(phase->handed, letter) == NULL)
			continue;
		word_put(line, letter_word(letter));
		word_put(line, options.argument);
	}
}

static void
collect_run(struct call *call, const struct phase *phase,
    const struct given *given, struct typed_line *line)
{
	const char *way = given->option['a'];

	(void)phase;
	if (way != NULL && strcmp(way, "flash") != 0)
		call_not_simulated(call);
	word_put(line, "-v");
}

static void
prepare_run(struct call *call, const struct phase *phase,
    const struct given *given, struct typed_line *line)
{
	const char *backend = given->option['b'];

	if (how_verbose(call, phase) != 3 || backend == NULL ||
	    strcmp(backend, "file") != 0)
		call_not_simulated(call);
	word_put(line, "-vvv");
	word_put(line, "-b");
	word_put(line, "file");
}

static void
convert_run(struct call *call, const struct phase *phase,
    const struct given *given, struct typed_line *line)
{
	(void)phase;
	if (!given_has(given, 'v') || !given_has(given, 'i')) {
		call_not_simulated(call);
		return;
	}
	word_put(line, "-i");
	word_put(line, given->option['i']);
}

/* That time was up is part of its narration.  What ldm says when it cannot bind
 * or start the domain is not known. */
bool
convert_failed(struct call *call, const struct op *op, enum err_code code)
{
	if (code == ERR_REFUSED)
		call_fail(call, 1, "ldmp2v: ERROR: domain %s cannot be "
		    "started", call_name(call, KIND_GUEST, op->guest));
	else if (code != ERR_TIMEOUT)
		return false;
	call->status = 1;
	return true;
}

/* prepare -C takes nothing else: the table has it. */
static const struct phase phases[] = {
	{ "collect", "a:d:O:vx:", "adv", "x", 0, collect_run },
	{ "prepare", "b:B:c:Cd:m:M:o:p:R:svx:", "bdv", "mMco", 1,
	    prepare_run },
	{ "convert", "d:i:jn:vx:", "div", "", 1, convert_run },
};

static const struct phase *
phase_find(const struct call *call)
{
	for (size_t i = 0; i < sizeof(phases) / sizeof(phases[0]); i++)
		if (call->line.count > 1 &&
		    strcmp(phases[i].name, call->line.word[1]) == 0)
			return &phases[i];
	return NULL;
}

static bool
is_simulated(const struct phase *phase, const struct given *given)
{
	for (const char *letter = phase->letters; *letter != '\0'; letter++)
		if (*letter != ':' &&
		    strchr(phase->handed, *letter) == NULL &&
		    strchr(phase->simulated, *letter) == NULL &&
		    given_has(given, *letter))
			return false;
	return true;
}

static void
phase_run(struct call *call, const struct phase *phase,
    const struct given *given)
{
	struct typed_line line = { .whole = call->line.whole,
	    .program = call->line.program, .count = 2,
	    .word = { call->line.word[0], call->line.word[1] } };
	char folder[PATH_BYTES];

	phase->run(call, phase, given, &line);
	word_put(&line, "-d");
	word_put(&line, folder_bare(given->option['d'], folder));
	if (*phase->handed == '\0')
		word_put(&line, "-v");
	else
		handed_put(call, phase, &line);
	if (phase->operands != 0)
		word_put(&line, given->operand[0]);
	if (call->status == 0)
		change_read(call, &line);
}

void
ldmp2v_run(struct call *call)
{
	const struct phase *phase = phase_find(call);
	struct given given;

	if (phase == NULL || !given_read(&given, &call->line, 2,
	    phase->letters) || given.count > phase->operands)
		call_misused(call, 1, "usage: ldmp2v collect [-v] [-a flash|"
		    "none] [-O opts] [-x mount] ... -d dir\n"
		    "       ldmp2v prepare [-v] [-b backend] [-B spec] ... "
		    "[-m mount:size] ... -d dir domain\n"
		    "       ldmp2v prepare -C domain\n"
		    "       ldmp2v convert -i image -d dir [-v] "
		    "[-x skip-ping-test] domain");
	else if (phase->run == prepare_run && given_has(&given, 'C'))
		change_read(call, &call->line);
	else if (!is_simulated(phase, &given) || !given_has(&given, 'd') ||
	    given.count != phase->operands)
		call_not_simulated(call);
	else
		phase_run(call, phase, &given);
}
