/*
 * commands.h: the command of each operation, and the operation that a typed
 * command means.
 *
 * One table holds all commands that are ever typed.  A change is one command.
 */
#ifndef COMMANDS_COMMANDS_H
#define COMMANDS_COMMANDS_H

#include "core/base/err.h"
#include "core/op/op.h"
#include "core/site/site.h"

struct arena;
struct typed_line;

struct command {
	const char	**word;		/* in the arena */
	unsigned	 count, capacity;
	/* NULL: none */
	const char	*input;		/* text for its standard input */
	const char	*output;	/* file for its standard output */
	const char	*folder;	/* where it is typed */
	const char	*makes;		/* a folder that is made before it */
};

/* Write the words of an operation's command into the command; a question has
 * none.  The words live in the arena. */
void		 command_words(struct arena *, const struct site *,
		    const struct op *, struct command *);
/*
 * The whole line that does at the operation's place on Solaris 10 what the
 * operation means, in the arena: with its input, its output and its folder, and
 * with what only the machine can tell in backquotes.  What a person does, and
 * what is typed at a console, is a line that begins with "#".
 */
const char	*command_text(struct arena *, const struct site *,
		    const struct op *);
/* Only the words, which a shell reads as they are. */
const char	*command_bare(struct arena *, const struct site *,
		    const struct op *);
/* The text as such a line; a control character becomes "\0ooo". */
const char	*command_comment(struct arena *, const char *text);
/* Has its command the number of the guest's console port, which only the
 * machine can tell? */
bool		 command_needs_port(const struct op *);
/* Is it no command but a line that begins with "#"? */
bool		 command_is_comment(const struct op *);
/* The command that answers a question, or a line that begins with "#": how it
 * is answered. */
const char	*command_question(struct arena *, const struct site *,
		    const struct op *);
/* What a person may name, and what follows from the site for a line that does
 * not say it.  The names begin as those of the site, under the same numbers. */
struct lexicon {
	const struct site *site;
	struct names	*names;
};

/* Does the table have a command of those words, wherever it is typed? */
bool		 command_known(const char *line);
/*
 * Read a command that a person types at a place into an operation, in the
 * numbers of the lexicon.  Aliases of the real commands are known.  Names that
 * it does not have are added to it, because people also type wrong ones.  The
 * errors are ERR_UNSUPPORTED for a command that the table does not have, and
 * ERR_USAGE for a line that is not one shell command.  An operation that is
 * typed inside a guest gets no node: the caller fills in the node on which the
 * guest runs.  A group that comes online on the first node of its list gets no
 * node either.
 */
bool		 command_read(const struct lexicon *, const char *line,
		    uint32_t place, struct op *, struct err *);
/* The same of a line that has been divided into words (line.h). */
bool		 command_read_words(const struct lexicon *,
		    const struct typed_line *, uint32_t place, struct op *,
		    struct err *);

#endif
