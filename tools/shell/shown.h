/*
 * shown.h: what of the world stands in the trees of its places, as a list.
 */
#ifndef SHELL_SHOWN_H
#define SHELL_SHOWN_H

#include <sys/types.h>

#include "tools/shell/stage.h"

enum shown_kind { SHOWN_FOLDER, SHOWN_LINK, SHOWN_FILE,
    SHOWN_DISK,			/* its name is several links' */
    SHOWN_NONE };		/* the world knows the name, and no file */

struct shown {
	enum shown_kind	 kind;
	const char	*path;		/* below the folder of all roots */
	const char	*name;		/* as people type it */
	const char	*text;		/* in a file, or where a link leads; or
					   NULL */
	int64_t		 size;
	uint32_t	 place;		/* where it can be typed; 0: where
					   somebody else types */
	bool		 in_pool;
	ino_t		 put;		/* what was put there; 0: it is not that
					   any more */
};

/* Sorted by path, each path once; all zero before. */
struct shown_list {
	struct arena	 arena;
	struct shown	*list;		/* owned */
	uint32_t	 count, capacity;
};

/* List what the world of the stage says now; give it back with shown_drop. */
void	 shown_make(struct shown_list *, const struct stage *);
void	 shown_drop(struct shown_list *);

#endif
