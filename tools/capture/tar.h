/*
 * tar.h: files in memory as one uncompressed pax tar, and back.
 *
 * The same files give the same bytes: they stand in order of their names,
 * belong to user and group 0, were changed at 0, may be read by all (0644), and
 * nothing else is in it.  What is read is just that: other bytes for the same
 * files are refused.  Nothing is unpacked; a name is compared with others, and
 * no path.
 */
#ifndef CAPTURE_TAR_H
#define CAPTURE_TAR_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/buffer.h"
#include "core/base/err.h"

enum { TAR_FILES = 200003, TAR_NAME = 64 };

struct tar_file {
	const char	*name;		/* letters, digits, "." and "/" */
	const char	*bytes;		/* a NUL stands behind what was read */
	size_t		 size;
};

struct tar {
	const struct tar_file *file;	/* in order of their names */
	uint32_t	 count;
};

/* Append the tar.  ERR_PROGRAM_MISSING: libarchive cannot be loaded. */
bool	 tar_write(const struct tar *, struct buffer *, struct err *);
/* Read it; names and bytes are in the arena.  ERR_FILE_INVALID, and why it is
 * no such tar; ERR_TOO_MANY; ERR_PROGRAM_MISSING. */
bool	 tar_read(struct arena *, const char *bytes, size_t size, struct tar *,
	    struct err *);
/* The file of that name, or NULL. */
const struct tar_file *tar_find(const struct tar *, const char *name);

#endif
