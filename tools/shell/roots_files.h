/*
 * roots_files.h: the files of the world in the roots of its places: put there,
 * and read back.
 */
#ifndef SHELL_ROOTS_FILES_H
#define SHELL_ROOTS_FILES_H

#include "tools/shell/roots.h"
#include "tools/shell/shown.h"

/* Make the roots as the world is now.  What else lies there stays. */
void	 roots_show(struct roots *, const struct stage *);
/*
 * What a script has done to files of the world by itself, with no program of
 * the site, is done in the world, as if it had been typed: before the next
 * command is.  What the world does not take over is said to the caller whose
 * command that is, and is undone by the next roots_show.
 */
void	 roots_gather(struct roots *, struct stage *, struct caller *);
/* Where a path lies that is in a pool, and of which the world knows nothing;
 * NULL: it is none.  In the arena. */
const char *roots_pooled(struct arena *, const struct roots *,
	    const char *place, const char *path);
/* Before a disk is exported there: a file in a pool that is named so, and that
 * nobody has named so far, is a disk from now on. */
void	 roots_adopt(struct roots *, struct stage *, struct caller *,
	    const char *place, const struct host_words *);
/* A script is in that folder of a node from now on, and in no other; 0: in
 * none.  The pool in which that is cannot be exported. */
void	 roots_stand(struct roots *, struct stage *, uint32_t node,
	    const char *folder);
/* Before a call: what the script has done, and then see "declines" of a
 * host. */
bool	 roots_decline(struct roots *, struct stage *, struct caller *,
	    struct host_words *);

#endif
