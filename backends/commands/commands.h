/*
 * commands.h: what is typed at the prompt for an operation, and back.
 *
 * One table; reading it is reading everything that is ever typed.  A change
 * is one command.
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

/* The words of an operation's command, in the arena; none for a question. */
void		 command_words(struct arena *, const struct site *,
		    const struct op *, struct command *);
/* The same on one line; a word that a shell would change has backslashes. */
const char	*command_text(struct arena *, const struct site *,
		    const struct op *);
/*
 * What a person types at a place: the operation that it means.  Aliases of
 * the real commands are known.  Names that the site does not know are added to
 * its names: people type wrong ones.  ERR_UNSUPPORTED for what is not in the
 * table, ERR_USAGE for what the real shell would choke on.  What is typed
 * inside a guest has no node yet: the caller says where the guest runs.
 */
bool		 command_read(struct site *, const char *line,
		    uint32_t place, struct op *, struct err *);

#endif
