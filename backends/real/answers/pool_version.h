/*
 * pool_version.h: what zpool upgrade says without operands: the newest version
 * of pools that a machine knows, and which of its pools have an older one.
 */
#ifndef ANSWERS_POOL_VERSION_H
#define ANSWERS_POOL_VERSION_H

#include "backends/real/answers/printout.h"

void	 pool_version_read(struct printout *, const void *);

#endif
