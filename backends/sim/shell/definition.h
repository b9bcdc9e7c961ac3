/*
 * definition.h: a domain that is defined by a document; inside
 * backends/sim/shell only.
 */
#ifndef SIM_DEFINITION_H
#define SIM_DEFINITION_H

#include "backends/sim/shell/program.h"

struct definition;

/* ldm add-domain -i FILE, where somebody has written the file: read it and
 * begin to define its domain, or fail.  false: the world does not know the text
 * of that file. */
bool		 definition_read(struct call *, const char *path);
/* The domain is there, and empty: give it what its document says, if there is
 * one. */
void		 definition_apply(struct call *, const struct op *);
void		 definition_drop(struct definition *);

#endif
