/*
 * remaining.h: a page for a person who has to go on by hand.
 *
 * What is owed, the commands that remain, and what takes back what is done;
 * as they are typed, where.
 */
#ifndef RUN_REMAINING_H
#define RUN_REMAINING_H

#include <stdio.h>

#include "core/run/run.h"
#include "tools/session/folder.h"

void	 remaining_print(FILE *, const struct plan *, const struct run *);
/* Rewrite remaining.txt; false when it stays as it was: the disk is full. */
bool	 remaining_write(const struct folder *, const struct plan *,
	    const struct run *);

#endif
