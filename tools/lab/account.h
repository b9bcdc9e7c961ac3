/*
 * account.h: who logs in to a lab: whoever has started it.
 *
 * Root has files of the accounts of its own, which are seen only where sshd
 * runs (surroundings.h): so the login shell is the one that is to be tried.
 * Anybody else has the account of the system.
 */
#ifndef LAB_ACCOUNT_H
#define LAB_ACCOUNT_H

#include <sys/types.h>

#include "core/base/arena.h"
#include "core/base/err.h"

struct account {
	const char	*user;
	const char	*login_shell;	/* which sshd starts */
	const char	*shell;		/* which reads what is typed */
};

/* The shell is a path, or NULL: /bin/sh.  ERR_USAGE: it is none;
 * ERR_UNSUPPORTED: nobody is known by this number. */
bool		 account_find(struct arena *, const char *shell,
		    struct account *, struct err *);
/* Does the login shell start what it is given?  ERR_PROGRAM_FAILED. */
bool		 account_prove(const struct account *, struct err *);
/* Write lab/passwd, lab/shadow and the folder lab/home, for root. */
bool		 account_write(struct arena *, const struct account *,
		    const char *home, struct err *);

#endif
