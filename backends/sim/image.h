/*
 * image.h: a simulated site as bytes, to go on with in another process.
 *
 * The bytes are those of one build on one kind of machine: who keeps them
 * keeps the build too, and that they are whole.
 */
#ifndef SIM_IMAGE_H
#define SIM_IMAGE_H

#include "core/base/buffer.h"
#include "core/base/err.h"

struct sim;
struct world;

/* Append the world's names, in the order of their numbers. */
void		 image_names(struct sim *, struct buffer *);
/* Name the same in a simulator that was made from the same site and has named
 * nothing else.  ERR_FILE_INVALID. */
bool		 image_take_names(struct sim *, const char *bytes, size_t n,
		    struct err *);
/* The world whose block these are, which may lie anywhere in memory: a copy,
 * which the caller frees; NULL if it cannot be one of that simulator, with as
 * many nodes, sources and archives and no more names. */
struct world	*image_world(struct sim *, const char *bytes, size_t n);

#endif
