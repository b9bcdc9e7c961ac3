/*
 * together.h: what an exploration of two operators is asked for and prints.
 */
#ifndef TOOLS_TOGETHER_H
#define TOOLS_TOGETHER_H

#include "tools/rehearsal/rehearsal.h"

/* Every order of the job of the rehearsal, whose site is ready, and of that of
 * --beside; what is found is printed.  The exit status. */
int	 together_play(struct rehearsal *);

#endif
