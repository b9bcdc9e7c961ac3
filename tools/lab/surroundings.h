/*
 * surroundings.h: where root's sshd runs: in a name space of mounts of its own.
 *
 * There it has accounts, a folder for its separation of privileges and records
 * of logins that are the lab's.  Nothing of that is seen elsewhere, and all of
 * it is gone with the last process.
 */
#ifndef LAB_SURROUNDINGS_H
#define LAB_SURROUNDINGS_H

#include "tools/lab/account.h"

struct surroundings {
	const char	*enter;		/* nsenter; NULL: there is none */
	int		 fd;		/* of the name space; else -1 */
};

/*
 * Make it, by unshare, mount and nsenter: the account has that shell as its
 * login shell then.  Where they do not exist, or root may not, sshd runs as the
 * system is; ERR_PROGRAM_FAILED if the system has no account for it either.
 */
bool		 surroundings_make(struct arena *, const char *home,
		    struct account *, struct surroundings *,
		    struct err *);
void		 surroundings_end(struct surroundings *);
/* Put the words before those of a program; how many.  The room is for two. */
unsigned	 surroundings_words(struct arena *,
		    const struct surroundings *, const char *words[]);

#endif
