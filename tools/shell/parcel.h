/*
 * parcel.h: named parts in one run of bytes, with a check over all of them.
 *
 * "WORD NUMBER NUMBER SIZE", a newline, that many bytes, a newline; before the
 * first, the line "domferry-state 1 BUILD" and the line "check HEX".  The check
 * finds what was cut off or damaged, not what somebody has made up.
 */
#ifndef SHELL_PARCEL_H
#define SHELL_PARCEL_H

#include <stdint.h>

#include "core/base/buffer.h"
#include "core/base/err.h"

enum { PART_WORD = 16 };

struct part {
	char		 word[PART_WORD];
	int64_t		 number[2];
	const char	*bytes;		/* borrowed */
	size_t		 size;
};

/* Append a part. */
void	 parcel_add(struct buffer *, const struct part *);
/* Put the two lines before the parts; the other buffer gets it all. */
void	 parcel_close(const struct buffer *parts, const char *build,
	    struct buffer *);

struct parcel {
	const char	*at, *end;
};

/* Begin to read; ERR_FILE_INVALID: it is none, of another build, or not
 * whole. */
bool	 parcel_open(struct parcel *, const char *bytes, size_t n,
	    const char *build, struct err *);
/* The next part; false when there is none any more, or what comes is none:
 * then at is before end. */
bool	 parcel_next(struct parcel *, struct part *);

#endif
