/*
 * sshd.h: OpenSSH's sshd as a lab runs it: one process for one connection,
 * which is its standard input and output.
 *
 * What a client asks for becomes a forced command: domferry-login, at the place
 * whose port was connected to.  Names of the site are given to it in its
 * environment, and no shell reads them.
 */
#ifndef LAB_SSHD_H
#define LAB_SSHD_H

#include "tools/lab/account.h"
#include "tools/lab/places.h"
#include "tools/lab/surroundings.h"

struct sshd {
	const char	*path, *home;
	const char	*keygen;	/* ssh-keygen */
	struct account	 account;
	struct surroundings surroundings;
};

enum { SSHD_WORDS = 12 };

/* Find the programs and the account.  ERR_PROGRAM_MISSING, ERR_USAGE. */
bool		 sshd_find(struct arena *, const char *home,
		    const char *shell, struct sshd *, struct err *);
/* Make keys, configuration and surroundings in the folder, and let sshd judge
 * them.  ERR_PROGRAM_FAILED; sshd_end in any case. */
bool		 sshd_prepare(struct arena *, struct sshd *, struct err *);
void		 sshd_end(struct sshd *);
/* The words of the program for a connection to that place; a NULL ends them. */
void		 sshd_words(struct arena *, const struct sshd *,
		    const struct lab_place *, const char *words[SSHD_WORDS]);

#endif
