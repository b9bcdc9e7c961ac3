/*
 * recorded_aside.h: what a transcript says that was neither typed at a place
 * nor answered by one: locks of other runs, what a person said, hooks.
 */
#ifndef WAYS_RECORDED_ASIDE_H
#define WAYS_RECORDED_ASIDE_H

#include "tools/ways/recorded.h"

/* The function of the reach: those of which nothing is recorded were free, or
 * nobody asked. */
const char *recorded_holder(struct reach *, uint32_t node, const char *path);
/* It is that time, at least. */
void	 recorded_forward(struct recorded *, int64_t at_ms);

#endif
