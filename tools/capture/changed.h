/*
 * changed.h: what has changed between two captures, as it is printed.
 */
#ifndef CAPTURE_CHANGED_H
#define CAPTURE_CHANGED_H

#include "tools/capture/changes.h"

/* For people; old and now name the two. */
void	 changed_print(const struct changes *, const char *old,
	    const char *now);
/* A JSON object a line. */
void	 changed_lines(const struct changes *);

#endif
