/*
 * rooted.h: a script that sees the files of its site, from its beginning to its
 * end.
 */
#ifndef SHELL_ROOTED_H
#define SHELL_ROOTED_H

#include "tools/shell/owner.h"

/* Make the roots of all places for a script that is started at one of them, at
 * an owner to whom clients can come; they are in the arena.
 * ERR_PROGRAM_MISSING, ERR_PROGRAM_FAILED: this machine refuses it. */
bool	 rooted_begin(struct arena *, struct owner *, const char *place,
	    const char *const words[], struct err *);
/* In the child: become the script.  Returns only if that fails. */
void	 rooted_become(struct arena *, const struct owner *,
	    const char *place, const char *const words[]);
/* What it has done last is done in the world, too; what is not is said to the
 * caller, who does not wait.  Nothing if there are no roots. */
void	 rooted_end(struct owner *, struct caller *);

#endif
