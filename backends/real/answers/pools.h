/*
 * pools.h: what zpool status and zpool import print: a block a pool.
 *
 *	  pool: name
 *	 state: ONLINE
 *	status: words, which may go on
 *		on lines of their own
 *	config:
 *
 *		NAME      STATE     READ WRITE CKSUM
 *		name      ONLINE       0     0     0
 *
 *	errors: No known data errors
 *
 * A block is understood if it is whole: who has the pool must not be guessed
 * from the half of one.
 */
#ifndef ANSWERS_POOLS_H
#define ANSWERS_POOLS_H

#include "backends/real/answers/printout.h"

/* with is not used. */
void		 pools_status_read(struct printout *, const void *with);
void		 pools_import_read(struct printout *, const void *with);

#endif
