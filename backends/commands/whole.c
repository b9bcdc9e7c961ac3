/*
 * A command as a whole line, as it is printed and typed.
 */
#include <assert.h>
#include <string.h>

#include "backends/commands/commands.h"
#include "backends/commands/shell.h"
#include "backends/commands/words.h"
#include "core/base/arena.h"

/* The console port of a bound guest: "…|cons=5001|…". */
static const char *
port_text(struct arena *arena, const struct site *site, const struct op *op)
{
	return arena_format(arena, "\"`ldm list-domain -p %s | "
	    "sed -n 's/.*|cons=\\([0-9]*\\).*/\\1/p'`\"",
	    shell_word(arena, names_text(site->names, KIND_GUEST, op->guest)));
}

/* The disk behind which that volume is: "VDISK|name=disk2|vol=VOLUME@…". */
static const char *
disk_text(struct arena *arena, const struct site *site, const struct op *op)
{
	return arena_format(arena, "\"`ldm list-constraints -p %s | "
	    "sed -n 's/.*|name=\\([^|]*\\)|vol=%s@.*/\\1/p'`\"",
	    shell_word(arena, names_text(site->names, KIND_GUEST, op->guest)),
	    names_text(site->names, KIND_VOLUME, op->volume));
}

/* What only the machine can tell, and how it is asked there.  An empty answer
 * stays a word, which the program refuses. */
static const struct {
	const char	*word;
	const char	*(*text)(struct arena *, const struct site *,
			    const struct op *);
} asked[] = {
	{ "@port", port_text },
	{ "@iso", disk_text },
};

static const char *
word_text(struct arena *arena, const struct site *site, const struct op *op,
    const char *word)
{
	for (size_t i = 0; i < sizeof(asked) / sizeof(asked[0]); i++)
		if (strcmp(asked[i].word, word) == 0)
			return asked[i].text(arena, site, op);
	return shell_word(arena, word);
}

/* A file or folder, with what comes before and after it; "" if there is
 * none. */
static const char *
part(struct arena *arena, const char *(*quote)(struct arena *, const char *),
    const char *before, const char *text, const char *after)
{
	return text == NULL ? "" : arena_format(arena, "%s%s%s", before,
	    quote(arena, text), after);
}

static const char *
joined(struct arena *arena, const struct command *command, const char *words,
    const char *(*quote)(struct arena *, const char *))
{
	return arena_format(arena, "%s%s%s%s%s",
	    part(arena, quote, "mkdir -p ", command->makes, " && "),
	    part(arena, quote, "cd ", command->folder, " && "),
	    part(arena, shell_bytes, "printf '%b' '", command->input, "' | "),
	    words, part(arena, quote, " > ", command->output, ""));
}

static bool
has_control(const struct command *command)
{
	bool has = (command->folder != NULL &&
	    shell_is_control(command->folder)) || (command->output != NULL &&
	    shell_is_control(command->output));

	for (unsigned i = 0; i < command->count; i++)
		has |= shell_is_control(command->word[i]);
	return has;
}

/* A newline cannot stand in a line: such a line is encoded as a whole. */
static const char *
encoded(struct arena *arena, const struct command *command)
{
	const char *words = "";

	for (unsigned i = 0; i < command->count; i++)
		words = arena_format(arena, "%s%s%s", words, i != 0 ? " " :
		    "", shell_quoted(arena, command->word[i]));
	return shell_eval(arena, joined(arena, command, words, shell_quoted));
}

const char *
command_bare(struct arena *arena, const struct site *site, const struct op *op)
{
	struct command command;
	const char *text = "";

	assert(op->kind > OP_NONE && op->kind < OP_KINDS);
	command_words(arena, site, op, &command);
	for (unsigned i = 0; i < command.count; i++)
		text = arena_format(arena, "%s%s%s", text, i != 0 ? " " : "",
		    site_by_hand(site, op) ? command.word[i] :
		    shell_word(arena, command.word[i]));
	return text;
}

bool
command_needs_port(const struct op *op)
{
	const struct command_row *row = command_row_of(op->kind);

	for (unsigned i = 0; row != NULL && i < ROW_WORDS &&
	    row->word[i] != NULL; i++)
		if (strcmp(row->word[i], "@port") == 0)
			return true;
	return false;
}

bool
command_is_comment(const struct op *op)
{
	assert(op->kind < OP_KINDS);
	return op_table[op->kind].person || command_around[op->kind].at_ok;
}

/* What a person does; plain "boot" is typed at the ok prompt, which is reached
 * on the guest's console only. */
static const char *
comment(struct arena *arena, const struct site *site, const struct op *op)
{
	const char *guest = names_text(site->names, KIND_GUEST, op->guest);

	if (site_by_hand(site, op))
		return shell_comment(arena, command_bare(arena, site, op));
	return shell_comment(arena, arena_format(arena, "at the ok prompt of "
	    "%s, on its console, type boot; on %s: telnet localhost %s", guest,
	    op->on != 0 ? names_text(site->names, KIND_NODE, op->on) :
	    "the node where it is bound", port_text(arena, site, op)));
}

const char *
command_comment(struct arena *arena, const char *text)
{
	assert(text != NULL);
	return shell_comment(arena, text);
}

const char *
command_text(struct arena *arena, const struct site *site, const struct op *op)
{
	struct command command;
	const char *words = "";

	if (command_is_comment(op) || site_by_hand(site, op))
		return comment(arena, site, op);
	command_words(arena, site, op, &command);
	if (has_control(&command))
		return encoded(arena, &command);
	for (unsigned i = 0; i < command.count; i++)
		words = arena_format(arena, "%s%s%s", words, i != 0 ? " " :
		    "", word_text(arena, site, op, command.word[i]));
	return joined(arena, &command, words, shell_word);
}
