/*
 * draft.h: a file that is there whole, or not at all.
 *
 * It is written under a temporary name beside its place, synced, and gets its
 * name then.  What fails leaves nothing behind that would be in the way of the
 * next try; what an ended process has left is overwritten by no other.
 */
#ifndef TOOLS_DRAFT_H
#define TOOLS_DRAFT_H

#include <stdbool.h>
#include <stddef.h>

struct draft {
	const char	*path;
	const char	*text;
	size_t		 size;
	unsigned	 mode;		/* before the umask: 0600, 0666 */
	bool		 replaces;	/* what has that name already */
	bool		 passing;	/* not synced: may be lost with the
					   machine's power */
	bool		 alone;		/* no other process writes there: the
					   temporary name is plain */
};

/* false, and errno: EEXIST if something has that name and stays. */
bool	 draft_put(const struct draft *);

#endif
