/*
 * child.h: programs of this machine that a simulated site needs.
 */
#ifndef SHELL_CHILD_H
#define SHELL_CHILD_H

#include <sys/types.h>

#include "core/base/arena.h"
#include "core/base/err.h"

struct child {
	pid_t		 pid;
	int		 in, out;	/* what it reads; what it prints, on
					   both streams */
};

/* The absolute path of a program, by PATH and then in the folders that only
 * root has there; in the arena.  NULL and ERR_PROGRAM_MISSING. */
const char	*child_find(struct arena *, const char *name,
		    const char *package, struct err *);
/* Start it: words[0] is a path, NULL ends the words.  ERR_PROGRAM_FAILED. */
bool		 child_start(struct child *, const char *const words[],
		    struct err *);
/* Read the next line that it prints; false: it has ended. */
bool		 child_line(const struct child *, char *line, size_t size);
/* Its input ends; wait until it has ended too.  ERR_PROGRAM_FAILED, with the
 * first of what it has still printed, if it has failed. */
bool		 child_end(struct child *, const char *name, struct err *);
/* All of this, without input. */
bool		 child_run(const char *const words[], struct err *);

/* In a child, before it becomes a program: signals as that expects them. */
void		 child_signals(void);

#endif
