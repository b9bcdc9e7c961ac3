/*
 * verdict.h: what a judged script is told.
 */
#ifndef TOOLS_VERDICT_H
#define TOOLS_VERDICT_H

#include "tools/judge/judging.h"
#include "tools/options.h"

/* What it does undisturbed, each finding, and the sum. */
void	 verdict_print(const struct options *, const struct judging *);
/* A scenario of each finding into the folder, which is made.
 * ERR_FILE_UNWRITABLE, ERR_FILE_EXISTS. */
bool	 verdict_write(const struct judging *, const char *folder,
	    struct err *);

#endif
