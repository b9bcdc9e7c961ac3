/*
 * power.h: who answers what a service processor says; inside
 * backends/real/questions only.  As in readers.h.
 *
 * It proves first whose it is: an address that was given to another machine
 * since, or a mistake in the site file, would cut the power of the wrong one.
 */
#ifndef QUESTIONS_POWER_H
#define QUESTIONS_POWER_H

#include "backends/real/questions/asking.h"

/* Of a node: has it power, where is its key switch, what does its next boot
 * load. */
bool	 power_answer(struct asking *, const struct op *, struct answer *);
bool	 key_answer(struct asking *, const struct op *, struct answer *);
bool	 boot_answer(struct asking *, const struct op *, struct answer *);
/* A source that does not answer is off, if its service processor says so; else
 * a person may know. */
bool	 source_power_answer(struct asking *, const struct op *,
	    struct answer *);

#endif
