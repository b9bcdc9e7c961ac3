/*
 * pair.h: two runs on one site, each with the operation that is under way.
 * Inside tools/explore only.
 */
#ifndef EXPLORE_PAIR_H
#define EXPLORE_PAIR_H

#include "tools/explore/beside.h"

enum { MOVES = 20000, ORDERS = 1 << BESIDE };

/* One operator: a run, and the operation that is under way. */
struct operator {
	struct run	 run;
	struct op	 op;
	uint64_t	 handle;	/* HANDLE_OVER: none is */
	int64_t		 until_ms;
	bool		 over;
	bool		 leaves;	/* one of its commands may be at work
					   still: it has not waited for it */
};

struct pair {
	struct beside	*beside;
	struct backend	*top;
	struct sim	*sim;
	struct operator	 operator[BESIDE];
	struct visited	*visited;
	uint8_t		 move[MOVES];
	size_t		 moves;
	char		*left[ORDERS + 1];	/* by who has arrived: what they
						   leave; both: first first, and
						   the other order */
};

/* What a choice is gone back to. */
struct fork {
	struct operator	 operator[BESIDE];
	struct world	*world;
	size_t		 moves;
};

/* Both runs at their beginning; not on the heap.  pair_drop gives back. */
void		 pair_make(struct pair *, struct beside *);
void		 pair_drop(struct pair *);
/* Keep where both are, to return there; the fork is dropped by fork_drop. */
struct fork	*fork_keep(const struct pair *);
void		 fork_return(struct pair *, const struct fork *);
void		 fork_drop(struct fork *);
/* What can be done next: as a set, bit n for enum beside_move n. */
unsigned	 pair_moves(const struct pair *);
void		 pair_move(struct pair *, enum beside_move);
/* What follows depends on this. */
void		 pair_key(const struct pair *, struct key *);
/* Nobody is at work, and the site comes to rest: its text, which the caller
 * frees. */
char		*pair_left(struct pair *);

#endif
