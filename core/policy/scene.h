/*
 * scene.h: nodes and groups as numbers: what the Resource Group Manager knows
 * when it chooses a node.
 *
 * A scene comes from a site file (scene_site.h), a survey, a simulated world or
 * a saved decision, and is complete: with its names it can be written down and
 * decided again.  Nodes and groups have the numbers of their names; row 0 is
 * empty.  Memory is in bytes, times in milliseconds.
 */
#ifndef CORE_SCENE_H
#define CORE_SCENE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/names.h"
#include "core/site/affinity.h"

struct arena;

/* What a guest takes of its node, in the order in which binding asks. */
enum capacity { CAPACITY_VCPUS, CAPACITY_CRYPTO, CAPACITY_MEMORY,
    CAPACITY_PORTS, CAPACITIES };

enum { SCENE_NODES = 32, SCENE_FACTORS = 10,
    SCENE_PINGPONG_MS = 3600 * 1000 };	/* the default of Pingpong_interval */

/* So much is free of what nobody has said. */
#define SCENE_PLENTY	INT64_MAX

struct scene_node {
	int64_t		 free[CAPACITIES]; /* what is there is bound already */
	int64_t		 barred_until_ms;  /* evacuated: the manager starts
					      nothing there before */
	bool		 known;
	bool		 member;
};

/* The load of a node, and its limits; LOAD_UNLIMITED is none. */
struct scene_load {
	int64_t		 soft, hard, sum;
};

enum group_stage {
	GROUP_ABSENT,
	GROUP_UNMANAGED,
	GROUP_OFFLINE,
	GROUP_ONLINE,
	GROUP_MOVING,		/* from on, to to; either may be 0 */
	GROUP_STOP_FAILED
};

/* A group that did not start on a node. */
struct scene_failed {
	uint32_t	 node;
	uint32_t	 times;
	int64_t		 last_ms;
};

struct scene_factor {
	uint32_t	 limit;		/* a row of limit */
	int64_t		 factor;
};

struct scene_group {
	enum group_stage stage;
	uint32_t	 on, to;	/* nodes */
	uint32_t	 guest;		/* that its agent starts; 0: none */
	int64_t		 needs[CAPACITIES]; /* of that guest */
	int64_t		 halt_ms;	/* until its system is down */
	uint64_t	 unseen;	/* nodes without its pool's device */
	uint64_t	 defined;	/* nodes where its guest is defined */
	bool		 suspended, failback;
	/* The first in the lists of the scene, and how many. */
	uint32_t	 nodes, node_count;
	uint32_t	 affinities, affinity_count;
	uint32_t	 failed, failed_count;
	uint32_t	 factors, factor_count;
	uint32_t	 named, named_count; /* of namers: by scene_index */
};

/* How long the steps of a start and a stop take: which of two starts that
 * compete comes first. */
struct scene_times {
	int64_t		 switch_ms;	/* until anything begins */
	int64_t		 offline_ms;	/* the same, if it goes nowhere */
	int64_t		 import_ms, export_ms;
	int64_t		 call_ms;	/* one call of the agent */
	int64_t		 boot_ms;	/* until a guest's system is up; before
					   that it is */
	int64_t		 stop_ms;	/* stopped in this time */
};

struct scene {
	const struct names *names;	/* of nodes, groups, guests, limits */
	int64_t		 now_ms;
	int64_t		 pingpong_ms;	/* failed starts count for so long */
	struct scene_times times;
	struct scene_node *nodes;	/* 1 … node_count */
	struct scene_group *groups;	/* 1 … group_count */
	uint32_t	 node_count, group_count;
	/* The lists that groups have parts of. */
	uint32_t	*listed;	/* nodes */
	struct affinity	*affinities;
	struct scene_failed *failed;
	struct scene_factor *factors;
	uint32_t	*namers;	/* groups with a strong affinity */
	uint32_t	 listed_count, affinity_count, failed_count,
			 factor_count, namer_count;
	/* The names of load limits (TEXT), and for each node the load of each:
	 * loads[node * limit_count + limit]. */
	uint32_t	*limits;
	struct scene_load *loads;
	uint32_t	 limit_count;
};

/* Note which groups have a strong affinity to which: to be called when the
 * affinities are all there, before anything is decided. */
void		 scene_index(struct arena *, struct scene *);
/* A scene that can be changed by itself: nodes, groups and loads are its own,
 * the lists are shared. */
struct scene	*scene_copy(struct arena *, const struct scene *);

/* Where the group is, or is going; 0: nowhere. */
uint32_t	 scene_place(const struct scene *, uint32_t group);
/* Where it is online and stays; 0: nowhere. */
uint32_t	 scene_settled(const struct scene *, uint32_t group);
/* Is the node in its node list? */
bool		 scene_lists(const struct scene *, uint32_t group,
		    uint32_t node);
/* The sign of its affinity to the other one, or SIGN_NONE. */
enum sign	 scene_sign(const struct scene *, uint32_t group,
		    uint32_t other);
/* Add what the group counts to the loads of a node, so many times: 1, or -1 to
 * take it away.  Node 0 is none. */
void		 scene_count(struct scene *, uint32_t group, uint32_t node,
		    int times);
/* The group's guest takes its part of a node, or gives it back (-1). */
void		 scene_take(struct scene *, uint32_t group, uint32_t node,
		    int times);
/* The load on that node that a limit counts. */
struct scene_load *scene_load(const struct scene *, uint32_t node,
		    uint32_t limit);

#endif
