/*
 * roots.h: the files of a simulated site, as scripts of this machine find them.
 *
 * In a name space of its own each place has a root: the programs of the site
 * where Solaris has them, the files that the world knows, and of this machine
 * the shells and the tools for texts, which nobody can change there.  All of it
 * lies in memory and is gone with the last process.  The folders in which the
 * script lies and was started are there too, to be read.  The owner of the site
 * is not in that name space: it has the folder of all roots open.
 *
 *	PLACE/		the root of a place: "node1", "guest:ldom1"
 *	PLACE/.domferry	the same at all places:
 *	  client	every program of the site
 *	  bin cluster ldm	their names, and those of tools for texts
 *	  machine	what shells and tools need of this machine
 *	  pools/POOL	the files of a pool; /POOL is a link to it where the
 *			pool is imported
 */
#ifndef SHELL_ROOTS_H
#define SHELL_ROOTS_H

#include "tools/shell/shown.h"
#include "tools/shell/space.h"

enum { ROOTS_WORDS = 12 };	/* before those of a script */

struct roots {
	bool		 made;
	int		 root;		/* the folder of all roots; or -1 */
	struct space	 space;
	const char	*confine;	/* setpriv */
	struct shown_list shown;	/* see roots_files.h */
	uint32_t	 stands_in, stands_on;	/* pool and node, or 0: see
						   roots_stand */
	const char	*folder;	/* of this machine, where it is typed */
};

struct roots_from {
	const char	*home;		/* of the site; in it roots/ */
	const char	*socket;	/* the folder of the owner's socket */
	const char *const *places;	/* NULL ends them */
	const char *const *words;	/* the script */
	const char	*place;		/* where it is started */
};

/* ERR_PROGRAM_MISSING, ERR_PROGRAM_FAILED: this machine refuses it. */
bool		 roots_make(struct arena *, struct roots *,
		    const struct roots_from *, struct err *);
/* Its processes live on; what is mounted goes with them. */
void		 roots_end(struct roots *);
/* In the child that becomes a script: put what stands before its words, how
 * many words, and set its environment. */
unsigned	 roots_enter(struct arena *, const struct roots *,
		    const char *place, const char *words[ROOTS_WORDS]);

#endif
