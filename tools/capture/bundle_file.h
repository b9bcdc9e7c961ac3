/*
 * bundle_file.h: a bundle as a file.
 */
#ifndef CAPTURE_BUNDLE_FILE_H
#define CAPTURE_BUNDLE_FILE_H

#include "tools/capture/bundle.h"

/* Read the file; all is in the arena.  Those of
 * file_read and bundle_read. */
bool	 bundle_open(struct arena *, const char *path, struct bundle *,
	    struct err *);
/* May it be written there?  ERR_FILE_EXISTS; ERR_USAGE: standard output is a
 * terminal; ERR_PROGRAM_MISSING. */
bool	 bundle_may_save(const char *path, struct err *);
/* Write it to a new file, whole or not at all, or to standard output if it is
 * "-"; its size goes to *size.  ERR_FILE_EXISTS, ERR_FILE_UNWRITABLE; those of
 * bundle_write. */
bool	 bundle_save(struct bundle *, const char *path, size_t *size,
	    struct err *);

#endif
