/*
 * label.h: what zdb -l reads from a slice: the four labels of a pool.
 *
 *	LABEL 0
 *	    name='zpool_ldom1'		("name: 'zpool_ldom1'" since Solaris 11)
 *	    vdev_tree
 *	        path='/dev/did/dsk/d14s6'
 */
#ifndef ANSWERS_LABEL_H
#define ANSWERS_LABEL_H

#include "backends/real/answers/printout.h"

/* Does the output begin as such a one? */
bool	 labels_are(const struct printout *, const void *);
/* Facts: "pool-label" for each that can be read, with what it says of the pool
 * and of the host that has it, or has had it last; "no-label" for the others.
 * What it says of the devices is not read. */
void	 label_read(struct printout *, const void *);

#endif
