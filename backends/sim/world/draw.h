/*
 * draw.h: keyed draws, and numbers derived from names.
 *
 * What is drawn depends on what it is for and how often that has happened.
 */
#ifndef SIM_DRAW_H
#define SIM_DRAW_H

#include "core/op/op.h"

struct sim;

enum draw_what { DRAW_BOOT, DRAW_HALT, DRAW_INSTALL, DRAW_MAC, DRAW_BLANK,
    DRAW_FULL, DRAW_SPOILT, DRAW_MARK, DRAW_IMAGE, DRAW_DATA, DRAW_TORN,
    DRAW_PREPARED, DRAW_UPGRADED, DRAW_RESTORED, DRAW_NEWFS };

/* One number of two, in which every bit of both counts. */
uint64_t	 draw_mix(uint64_t, uint64_t);
/* A token for a name: the same in every world. */
uint64_t	 draw_name(uint64_t about, const char *);
uint64_t	 draw(uint64_t seed, enum draw_what, uint32_t whom,
		    uint32_t often);
/* That long, give or take a twentieth; another draw after each boot. */
int64_t		 draw_about(struct sim *, enum draw_what, uint32_t guest,
		    int64_t ms);

#endif
