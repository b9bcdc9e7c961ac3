/*
 * archived.h: what a conversion has written on a share, as programs see it;
 * inside backends/sim/shell only.
 */
#ifndef SIM_SHELL_ARCHIVED_H
#define SIM_SHELL_ARCHIVED_H

#include "backends/sim/shell/files.h"

/* A program that looks at a path of a share whose server is down waits for
 * ever, until its session is given up: true, and the call has ended so. */
bool		 archived_hangs(struct call *, const char *path);
/* The file's size in bytes, as ls has it. */
int64_t		 archived_size(const struct call *, uint32_t file);

/* The header of a flash archive, up to its body.  false: it is none, or cannot
 * be opened, and the call has ended; complaint has %s for the word. */
bool		 archived_header(struct call *, const char *word,
		    const char *complaint, struct buffer *);

/* tar t, sed and tail: is the archive, are the checksums, complete? */
void		 tar_run(struct call *);
void		 sed_run(struct call *);
void		 tail_run(struct call *);
/* compared.c: find -newer, and the script that compares checksums. */
void		 find_run(struct call *);
void		 ksh_run(struct call *);

#endif
