/*
 * motion.h: several groups on the move at once; inside core/policy only.
 *
 * Each move goes through its phases as time passes; the queue says which of
 * them is next.  A move that waits for others has no place in it.
 */
#ifndef CORE_MOTION_H
#define CORE_MOTION_H

#include "core/policy/deciding.h"

/* A group that has set out so often stays offline: affinities that lead in a
 * circle would keep it moving. */
enum { MOVES_MOST = 16 };

enum phase {
	PHASE_LEAVE,		/* is about to stop where it is */
	PHASE_UNBOUND,		/* gives its part of the node back */
	PHASE_STOPPED,		/* has left that node */
	PHASE_ARRIVE,		/* waits for others, and then starts */
	PHASE_IMPORT,		/* its pool has been imported */
	PHASE_DEFINE,		/* its guest has been defined */
	PHASE_BIND,		/* that asks for its part of the node */
	PHASE_ONLINE,
	PHASE_OVER
};

struct move {
	struct placement *placement;
	int64_t		 at_ms;
	uint32_t	 seq;		/* of those at the same time */
	uint32_t	 from;		/* where it is now; 0: nowhere */
	uint64_t	 tried;		/* nodes, bit n: node n */
	uint64_t	 failed;	/* where it has not started lately, */
	uint64_t	 again;		/* and where more than once */
	int64_t		 up_ms;		/* when its guest's system is up, which
					   was started on this occasion */
	enum phase	 phase;
	bool		 takes;		/* may take along what it delegates
					   to */
	bool		 waits;
	bool		 concerned;	/* by the occasion itself */
	bool		 rested;	/* others have not been looked at */
};

struct motion {
	struct arena	*arena;
	struct scene	*scene;
	uint64_t	 dies;
	int64_t		 now_ms;
	uint32_t	 seq;
	struct move	*moves;		/* one for each group that is affected,
					   in the order in which they set out */
	uint32_t	*move_of;	/* of a group: 1 + its move; 0: none */
	uint32_t	 count, capacity;
	uint32_t	*queue;		/* a heap of moves, by time */
	uint32_t	 queued;
	uint32_t	*look;		/* groups to be looked at, in order */
	uint32_t	 looks;
	uint32_t	 waiting;	/* moves that wait */
	uint32_t	 rested;	/* moves that are over since then */
};

/* A scene in which nothing is under way; motion_run goes on until nothing is
 * any more. */
struct motion	*motion_begin(struct arena *, struct scene *);
void		 motion_run(struct motion *);

/* The placement of a group that the occasion concerns, whether it moves or
 * not. */
struct placement *motion_placement(struct motion *, uint32_t group);
/* At once, it is at rest there; 0: it is offline. */
void		 motion_rest(struct motion *, uint32_t group, uint32_t node);
/* It has come to rest: those with a strong affinity to it are looked at. */
void		 motion_rested(struct motion *, uint32_t group);
/* It may take along the group to which it delegates. */
void		 motion_takes(struct motion *, uint32_t group);
/* The move of the group, or NULL; is it under way? */
struct move	*motion_move(const struct motion *, uint32_t group);
bool		 motion_moves(const struct motion *, uint32_t group);
/* The group sets out from where it is, to that node or to nowhere. */
void		 motion_set_out(struct motion *, uint32_t group, uint32_t to);
/* The move goes on after that time. */
void		 motion_after(struct motion *, struct move *, int64_t ms);
/* Where it goes next; the loads follow. */
void		 motion_aim(struct motion *, struct move *, uint32_t to);
/* Decide for the group: the best node that it has not tried on this way, or
 * 0. */
uint32_t	 motion_best(struct motion *, uint32_t group);

#endif
