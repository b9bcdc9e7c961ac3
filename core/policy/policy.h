/*
 * policy.h: on which node the Resource Group Manager is expected to bring a
 * group online, and why not on each other one.
 *
 * Pure: a scene and an occasion in, a placement out.  On a live site the
 * manager decides; nothing is ever done because of what is computed here.  It
 * leaves out what a node list, membership, a strong affinity, a hard load limit
 * or earlier failed starts rule out, prefers what weak affinities and soft
 * limits want, and then the order of the list.  It knows no capacity: a start
 * that does not fit fails, and it tries the next node.
 * docs/fidelity.md has the sources.  "Agrees with our model of the manual" is
 * all that is claimed.
 */
#ifndef CORE_POLICY_POLICY_H
#define CORE_POLICY_POLICY_H

#include "core/policy/scene.h"

struct arena;

/* Why a node is the one, or is not. */
enum reason {
	REASON_NONE,
	REASON_CHOSEN,
	REASON_WOULD,		/* it would do, but nobody starts the group */
	/* It would do, but another one comes first. */
	REASON_LATER,		/* in the node list */
	REASON_LIKED_LESS,	/* by weak affinities */
	REASON_CROWDED,		/* over the soft limit about */
	/* The manager does not choose it. */
	REASON_NOT_ASKED,	/* the operator named another node */
	REASON_NOT_LISTED,
	REASON_DIES,		/* as the occasion says */
	REASON_NOT_MEMBER,
	REASON_EVACUATED,
	REASON_EXCLUDED,	/* about is there, or comes there: -- */
	REASON_APART,		/* about is not online there: ++ or +++ */
	REASON_PINGPONG,	/* did not start there, more than once within
				   most ms */
	REASON_LOAD,		/* over the hard limit about */
	REASON_HELD,		/* who would have to leave it cannot be
				   stopped */
	/* A start there fails: so much is needed, and so much is free. */
	REASON_DEVICE,		/* the pool's device is not seen there */
	REASON_VCPUS,
	REASON_CRYPTO,
	REASON_MEMORY,
	REASON_PORTS,
	REASONS
};

struct candidate {
	uint32_t	 node;
	enum reason	 reason;
	uint32_t	 about;		/* a group, or a row of limits */
	uint32_t	 where;		/* the node of that group, or 0 */
	enum sign	 sign;
	int64_t		 wanted;	/* what the group adds or needs */
	int64_t		 there;		/* the load, or what is free */
	int64_t		 most;		/* the limit */
};

/* What becomes of the group. */
enum placing {
	PLACING_NODE,		/* it is online on node */
	PLACING_STAYS,		/* it is online there already */
	PLACING_NOWHERE,	/* no node is left: it is offline */
	PLACING_SUSPENDED,	/* the manager does nothing */
	PLACING_UNMANAGED,
	PLACING_STOP_FAILED,	/* nothing, until somebody clears it */
	PLACING_MOVING,		/* it is under way already */
	PLACING_REFUSED,	/* the command is */
	PLACINGS
};

struct placement {
	uint32_t	 group;
	uint32_t	 from;		/* the node that it was on, or 0 */
	uint32_t	 node;		/* where it ends; 0: nowhere */
	enum placing	 placing;
	uint32_t	 starts;	/* that failed before */
	uint32_t	 moves;		/* more than one: it gave way again */
	uint32_t	 count;		/* of candidates, as in its node list */
	struct candidate candidates[SCENE_NODES];
};

enum occasion_kind {
	OCCASION_START,		/* the manager brings the group online */
	OCCASION_SWITCH,	/* an operator does, on the node to; 0: any */
	OCCASION_NODES_DIE,	/* nodes */
	OCCASION_NODE_JOINS,	/* to: groups that are offline, and failback */
	OCCASIONS
};

struct occasion {
	enum occasion_kind kind;
	uint64_t	 nodes;		/* bit n: node n */
	uint32_t	 group, to;
};

/* What becomes of several groups, in the order in which the manager takes them
 * up. */
struct placements {
	struct placement *list;
	uint32_t	 count;
};

/*
 * Decide about one group, as if nothing else moved on that occasion: where it
 * is started, or why it is nowhere, and a reason for each node of its list.
 */
void		 policy_choose(const struct scene *, const struct occasion *,
		    uint32_t group, struct placement *);
/*
 * Play the occasion: groups that have to give way or that follow, and starts
 * that fail and are tried elsewhere.  The scene becomes what it is afterwards.
 * The placements, of the groups that were affected, are owned by the arena.
 */
struct placements policy_play(struct arena *, struct scene *,
		    const struct occasion *);
/* The same when these nodes (bit n: node n) die; the scene stays as it is. */
struct placements policy_node_dies(struct arena *, const struct scene *,
		    uint64_t nodes);

#endif
