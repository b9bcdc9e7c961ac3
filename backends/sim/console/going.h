/*
 * going.h: what a guest prints by itself while it boots, shuts down, is
 * installed; inside backends/sim/console only.
 *
 * The lines are spread over the time that the world needs.
 */
#ifndef SIM_CONSOLE_GOING_H
#define SIM_CONSOLE_GOING_H

#include <stdint.h>

struct console;

/* Print what is due; ask what the guest asks now. */
void		 going_follow(struct console *);
/* When the next line is due; -1: none is. */
int64_t		 going_next_ms(struct console *);
/* The firmware has taken over from what was so (enum soft_state). */
void		 going_broken(struct console *, uint32_t soft);

#endif
