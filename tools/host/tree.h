/*
 * tree.h: a folder with all that is in it.
 */
#ifndef HOST_TREE_H
#define HOST_TREE_H

/* Remove it.  Nothing that a link leads to is touched; what is not there, or
 * cannot be removed, stays. */
void	 tree_remove(const char *path);

#endif
