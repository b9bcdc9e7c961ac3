/*
 * draw.h: keyed pseudo-random numbers, and numbers derived from names.
 *
 * A number depends on its purpose, on the object, and on how often it was drawn
 * for it, and on nothing that was drawn before.
 */
#ifndef SIM_DRAW_H
#define SIM_DRAW_H

#include "core/op/op.h"

struct sim;

enum draw_what { DRAW_BOOT, DRAW_HALT, DRAW_INSTALL, DRAW_MAC, DRAW_BLANK,
    DRAW_FULL, DRAW_SPOILT, DRAW_MARK, DRAW_IMAGE, DRAW_DATA, DRAW_TORN,
    DRAW_PREPARED, DRAW_UPGRADED, DRAW_RESTORED, DRAW_NEWFS, DRAW_GUID };

/* Mix two numbers into one; every bit of both has effect. */
uint64_t	 draw_mix(uint64_t, uint64_t);
/* A token for a name: the same in every world. */
uint64_t	 draw_name(uint64_t about, const char *);
/* The number for that purpose and object, drawn for the often-th time. */
uint64_t	 draw(uint64_t seed, enum draw_what, uint32_t whom,
		    uint32_t often);
/* That duration, plus or minus 5 percent; the guest gets another value after
 * each boot. */
int64_t		 draw_about(struct sim *, enum draw_what, uint32_t guest,
		    int64_t ms);
/* The longest that draw_about gives for that duration. */
int64_t		 draw_longest(int64_t ms);

#endif
