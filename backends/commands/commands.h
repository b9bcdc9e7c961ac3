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

enum { COMMAND_WORDS = 48 };

struct command {
	const char	*word[COMMAND_WORDS];
	unsigned	 count;
	const char	*input;		/* text for standard input, or NULL */
};

/* Write the words of an operation's command into the command; a question has
 * none.  The words live in the arena. */
void		 command_words(struct arena *, const struct site *,
		    const struct op *, struct command *);
/* The command on one line, in the arena.  A character that a shell would
 * interpret gets a backslash. */
const char	*command_text(struct arena *, const struct site *,
		    const struct op *);
/* What a person may name, and what follows from the site for a line that does
 * not say it.  The names begin as those of the site, under the same numbers. */
struct lexicon {
	const struct site *site;
	struct names	*names;
};

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

#endif
