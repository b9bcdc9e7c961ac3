/*
 * start.h: a world from a start text, and the text that nodes could tell.
 *
 * A start text has lines of the canonical text (backends/sim/text), in any
 * order, and a few keys more, which programs show and the canonical text does
 * not have (start_keys.h has all of them).  What has no line is not there; a
 * key that a line does not have is as the table says.  "KEY=?" is a fact that
 * nobody could tell: it is taken like a missing one, and a note says so.
 */
#ifndef SIM_START_H
#define SIM_START_H

#include <stdbool.h>
#include <stddef.h>

struct buffer;
struct err;
struct sim;

/*
 * Put a simulator that was just made (sim_make; its guests may be anywhere)
 * into exactly the state that the text says.  No time passes and nothing is
 * emitted; what follows from the state is as in a world that has come there by
 * itself.  Names that the site does not have become names of the world.  notes
 * may be NULL; it gets a line, with its newline, for each "?" and what was
 * taken instead.
 *
 * false: err says where and what, "start:17: no node of this site is called
 * \"node9\"", and the simulator is good for nothing but sim_drop.
 */
bool	 sim_start(struct sim *, const char *text, size_t size,
	    struct buffer *notes, struct err *);
/*
 * The observable text: what the nodes of this world would answer now, as lines
 * of a start text.  Keys that no question shows are left out, and so is what
 * only a node could tell that does not answer.  malloc'd; the caller frees it.
 * Its length goes to *size, which may be NULL.  Its SHA-256 is the observable
 * digest.
 */
char	*sim_text_observed(struct sim *, size_t *size);
/* The same with all that a start text can tell, observable or not: the
 * canonical text with the keys that it does not have. */
char	*sim_text_whole(struct sim *, size_t *size);

#endif
