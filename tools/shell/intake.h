/*
 * intake.h: lines from a descriptor, one at a time.
 *
 * Nothing is read before it is asked for: who waits for more can do something
 * else meanwhile.
 */
#ifndef SHELL_INTAKE_H
#define SHELL_INTAKE_H

#include <stdbool.h>

#include "core/base/buffer.h"

enum { INTAKE_MOST = 65536 };	/* bytes of a line */

struct intake {
	int		 fd;
	struct buffer	 bytes;
	size_t		 at;		/* of the next line */
	bool		 ended;		/* there is no more to read */
};

/* The next line without its end, until the next call; NULL: intake_read first,
 * or, if ended, there is none.  A line that is too long or has a '\0' in it
 * comes as an empty one, and *wrong is set. */
const char	*intake_next(struct intake *, bool *wrong);
/* Say that the line which came so was not read; the exit status. */
int		 intake_refuse(void);
/* Read once. */
void		 intake_read(struct intake *);
void		 intake_drop(struct intake *);

#endif
