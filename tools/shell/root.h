/*
 * root.h: what the root of a place has before the world's files come.
 */
#ifndef SHELL_ROOT_H
#define SHELL_ROOT_H

#include <stdbool.h>

#include "core/base/arena.h"

/* What all places share: names of programs, tools and shells.  false, with
 * errno: it cannot be written. */
bool	 root_share(struct arena *, int root);
/* Folders and links of one place. */
bool	 root_make(struct arena *, int root, const char *place);

#endif
