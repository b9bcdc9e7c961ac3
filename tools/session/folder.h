/*
 * folder.h: a run directory (file formats: run directory), its files.
 *
 * Mode 0700, files 0600.  What must last is written and synced; what is only
 * for people is written to a new file and renamed, and on a full disk it may
 * stay old.
 */
#ifndef RUN_FOLDER_H
#define RUN_FOLDER_H

#include <stddef.h>
#include <stdint.h>

#include "tools/session/lock.h"

struct folder {
	const char	*path;
	const char	*name;		/* of its journal */
	struct lock	 lock;
	int		 journal;	/* file descriptor, or -1 */
	int64_t		 size;		/* of its sound part */
	bool		 reserved;	/* the ballast is there */
};

/* The name of the journal of a run. */
extern const char folder_journal[];

/* A new one, locked, with a journal of that name; ERR_EXISTS when something has
 * that path. */
bool	 folder_make(struct folder *, const char *path, const char *name,
	    const struct holder *, struct err *);
/* One that is there, locked. */
bool	 folder_open(struct folder *, const char *path, const char *name,
	    const struct holder *, struct err *);
void	 folder_close(struct folder *);
/* Close one in which no run has begun, and remove it: its path is free for the
 * next try. */
void	 folder_discard(struct folder *);

/* The path of a file in it. */
const char *folder_path(struct arena *, const char *folder,
	    const char *name);
/* Write a file that has to last: synced.  It must not be there yet. */
bool	 folder_put(const struct folder *, const char *name,
	    const char *text, size_t size, struct err *);
/* Replace a file that is for people; false when it stays as it was. */
bool	 folder_replace(const struct folder *, const char *name,
	    const char *text, size_t size);
/* Bring the names in the folder to disk. */
bool	 folder_sync(const struct folder *, struct err *);

/* Append to the journal.  A short write leaves no partial line: it is cut off
 * again.  On a full disk the reserve is given back, once. */
bool	 folder_append(struct folder *, const char *text, size_t size,
	    struct err *);
/* Bring the journal to disk.  A failure is final: what is on disk is
 * unknown then. */
bool	 folder_journal_sync(struct folder *, struct err *);
/* Cut the journal to its sound part. */
bool	 folder_cut(struct folder *, int64_t size, struct err *);

/* Written bytes, not a hole, so that the space is really allocated. */
bool	 folder_reserve(struct folder *, int64_t bytes, struct err *);
void	 folder_unreserve(struct folder *);

#endif
