/*
 * beneath.h: files and folders below an open folder.
 *
 * Whoever may write there may put symbolic links there, too: none is followed,
 * so nothing outside is ever reached.  Paths are relative; each function but
 * beneath_look returns false, with errno, if it was not done.
 */
#ifndef SHELL_BENEATH_H
#define SHELL_BENEATH_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>

enum { BENEATH_TIME = 1293840000 };	/* when simulated time begins */

/* Make the folder, with those above it; one that is there stays. */
bool	 beneath_folder(int root, const char *path);
/* Put a symbolic link there by rename, so that there is always one. */
bool	 beneath_link(int root, const char *path, const char *to);
/* Put a file there with these bytes, and size bytes in all, the rest of which
 * takes no room; last written at BENEATH_TIME, so that it shows when somebody
 * writes it, however soon. */
bool	 beneath_file(int root, const char *path, const char *bytes, size_t n,
	    off_t size);
/* Remove a file, a link, or an empty folder; it may be gone already. */
bool	 beneath_remove(int root, const char *path);
/* Open a file to read it; -1: there is none. */
int	 beneath_open(int root, const char *path);
/* What is there; st_mode is 0 if nothing is, or it lies behind a link. */
void	 beneath_look(int root, const char *path, struct stat *);

#endif
