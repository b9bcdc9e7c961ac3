/*
 * cached.h: the pools in zpool.cache, as zdb -C prints them.
 */
#ifndef ANSWERS_CACHED_H
#define ANSWERS_CACHED_H

#include "backends/real/answers/printout.h"

void	 cached_read(struct printout *, const void *);

#endif
