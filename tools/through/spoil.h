/*
 * spoil.h: what goes wrong between a command and who waits for it, as a reach
 * over another one.
 *
 * The command is carried out or it is not: what comes back does not say. An
 * operation has no such faults: where they strike, the promises of a run hold,
 * and no two ways are equal.
 */
#ifndef THROUGH_SPOIL_H
#define THROUGH_SPOIL_H

#include "backends/real/reach.h"
#include "core/base/buffer.h"

enum spoilage {
	SPOIL_NONE,
	SPOIL_GARBLED,		/* words that mean nothing */
	SPOIL_CUT,		/* the output ends somewhere */
	SPOIL_DELAYED,		/* it comes later */
	SPOIL_LOCALISED,	/* it is in another language */
	SPOIL_KILLED,		/* a signal has ended the command: before it
				   began, in its middle, or at its end */
	SPOIL_HUNG,		/* no answer, ever; it has begun, or not */
	SPOIL_UNSTARTED,	/* there is no such program, or no process */
	SPOILAGES
};

/* Commands that are under way, at most. */
enum { SPOIL_OPEN = 40 };

struct spoiled {
	bool		 used;
	enum spoilage	 spoilage;
	uint64_t	 number;	/* where it is cut, how late it is */
	uint64_t	 handle;	/* of the reach below, or OVER */
	bool		 late;		/* it has ended, and is told later */
	struct heard	 heard;		/* then; its texts are below */
	struct buffer	 out, err;
};

struct spoil {
	struct reach	 reach;		/* first */
	struct reach	*below;
	bool		 garbles;	/* all is garbled now */
	/* Else, what happens to that command, and a number that is drawn for
	 * it; NULL: nothing ever does. */
	enum spoilage	(*next)(void *with, const struct order *,
			    uint64_t *number);
	void		*with;
	struct spoiled	 open[SPOIL_OPEN];
	struct buffer	 out, err;	/* of the last one that has ended */
};

/* Over that reach; the caller owns both, and gives it back with spoil_drop. */
void	 spoil_make(struct spoil *, struct reach *below);
void	 spoil_drop(struct spoil *);

/* What happens to that command, which is begun now, and the number that is
 * drawn for it. */
enum spoilage spoil_choose(struct spoil *, const struct order *,
	    uint64_t *number);
/* Append the text as it is after that. */
void	 spoil_text(struct buffer *to, enum spoilage, uint64_t number,
	    const char *text, size_t size);
/* How much later one comes that is delayed, ms. */
int64_t	 spoil_delay_ms(uint64_t number);

/* A text in another language, as a program prints it whose user has set one:
 * its fixed words are others. */
void	 spoil_localise(struct buffer *, const char *text, size_t size);
/* As many lines, of words that mean nothing. */
void	 spoil_garble(struct buffer *, const char *text, size_t size,
	    uint64_t number);

#endif
